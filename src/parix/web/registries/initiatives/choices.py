"""States of an initiative, what can be done with it, the criteria that it is recognised by, words for notices and the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind


class State(models.TextChoices):
    REGISTERED = "registered", _("đã đăng ký, chờ xét")
    RECOGNISED = "recognised", _("đã được công nhận")
    APPLIED = "applied", _("đã được công nhận và áp dụng")
    REFUSED = "refused", _("không được công nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


# Those that count as recognised.
RECOGNISED = frozenset({State.RECOGNISED, State.APPLIED})
# Those that count as registered: what was withdrawn never came to a decision.
COUNTED = frozenset(State) - {State.WITHDRAWN}


class Verb(models.TextChoices):
    RECOGNISE = "recognise", _("công nhận")
    REFUSE = "refuse", _("không công nhận")
    APPLY = "apply", _("ghi việc áp dụng")
    WITHDRAW = "withdraw", _("rút đăng ký")
    RECONSIDER = "reconsider", _("xét lại")


@dataclass(frozen=True, slots=True)
class Criterion:
    key: str
    label: str | Promise
    explanation: str | Promise


# Điều lệ Sáng kiến (Nghị định 13/2012/NĐ-CP), Điều 3: what a solution must be to be recognised.
CRITERIA = (
    Criterion("new", _("Có tính mới trong phạm vi cơ quan, đơn vị"), _("không trùng giải pháp đã đăng ký trước, chưa bộc lộ công khai, chưa thành quy định")),
    Criterion("applied", _("Đã được áp dụng hoặc áp dụng thử tại cơ quan, đơn vị"), _("ghi nơi và thời gian áp dụng ở phần mô tả")),
    Criterion("useful", _("Có khả năng mang lại lợi ích thiết thực"), _("nâng năng suất, giảm chi phí, giảm thời gian, cải thiện phục vụ người dân")),
    Criterion("not_excluded", _("Không thuộc đối tượng bị loại trừ"), _("không trái trật tự công cộng, đạo đức xã hội; không đang được bảo hộ sở hữu trí tuệ")),
)
CRITERION_KEYS = frozenset(one.key for one in CRITERIA)
# The decision is due this many months after the registration (Điều lệ Sáng kiến, Điều 7).
MONTHS_TO_DECIDE = 3

REGISTERED = NoticeKind(
    "initiatives.registered", _("sáng kiến mới đăng ký, chờ xét công nhận"),
    Text("Sáng kiến chờ xét: {title}", "Initiative to be considered: {title}"), Text("{unit}", "{unit}"),
)
DECIDED = NoticeKind(
    "initiatives.decided", _("sáng kiến được công nhận, không được công nhận, được xét lại"),
    Text("{outcome}: {title}", "{outcome}: {title}"), Text("{reason}", "{reason}"),
)
NOTICE_KINDS = (REGISTERED, DECIDED)
OUTCOMES = {
    Verb.RECOGNISE: Text("Được công nhận", "Recognised"), Verb.REFUSE: Text("Không được công nhận", "Not recognised"),
    Verb.RECONSIDER: Text("Được xét lại", "To be considered again"),
}

ACTS = {
    "initiatives.registered": _("đăng ký sáng kiến"),
    "initiatives.changed": _("sửa sáng kiến"),
    "initiatives.recognise": _("công nhận sáng kiến"),
    "initiatives.refuse": _("không công nhận sáng kiến"),
    "initiatives.apply": _("ghi việc áp dụng sáng kiến"),
    "initiatives.withdraw": _("rút đăng ký sáng kiến"),
    "initiatives.reconsider": _("xét lại sáng kiến"),
}
COLUMNS = {
    "title": _("tên"), "unit": _("đơn vị"), "summary": _("mô tả"), "criteria": _("tiêu chuẩn đạt"), "authors": _("tác giả"), "state": _("trạng thái"),
    "decision": _("quyết định"), "place": _("nơi áp dụng"),
}  # fmt: skip
