"""Lets a workbook in: refuses what is not one, measures it before it is parsed, and hands on only the parts that are read.

The parts are unpacked under limits and packed anew, so that the reader never sees sizes that the archive lied about,
nor pictures, macros, links and whatever else a workbook may carry.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parix.exchange_formats.sheet_scan import USUAL, Limits, Refused, Scan, scan_sheet, string_lengths, workbook_sheets
from parix.foundation.problems import Place, Problem

MAX_PARTS = 2_000

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OverflowError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Admitted:
    """The workbook packed anew, and what was seen of each sheet by name."""

    content: bytes
    scans: Mapping[str, Scan]


Scanner = Callable[[bytes, list[int], Limits], Scan]


def admit(content: bytes, name: str, limits: Limits = USUAL, scanner: Scanner = scan_sheet) -> Admitted | Problem:
    """The workbook if it may be read, else the one problem that keeps it out."""
    place = Place(name)
    if len(content) > limits.packed:
        return Problem("workbook.too_large", f"tệp lớn {len(content)} byte", f"giữ tệp dưới {limits.packed} byte", place)
    if content.startswith(_OLE):
        message = "tệp là Excel kiểu cũ (.xls) hoặc được đặt mật khẩu"
        return Problem("workbook.old_or_encrypted", message, "mở bằng Excel, bỏ mật khẩu, lưu lại dạng .xlsx", place)
    if not content.startswith(b"PK"):
        return Problem("workbook.not_xlsx", "tệp không phải là bảng tính .xlsx", "mở bằng Excel và lưu lại dạng .xlsx", place)
    try:
        parts = _unpacked(content, limits)
        scans = _scans(parts, limits, scanner)
        return Admitted(_packed(parts), scans)
    except Refused as refused:
        return Problem(refused.code, refused.message, refused.remedy, place)
    except _BROKEN as error:
        return Problem("workbook.damaged", f"tệp .xlsx hỏng ({type(error).__name__})", "mở bằng Excel và lưu lại dạng .xlsx", place)


def _unpacked(content: bytes, limits: Limits) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_PARTS:
            raise Refused("workbook.too_many_parts", f"tệp chứa {len(entries)} phần", f"bảng tính thật có không quá {MAX_PARTS} phần")
        needed = [entry for entry in entries if _NEEDED.fullmatch(entry.filename)]
        if len({entry.filename for entry in needed}) != len(needed):
            raise Refused("workbook.damaged", "hai phần của tệp trùng tên", "mở bằng Excel và lưu lại dạng .xlsx")
        if any(entry.flag_bits & 0x1 for entry in needed):
            raise Refused("workbook.old_or_encrypted", "tệp được đặt mật khẩu", "bỏ mật khẩu rồi lưu lại dạng .xlsx")
        if sum(entry.file_size for entry in needed) > limits.unpacked:
            raise _bomb(limits)
        parts: dict[str, bytes] = {}
        for entry in needed:
            parts[entry.filename] = archive.read(entry)
            if sum(map(len, parts.values())) > limits.unpacked:
                raise _bomb(limits)
        return parts


def _bomb(limits: Limits) -> Refused:
    message = f"nội dung giải nén lớn hơn {limits.unpacked} byte"
    return Refused("workbook.unpacks_too_large", message, "xoá các trang, dòng và định dạng không dùng rồi lưu lại")


def _scans(parts: Mapping[str, bytes], limits: Limits, scanner: Scanner) -> dict[str, Scan]:
    sheets = workbook_sheets(parts)
    lengths = string_lengths(next((part for name, part in parts.items() if name.lower() == "xl/sharedstrings.xml"), b""))
    return {name: scanner(parts[path], lengths, limits) for name, path in sheets.items() if path in parts}


def _packed(parts: dict[str, bytes]) -> bytes:
    """Lets go of each part as it is packed, so that a large one does not lie in the memory twice."""
    packed = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if sum(map(len, parts.values())) > USUAL.unpacked else zipfile.ZIP_STORED
    with zipfile.ZipFile(packed, "w", method, compresslevel=1) as archive:
        for name in list(parts):
            archive.writestr(name, parts.pop(name))
    return packed.getvalue()
