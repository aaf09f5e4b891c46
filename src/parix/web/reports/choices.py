"""States of a document that is being written, its files, and what is noted and told of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.foundation.phrases import Text
from parix.web.notices.choices import NoticeKind


class ReportState(models.TextChoices):
    DRAFTED = "drafted", _("đang soạn")
    SUBMITTED = "submitted", _("chờ duyệt")
    ISSUED = "issued", _("đã ban hành")


class FileForm(models.TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"


MEDIA_TYPES = {
    FileForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileForm.PDF: "application/pdf",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Kinds of document that direct: what a report's list of directive documents holds.
DIRECTIVE_KINDS = ("decision", "instruction", "plan", "programme", "dispatch", "notice", "guidance", "conclusion", "regulation")
TEMPLATE_LIMIT = 5 * 1024 * 1024
TEXT_LIMIT = 60_000
# A report that was not sent is asked for until then.
LATE_FOR_DAYS = 30
COMMENT_LIMIT = 4_000

TO_APPROVE = NoticeKind(
    "reports.to_approve", _("văn bản chờ duyệt, ban hành"),
    Text("Chờ duyệt: {what}", "To approve: {what}"),
    Text("{by} trình duyệt {what}.", "{by} submitted {what} for approval."),
)
SENT_BACK = NoticeKind(
    "reports.sent_back", _("văn bản được trả lại để sửa"),
    Text("Trả lại để sửa: {what}", "Sent back: {what}"),
    Text("{by} trả lại: {reason}", "{by} sent it back: {reason}"),
)
TO_WRITE = NoticeKind(
    "reports.to_write", _("phần báo cáo giao cho đơn vị viết"),
    Text("Viết phần «{section}»: {what}", "Write “{section}”: {what}"),
    Text("Đơn vị của bạn viết phần này của {what}.", "Your unit writes this section of {what}."),
)
ISSUED = NoticeKind(
    "reports.issued", _("văn bản đã ban hành"),
    Text("Đã ban hành: {what}", "Issued: {what}"),
    Text("Số {number}.", "No. {number}."),
)
NOTICE_KINDS = (TO_APPROVE, SENT_BACK, TO_WRITE, ISSUED)

ACTS = {
    "reports.drafted": _("lập bản thảo"),
    "reports.section_saved": _("viết phần của văn bản"),
    "reports.section_assigned": _("giao đơn vị viết phần"),
    "reports.sentence_read": _("đọc lại câu có số đổi"),
    "reports.comment_made": _("góp ý bản thảo"),
    "reports.comment_settled": _("xử lý góp ý"),
    "reports.head_changed": _("sửa thể thức văn bản"),
    "reports.figure_typed": _("nhập số liệu bằng tay"),
    "reports.submitted": _("trình duyệt"),
    "reports.sent_back": _("trả lại để sửa"),
    "reports.issued": _("duyệt, cấp số, ban hành"),
    "reports.discarded": _("bỏ bản thảo"),
    "reports.template_kept": _("đặt mẫu văn bản"),
    "reports.template_dropped": _("bỏ mẫu văn bản"),
}
COLUMNS = {
    "section": _("phần"), "text": _("nội dung"), "state": _("tình trạng"), "recipients": _("nơi nhận"), "addressees": _("kính gửi"),
    "signer_position": _("chức vụ người ký"), "signer_name": _("người ký"), "place": _("địa danh"), "sentence": _("câu"),
    "parent": _("cơ quan chủ quản"), "signing_mark": _("ký thay"),
}  # fmt: skip
