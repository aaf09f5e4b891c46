"""States of files, uploads and documents, and the kinds of document that may be registered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parix.official_documents.document_kinds import ALL_KINDS, KIND_BY_CODE


class FileState(models.TextChoices):
    RECEIVED = "received", _("đã nhận, chờ đọc")
    SCANNED = "scanned", _("đã quét mã độc, chờ đọc")
    READABLE = "readable", _("đọc được")
    UNREADABLE = "unreadable", _("không đọc được")
    QUARANTINED = "quarantined", _("bị cách ly: có mã độc")


# What still waits for the background work.
WAITING = frozenset({FileState.RECEIVED, FileState.SCANNED})


class UploadState(models.TextChoices):
    OPEN = "open", _("đang tải lên")
    COMPLETE = "complete", _("đã nhận đủ")
    REFUSED = "refused", _("bị từ chối")
    ABANDONED = "abandoned", _("đã bỏ dở")


class DocumentState(models.TextChoices):
    DRAFTED = "drafted", _("chờ xác nhận")
    CONFIRMED = "confirmed", _("đã xác nhận")


class LikenessBasis(models.TextChoices):
    TEXT = "text", _("nội dung gần giống")
    PICTURE = "picture", _("hình trang gần giống")


# Documents that prove something without being official ones: lists, extracts of systems, pictures, links to articles.
OTHER_KINDS = {
    "list": _("Danh sách, bảng tổng hợp"), "extract": _("Trích xuất từ phần mềm"), "publication": _("Tin bài, trang công khai"), "link": _("Đường dẫn"),
    "survey_forms": _("Phiếu khảo sát"), "statement": _("Bảng đối chiếu, xác nhận"), "declaration": _("Bản công bố"), "yearbook": _("Niên giám, sổ theo dõi"),
    "other": _("Tài liệu khác"),
}
DOCUMENT_KINDS = {kind.code: kind.name for kind in ALL_KINDS}
KIND_CODES = frozenset(DOCUMENT_KINDS) | frozenset(OTHER_KINDS)


def kind_label(code: str) -> str:
    """The kind in Vietnamese, as documents print it; the code itself when it is none that is known."""
    if code in KIND_BY_CODE:
        return KIND_BY_CODE[code].name.vi
    return str(OTHER_KINDS.get(code, code))


# The room's acts and columns in words, for the audit trail's pages.
ACTS = {
    "files.document_registered": _("ghi tài liệu vào sổ"),
    "files.document_confirmed": _("xác nhận thông tin tài liệu"),
    "files.revision_added": _("thêm bản của tài liệu"),
    "files.file_quarantined": _("cách ly tệp có mã độc"),
    "files.reading_asked_again": _("cho đọc lại tệp"),
}
COLUMNS = {
    "number": _("số"), "symbol": _("ký hiệu"), "issued_on": _("ngày ban hành"), "in_force_on": _("ngày hiệu lực"), "received_on": _("ngày nhận"),
    "issuer": _("cơ quan ban hành"), "abstract": _("trích yếu"), "link": _("đường dẫn"), "revision": _("bản số"), "sha256": _("mã băm của tệp"),
    "size": _("kích thước, byte"), "finding": _("mã độc tìm thấy"),
}  # fmt: skip
