"""Tells what a file is by its bytes; the name that somebody gave it is never asked."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import refusals

filetype = lazy_module("filetype")

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp"})
READABLE = frozenset({PDF, DOCX, XLSX, TEXT}) | PICTURES

ENDINGS = {
    PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", TEXT: ".txt", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif",
    "image/webp": ".webp", "image/bmp": ".bmp",
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_OFFICE = {"WordDocument": ("Word (.doc)", "DOCX"), "Workbook": ("Excel (.xls)", "XLSX"), "PowerPoint Document": ("PowerPoint (.ppt)", "PDF")}
_PROGRAMS = {
    "application/x-msdownload": "chương trình Windows", "application/x-executable": "chương trình Linux", "application/wasm": "chương trình",
    "application/x-deb": "gói cài đặt", "application/x-rpm": "gói cài đặt", "application/x-google-chrome-extension": "phần mở rộng trình duyệt",
}
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script|svg|\?xml|iframe)", re.IGNORECASE)


def media_type_of(data: bytes) -> tuple[str, Problem | None]:
    """The media type, or "" and why the file is refused."""
    if not data:
        return "", refusals.empty()
    if b"%PDF-" in data[:1024]:
        return PDF, None
    if data.startswith(b"PK"):
        return _of_package(data)
    if data.startswith(_OLE):
        return "", _old_office(data)
    if data.startswith(b"#!"):
        return "", refusals.type_refused("tập lệnh")
    if _MARKUP.match(data):
        return "", refusals.type_refused("trang web hoặc mã đánh dấu")
    if _is_text(data):
        return TEXT, None
    return _by_signature(data)


def needs_all_bytes(head: bytes) -> bool:
    """Whether the first bytes alone cannot tell: packages have their table of contents at the end."""
    return head.startswith((b"PK", _OLE))


def _by_signature(data: bytes) -> tuple[str, Problem | None]:
    kind = filetype.guess(data[:8192])
    if data.startswith((b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")):
        return "", refusals.type_refused("chương trình")
    if kind is None:
        return "", refusals.type_unknown()
    mime = str(kind.mime)
    if mime == "image/apng":
        return "image/png", None
    if mime in PICTURES:
        return mime, None
    return "", refusals.type_refused(_PROGRAMS.get(mime, f"loại {mime}"))


def _of_package(data: bytes) -> tuple[str, Problem | None]:
    """DOCX and XLSX are packages; what they hold is told by their table of contents."""
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, RuntimeError):
        return "", refusals.damaged("nén (ZIP, DOCX hoặc XLSX)")
    if "word/document.xml" in names:
        return DOCX, None
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return XLSX, None
    if "[Content_Types].xml" in names:
        return "", refusals.damaged("DOCX hoặc XLSX (thiếu phần nội dung)") if not _is_slides(names) else refusals.type_refused("bản trình chiếu")
    if "mimetype" in names:
        return "", refusals.old_office("OpenDocument", "DOCX, XLSX")
    return "", refusals.type_refused("tệp nén ZIP")


def _is_slides(names: set[str]) -> bool:
    return any(name.startswith("ppt/") for name in names)


def _old_office(data: bytes) -> Problem:
    """The container of Office before 2007; today's Office writes it only around a file with a password."""
    if _ENCRYPTED_OFFICE in data:
        return refusals.password()
    for stream, (what, better) in _OLD_OFFICE.items():
        if stream.encode("utf-16-le") in data:
            return refusals.old_office(what, better)
    return refusals.type_unknown()


def _is_text(data: bytes) -> bool:
    """No zero bytes (but with a mark of UTF-16 or UTF-32) and hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(data) % 2 == 0
    start = data[:65536]
    if b"\x00" in start:
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    if controls > len(start) // 500:
        return False
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(start) - 4 or (_known_by_signature(start) is False and _is_old_text(start))
    return True


def _known_by_signature(start: bytes) -> bool:
    return filetype.guess(start[:8192]) is not None


def _is_old_text(start: bytes) -> bool:
    """Text of an old Vietnamese encoding: mostly plain letters, and a fair share of letters with marks."""
    plain = sum(65 <= byte <= 90 or 97 <= byte <= 122 or byte in b" \r\n\t" for byte in start)
    return plain * 2 > len(start)
