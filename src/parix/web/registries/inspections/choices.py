"""States of inspections and findings, what can be done with a finding, words for notices and the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind
from parix.web.organisations.choices import UnitKind


class State(models.TextChoices):
    PLANNED = "planned", _("chưa kiểm tra")
    INSPECTED = "inspected", _("đã kiểm tra")
    DROPPED = "dropped", _("không kiểm tra")


class FindingState(models.TextChoices):
    OPEN = "open", _("chưa khắc phục")
    REMEDIED = "remedied", _("đã khắc phục")


class Verb(models.TextChoices):
    REMEDY = "remedy", _("báo đã khắc phục")
    EXTEND = "extend", _("gia hạn")
    REOPEN = "reopen", _("chưa khắc phục xong, mở lại")


# Units of this kind inspect for their agency.
INSPECTORATE = UnitKind.INSPECTORATE

FOUND = NoticeKind(
    "inspections.found", _("tồn tại qua kiểm tra mà đơn vị phải khắc phục"),
    Text("Phải khắc phục trước {due}: {what}", "To be mended by {due}: {what}"), Text("Kiểm tra {whom}.", "Inspection of {whom}."),
)
REMEDIED = NoticeKind(
    "inspections.remedied", _("đơn vị báo đã khắc phục; tồn tại được gia hạn, mở lại"),
    Text("{verb}: {what}", "{verb}: {what}"), Text("{note}", "{note}"),
)
NOTICE_KINDS = (FOUND, REMEDIED)
SAID = {Verb.REMEDY: Text("Đã khắc phục", "Mended"), Verb.EXTEND: Text("Gia hạn khắc phục", "More time"), Verb.REOPEN: Text("Mở lại", "Opened again")}

ACTS = {
    "inspections.planned": _("đưa vào kế hoạch kiểm tra"),
    "inspections.inspected": _("ghi kết luận kiểm tra"),
    "inspections.dropped": _("không kiểm tra theo kế hoạch"),
    "inspections.found": _("ghi tồn tại qua kiểm tra"),
    "inspections.remedy": _("báo đã khắc phục tồn tại"),
    "inspections.extend": _("gia hạn khắc phục tồn tại"),
    "inspections.reopen": _("mở lại tồn tại"),
}
COLUMNS = {
    "whom": _("đơn vị được kiểm tra"), "planned_on": _("ngày dự kiến"), "inspected_on": _("ngày kiểm tra"), "fix_by": _("khắc phục trước"),
    "document": _("văn bản"),
}  # fmt: skip
