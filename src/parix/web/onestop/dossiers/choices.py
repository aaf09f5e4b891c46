"""Channels, applicants, fees, states by the codes of the national dossier-sync format, steps, events, words for notices and the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.web.organisations.choices import UnitKind


class Channel(models.IntegerChoices):
    DIRECT = 1, _("trực tiếp")
    ONLINE = 2, _("trực tuyến")
    POST = 3, _("bưu chính")


class ApplicantKind(models.IntegerChoices):
    CITIZEN = 1, _("cá nhân")
    ENTERPRISE = 2, _("doanh nghiệp")
    STATE_BODY = 3, _("cơ quan nhà nước")
    OTHER = 4, _("tổ chức khác")


class State(models.IntegerChoices):
    REGISTERED = 1, _("mới đăng ký")
    ACCEPTED = 2, _("được tiếp nhận")
    REFUSED = 3, _("không được tiếp nhận")
    IN_PROGRESS = 4, _("đang xử lý")
    SUPPLEMENT_ASKED = 5, _("chờ bổ sung")
    FEE_ASKED = 6, _("chờ nộp phí, lệ phí")
    WITHDRAWN = 7, _("người nộp rút")
    STOPPED = 8, _("dừng xử lý")
    FINISHED = 9, _("đã xử lý xong")
    RETURNED = 10, _("đã trả kết quả")


class Fee(models.IntegerChoices):
    NONE = 0, _("không có nghĩa vụ tài chính")
    UNPAID = 1, _("chưa nộp")
    PAID_ONLINE = 2, _("đã nộp trực tuyến")
    PAID_OTHERWISE = 3, _("đã nộp cách khác")


class OnlineLevel(models.IntegerChoices):
    """Of the procedure on the day of receipt, by the codes of the dossier-sync format."""

    INFORMATION = 2, _("cung cấp thông tin")
    PARTIAL = 3, _("một phần")
    END_TO_END = 4, _("toàn trình")


# The clock of these runs; that of the waiting ones stands still; the others have no clock any more.
RUNNING = (State.ACCEPTED, State.IN_PROGRESS)
WAITING = (State.SUPPLEMENT_ASKED, State.FEE_ASKED)
OPEN = (*RUNNING, *WAITING)
SETTLED = (State.FINISHED, State.RETURNED)
# Ended without a result.
ENDED = (State.REFUSED, State.WITHDRAWN, State.STOPPED)


class Verb(models.TextChoices):
    """Steps at the desk, as addresses name them."""

    ACCEPT = "tiep-nhan", _("tiếp nhận")
    REFUSE = "tu-choi", _("từ chối tiếp nhận")
    HAND_OVER = "chuyen", _("chuyển xử lý")
    ASK_SUPPLEMENT = "yeu-cau-bo-sung", _("yêu cầu bổ sung")
    TAKE_SUPPLEMENT = "nhan-bo-sung", _("nhận bổ sung")
    ASK_FEE = "yeu-cau-nop-phi", _("yêu cầu nộp phí, lệ phí")
    TAKE_FEE = "da-nop-phi", _("ghi đã nộp phí, lệ phí")
    EXTEND = "xin-loi-gia-han", _("xin lỗi và gia hạn")
    WITHDRAW = "rut", _("người nộp rút hồ sơ")
    STOP = "dung", _("dừng giải quyết")
    FINISH = "xong", _("xử lý xong")
    RETURN = "tra-ket-qua", _("trả kết quả")


class EventKind(models.TextChoices):
    REGISTERED = "registered", _("nộp trực tuyến")
    ACCEPTED = "accepted", _("tiếp nhận")
    REFUSED = "refused", _("từ chối tiếp nhận")
    HANDED_OVER = "handed_over", _("chuyển xử lý")
    SUPPLEMENT_ASKED = "supplement_asked", _("yêu cầu bổ sung")
    SUPPLEMENT_RECEIVED = "supplement_received", _("nhận bổ sung")
    FEE_ASKED = "fee_asked", _("yêu cầu nộp phí, lệ phí")
    FEE_PAID = "fee_paid", _("đã nộp phí, lệ phí")
    EXTENDED = "extended", _("gia hạn")
    APOLOGISED = "apologised", _("xin lỗi vì quá hạn")
    WITHDRAWN = "withdrawn", _("người nộp rút hồ sơ")
    STOPPED = "stopped", _("dừng giải quyết")
    FINISHED = "finished", _("xử lý xong")
    RETURNED = "returned", _("trả kết quả")


EVENT_OF = {
    Verb.ACCEPT: EventKind.ACCEPTED, Verb.REFUSE: EventKind.REFUSED, Verb.HAND_OVER: EventKind.HANDED_OVER,
    Verb.ASK_SUPPLEMENT: EventKind.SUPPLEMENT_ASKED, Verb.TAKE_SUPPLEMENT: EventKind.SUPPLEMENT_RECEIVED, Verb.ASK_FEE: EventKind.FEE_ASKED,
    Verb.TAKE_FEE: EventKind.FEE_PAID, Verb.EXTEND: EventKind.EXTENDED, Verb.WITHDRAW: EventKind.WITHDRAWN, Verb.STOP: EventKind.STOPPED,
    Verb.FINISH: EventKind.FINISHED, Verb.RETURN: EventKind.RETURNED,
}
# A step that an applicant reads of: it must say why.
NEEDS_REASON = (Verb.REFUSE, Verb.ASK_SUPPLEMENT, Verb.EXTEND, Verb.WITHDRAW, Verb.STOP)

PROMPTNESS = {
    "early": _("trước hạn"), "on_time": _("đúng hạn"), "late": _("quá hạn"), "in_term": _("đang xử lý, trong hạn"), "overdue": _("đang xử lý, quá hạn"),
    "unknown": _("không có hạn"), "none": _("không tính hạn"),
}  # fmt: skip
# Units of this kind receive dossiers and return results.
ONE_STOP = UnitKind.ONE_STOP
# What sealed values are sealed for, and what their hashes are of.
SEAL, NUMBER, PHONE, ROW = "dossiers.applicant", "dossiers.number", "dossiers.phone", "dossiers.row"

# What whoever works on a dossier states of it, or leaves untold; a figure leaves out what nobody told.
STATED_MARKS = {
    "has_digitised_paper": _("có thành phần hồ sơ được số hóa"), "reuses_data": _("dùng lại giấy tờ, dữ liệu đã số hóa"),
    "uses_personal_store": _("lấy giấy tờ từ kho dữ liệu của cá nhân, tổ chức"), "uses_population_data": _("dùng dữ liệu dân cư"),
    "has_electronic_result": _("có kết quả điện tử"), "is_synced": _("đã đồng bộ lên cổng quốc gia"),
}

ACTS = {
    "dossiers.received": _("tiếp nhận hồ sơ"),
    "dossiers.recorded": _("ghi hồ sơ từ nguồn dữ liệu"),
    "dossiers.prefix_set": _("ghi phần mã cơ quan trong mã hồ sơ"),
    **{f"dossiers.{event.value}": event.label for event in EventKind if event != EventKind.ACCEPTED},
    "dossiers.accepted": _("tiếp nhận hồ sơ nộp trực tuyến"),
    "dossiers.feedback_given": _("có phản ánh về hồ sơ"),
    "dossiers.marks_stated": _("ghi việc số hóa, dùng dữ liệu của hồ sơ"),
    "dossiers.rated": _("người nộp đánh giá hồ sơ"),
    "dossiers.fee_owed": _("ghi hồ sơ có khoản phải nộp, hoặc không còn"),
    "dossiers.applicant_read": _("xem đầy đủ thông tin người nộp"),
}
COLUMNS = {
    "state": _("trạng thái"), "due_at": _("hạn"), "dossier": _("hồ sơ"), "created": _("thêm"), "changed": _("sửa"), "unchanged": _("giữ nguyên"),
    "prefix": _("phần mã cơ quan"), **STATED_MARKS,
}  # fmt: skip
