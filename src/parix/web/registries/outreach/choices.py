"""Channels and states of outreach, states of contests, how entrants are told apart, words for notices and the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind


class Channel(models.TextChoices):
    ARTICLE = "article", _("tin bài, trang thông tin điện tử")
    BROADCAST = "broadcast", _("phát thanh, truyền hình")
    SOCIAL = "social", _("mạng xã hội")
    MEETING = "meeting", _("hội nghị, tập huấn, họp giao ban")
    LAW_DAY = "law_day", _("sinh hoạt Ngày pháp luật")
    PRINT = "print", _("tờ rơi, pa nô, sổ tay")
    CONTEST = "contest", _("hội thi, cuộc thi")
    DIALOGUE = "dialogue", _("đối thoại với người dân, doanh nghiệp")
    OTHER = "other", _("hình thức khác")


class ItemState(models.TextChoices):
    PLANNED = "planned", _("chưa thực hiện")
    DONE = "done", _("đã thực hiện")
    DROPPED = "dropped", _("không thực hiện")


class Verb(models.TextChoices):
    REPORT = "report", _("báo kết quả")
    DROP = "drop", _("không thực hiện nữa")
    REOPEN = "reopen", _("mở lại")


class ContestState(models.TextChoices):
    """Whether it is running hangs on the clock and is never stored."""

    DRAFTED = "drafted", _("đang soạn")
    ANNOUNCED = "announced", _("đã công bố")
    ANNULLED = "annulled", _("đã huỷ")


class Standing(models.TextChoices):
    """How a contest stands at a moment, as people say it."""

    DRAFTED = "drafted", _("đang soạn")
    WAITING = "waiting", _("chưa mở")
    RUNNING = "running", _("đang mở")
    CLOSED = "closed", _("đã đóng")
    ANNULLED = "annulled", _("đã huỷ")


class KnownBy(models.TextChoices):
    """What tells one entrant from another."""

    PHONE = "phone", _("họ tên và số điện thoại")
    IDENTITY = "identity", _("số căn cước")


class EntryState(models.TextChoices):
    COUNTED = "counted", _("được tính")
    LATE = "late", _("nộp muộn, chưa được tính")
    ADMITTED = "admitted", _("nộp muộn, được ban tổ chức tính")


# Late by at most this is kept: the form was open when the contest closed, and the organiser decides.
LATE_MINUTES = 15
# Entrants' names and numbers are erased this many days after the end, unless the organiser says otherwise.
USUAL_DAYS_KEPT = 60
MOST_DAYS_KEPT = 365

ITEM_GIVEN = NoticeKind(
    "outreach.item_given", _("việc tuyên truyền được giao cho đơn vị"),
    Text("Việc tuyên truyền: {what}", "Outreach: {what}"), Text("{plan}, trước ngày {due}", "{plan}, by {due}"),
)
CONTEST_CLOSED = NoticeKind(
    "outreach.contest_late", _("có bài dự thi nộp muộn cần ban tổ chức xem"),
    Text("Bài nộp muộn: {title}", "A late entry: {title}"), Text("Ban tổ chức quyết định có tính hay không.", "The organiser decides whether it counts."),
)
NOTICE_KINDS = (ITEM_GIVEN, CONTEST_CLOSED)

JOBS = {"parix.web.registries.outreach.jobs.forget_entrants": _("xoá dữ liệu cá nhân của người dự thi đã hết hạn giữ")}
ACTS = {
    "outreach.plan_saved": _("ghi kế hoạch tuyên truyền"),
    "outreach.item_added": _("thêm việc tuyên truyền"),
    "outreach.item_changed": _("sửa việc tuyên truyền"),
    "outreach.item_report": _("báo kết quả tuyên truyền"),
    "outreach.item_drop": _("bỏ việc tuyên truyền"),
    "outreach.item_reopen": _("mở lại việc tuyên truyền"),
    "outreach.contest_drafted": _("soạn hội thi"),
    "outreach.contest_changed": _("sửa hội thi"),
    "outreach.contest_announced": _("công bố hội thi"),
    "outreach.contest_extended": _("gia hạn hội thi"),
    "outreach.contest_annulled": _("huỷ hội thi"),
    "outreach.entered": _("nhận bài dự thi"),
    "outreach.late_admitted": _("tính bài nộp muộn"),
    "outreach.entrants_disclosed": _("tải danh sách người dự thi có họ tên"),
    "outreach.entrants_forgotten": _("xoá dữ liệu cá nhân của người dự thi"),
}
COLUMNS = {
    "text": _("nội dung"), "channel": _("hình thức"), "due_on": _("hạn"), "done_on": _("ngày thực hiện"), "times": _("số lần"), "people": _("số người"),
    "opens_at": _("mở lúc"), "closes_at": _("đóng lúc"), "questions": _("số câu hỏi"), "entries": _("số bài"),
}  # fmt: skip
