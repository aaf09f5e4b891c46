"""Kinds and states of plans, what an assignment can go through and how it stands, recurrences, what counts are measured as."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind


class PlanKind(models.TextChoices):
    PLAN = "plan", _("kế hoạch")
    DIRECTIVE = "directive", _("văn bản chỉ đạo")
    CONCLUSION = "conclusion", _("kết luận giao ban")


class PlanState(models.TextChoices):
    DRAFTED = "drafted", _("đang soạn")
    APPROVED = "approved", _("đã duyệt, đang thực hiện")
    CLOSED = "closed", _("đã kết thúc")


class State(models.TextChoices):
    """Where one turn of an assignment is; whether it is late hangs on the day and is never stored."""

    GIVEN = "given", _("đã giao")
    ACCEPTED = "accepted", _("đã nhận")
    IN_PROGRESS = "in_progress", _("đang làm")
    DONE = "done", _("đã xong")
    CANCELLED = "cancelled", _("đã huỷ")


OPEN = frozenset({State.GIVEN, State.ACCEPTED, State.IN_PROGRESS})


class Progress(models.TextChoices):
    """How a turn stands on a day, as people say it; in the order in which lists show them."""

    OVERDUE = "overdue", _("quá hạn")
    GIVEN = "given", _("đã giao, chưa nhận")
    ACCEPTED = "accepted", _("đã nhận")
    IN_PROGRESS = "in_progress", _("đang làm")
    DONE_LATE = "done_late", _("xong muộn")
    DONE_ON_TIME = "done_on_time", _("xong đúng hạn")
    CANCELLED = "cancelled", _("đã huỷ")


class Verb(models.TextChoices):
    GIVE = "give", _("giao")
    ACCEPT = "accept", _("nhận việc")
    REPORT = "report", _("báo cáo tiến độ")
    COMPLETE = "complete", _("báo hoàn thành")
    ASK_MORE_TIME = "ask_more_time", _("xin gia hạn")
    EXTEND = "extend", _("gia hạn")
    REFUSE_MORE_TIME = "refuse_more_time", _("không gia hạn")
    CANCEL = "cancel", _("huỷ")
    REOPEN = "reopen", _("mở lại")


class Recurrence(models.TextChoices):
    ONCE = "", _("một lần")
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    HALF_YEARLY = "half_yearly", _("sáu tháng một lần")
    REGULAR = "regular", _("thường xuyên, không có hạn")


MONTHS_BETWEEN = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}


class ReadingState(models.TextChoices):
    WAITING = "waiting", _("đang đọc")
    READ = "read", _("đã đọc, chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")
    DROPPED = "dropped", _("đã bỏ")


@dataclass(frozen=True, slots=True)
class MeasuredAs:
    """What the assignments of a plan are counted as: the measure of a share, and that of a number of overdue ones."""

    share: str
    overdue: str
    on_time_only: bool
    label: str


# The measure codes of the editions that ask for such counts; a plan names the one that it is counted as.
MEASURED_AS: dict[str, MeasuredAs] = {
    "yearly": MeasuredAs("plan.tasks_done", "", False, _("kế hoạch cải cách hành chính năm: tỷ lệ nhiệm vụ hoàn thành")),  # type: ignore[arg-type]
    "digital": MeasuredAs("digital.plan_done", "", False, _("kế hoạch chuyển đổi số: tỷ lệ nhiệm vụ hoàn thành")),  # type: ignore[arg-type]
    "from_above": MeasuredAs(
        "assignments.on_time", "assignments.overdue_unfinished", True, _("nhiệm vụ cấp trên giao: tỷ lệ đúng hạn, số quá hạn"),  # type: ignore[arg-type]
    ),
}
MEASURED_CHOICES = [("", _("không đếm vào phiếu điểm")), *((code, one.label) for code, one in MEASURED_AS.items())]

GIVEN_TO_UNIT = NoticeKind(
    "plans.given", _("giao nhiệm vụ cho đơn vị"),
    Text("{unit} được giao {count} nhiệm vụ: {plan}", "{unit} was given {count} assignments: {plan}"), Text("{what}", "{what}"),
)
EXTENDED = NoticeKind(
    "plans.extended", _("gia hạn nhiệm vụ"), Text("Gia hạn đến {due}: {what}", "Extended to {due}: {what}"), Text("Lý do: {reason}", "Reason: {reason}"),
)
MORE_TIME_ASKED = NoticeKind(
    "plans.more_time_asked", _("đơn vị xin gia hạn nhiệm vụ"),
    Text("Xin gia hạn đến {wished}: {what}", "More time asked, to {wished}: {what}"), Text("{by}: {reason}", "{by}: {reason}"),
)
MORE_TIME_REFUSED = NoticeKind(
    "plans.more_time_refused", _("không gia hạn nhiệm vụ"),
    Text("Không gia hạn, hạn vẫn là {due}: {what}", "No more time, still due {due}: {what}"), Text("Lý do: {reason}", "Reason: {reason}"),
)
DONE = NoticeKind("plans.done", _("nhiệm vụ hoàn thành"), Text("Đã xong: {what}", "Done: {what}"), Text("{result}", "{result}"))
CANCELLED = NoticeKind(
    "plans.cancelled", _("huỷ, mở lại hoặc sửa nhiệm vụ"), Text("{verb}: {what}", "{verb}: {what}"), Text("Lý do: {reason}", "Reason: {reason}"),
)
NOTICE_KINDS = (GIVEN_TO_UNIT, MORE_TIME_ASKED, EXTENDED, MORE_TIME_REFUSED, DONE, CANCELLED)

ACTS = {
    "plans.reading_asked": _("cho máy đọc văn bản chỉ đạo"),
    "plans.reading_kept": _("máy đọc xong văn bản"),
    "plans.reading_confirmed": _("xác nhận kết quả đọc văn bản"),
    "plans.reading_dropped": _("bỏ kết quả đọc văn bản"),
    "plans.plan_drafted": _("lập kế hoạch"),
    "plans.plan_changed": _("sửa kế hoạch"),
    "plans.plan_removed": _("xoá kế hoạch đang soạn"),
    "plans.plan_approved": _("duyệt kế hoạch, giao nhiệm vụ"),
    "plans.plan_closed": _("kết thúc kế hoạch"),
    "plans.assignments_given": _("giao các lần thực hiện"),
    "plans.assignment_added": _("thêm nhiệm vụ"),
    "plans.assignment_changed": _("sửa nhiệm vụ"),
    "plans.assignment_removed": _("bỏ nhiệm vụ khỏi kế hoạch đang soạn"),
    "plans.assignments_imported": _("nhập nhiệm vụ từ tệp"),
    "plans.assignment_entrusted": _("giao việc cho người"),
    "plans.accept": _("nhận nhiệm vụ"),
    "plans.report": _("báo cáo tiến độ nhiệm vụ"),
    "plans.complete": _("báo hoàn thành nhiệm vụ"),
    "plans.ask_more_time": _("xin gia hạn nhiệm vụ"),
    "plans.extend": _("gia hạn nhiệm vụ"),
    "plans.refuse_more_time": _("không gia hạn nhiệm vụ"),
    "plans.cancel": _("huỷ nhiệm vụ"),
    "plans.reopen": _("mở lại nhiệm vụ"),
    "plans.proof_given": _("đính tài liệu chứng minh nhiệm vụ"),
}
JOBS = {
    "parix.web.plans.jobs.read": _("đọc văn bản chỉ đạo"),
    "parix.web.plans.jobs.feed": _("đưa số đếm nhiệm vụ vào phiếu điểm"),
    "parix.web.plans.jobs.forget_tables": _("bỏ bảng nhiệm vụ chưa nhập"),
}
COLUMNS = {
    "title": _("tên"), "text": _("nội dung"), "lead": _("chủ trì"), "support": _("phối hợp"), "due_on": _("hạn"), "recurrence": _("định kỳ"),
    "product": _("sản phẩm"), "leaves": _("tiêu chí"), "state": _("trạng thái"), "assignments": _("số nhiệm vụ"), "year": _("năm"),
    "measured_as": _("đếm là"), "document": _("tài liệu"), "handler": _("người làm"), "done_on": _("ngày xong"), "wished_on": _("hạn xin gia hạn"),
    "due_day": _("ngày trong tháng"),
    "section": _("mục"), "field": _("lĩnh vực"), "items": _("số mục đọc được"),
}  # fmt: skip
