"""States of an import, how its rows are taken, words for the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    READ = "read", _("đã đọc, chờ ghép cột")
    CHECKING = "checking", _("đang kiểm tra")
    CHECKED = "checked", _("đã kiểm tra, chờ nhập")
    APPLYING = "applying", _("đang nhập")
    APPLIED = "applied", _("đã nhập")
    REFUSED = "refused", _("không nhập được")
    DISCARDED = "discarded", _("đã bỏ")


# The file still lies here.
KEPT = (State.READ, State.CHECKING, State.CHECKED, State.APPLYING, State.REFUSED)
RUNNING = (State.CHECKING, State.APPLYING)


class Taking(models.TextChoices):
    GOOD_ROWS = "good_rows", _("nhập các dòng tốt, bỏ các dòng lỗi")
    ALL_OR_NOTHING = "all_or_nothing", _("nhập tất cả hoặc không nhập gì")


class DayOrder(models.TextChoices):
    DAY_FIRST = "day_first", _("ngày trước tháng (25/10)")
    MONTH_FIRST = "month_first", _("tháng trước ngày (10/25)")


# What is sealed for what.
FILE, SAMPLES, PRINT, SENT = "intake.file", "intake.samples", "intake.print", "intake.sent"

ACTS = {
    "intake.source_added": _("thêm nguồn hồ sơ"),
    "intake.mapping_saved": _("lưu cách ghép cột của nguồn hồ sơ"),
    "intake.token_made": _("cấp mã truy cập cho nguồn hồ sơ"),
    "intake.token_taken": _("thu hồi mã truy cập của nguồn hồ sơ"),
    "intake.file_received": _("tải tệp hồ sơ lên"),
    "intake.applying": _("bắt đầu nhập hồ sơ từ tệp"),
    "intake.applied": _("nhập hồ sơ từ tệp"),
    "intake.discarded": _("bỏ tệp hồ sơ"),
    "intake.pushed": _("nhận hồ sơ từ phần mềm khác"),
}
JOBS = {
    "parix.web.onestop.intake.jobs.check": _("kiểm tra tệp hồ sơ"),
    "parix.web.onestop.intake.jobs.apply": _("nhập hồ sơ từ tệp"),
    "parix.web.onestop.intake.jobs.forget_files": _("xoá tệp hồ sơ chưa nhập"),
}
COLUMNS = {
    "source": _("nguồn"), "file": _("tệp"), "size": _("kích thước, byte"), "rows": _("số dòng"), "bad": _("dòng lỗi"), "created": _("thêm"),
    "changed": _("sửa"), "unchanged": _("giữ nguyên"), "taking": _("cách nhập"), "mapping": _("ghép cột"), "steps": _("bước xử lý"),
}  # fmt: skip
