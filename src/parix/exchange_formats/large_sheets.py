"""The first look of `sheet_scan` at sheets of many thousand rows: the same answers by searching the bytes, some twenty times as fast.

A sheet that is written in an unusual way (quotes, prefixes, cells without a reference) goes the long way.
"""

from __future__ import annotations

import re
from typing import Any

from parix.exchange_formats.sheet_scan import (
    Limits,
    Refused,
    Scan,
    column_number,
    refuse_cells,
    refuse_merges,
    refuse_spread,
    scan_sheet,
)  # fmt: skip
from parix.foundation.lazy_modules import lazy_module

np = lazy_module("numpy")

_REFERENCE = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d{1,7})"')
_SHARED = re.compile(rb' t="s"><v>(\d{1,8})</v>')
_FORMULA = re.compile(rb"<f[\s/>]")
_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<v>[^<]|<is>")


def scan_large_sheet(part: bytes, lengths: list[int], limits: Limits) -> Scan:
    if b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or (b"encoding=" in part[:200] and b"utf-8" not in part[:200].lower()):
        raise Refused("workbook.hostile", "tệp khai báo kiểu tài liệu XML, bảng tính thật không có", "không dùng tệp này; xin lại tệp gốc")
    cells = part.count(b"<c ") + part.count(b"<c>")
    refuse_cells(cells, limits)
    if not cells or b"='" in part or b"CDATA" in part or b"</sheetData>" not in part:
        return scan_sheet(part, lengths, limits)
    columns: set[bytes] = set()
    rows = found = 0
    # One at a time: a list of all would take more memory than the sheet.
    for match in _REFERENCE.finditer(part):
        columns.add(match[1])
        found += 1
        rows = max(rows, int(match[2]))
    shared = np.fromiter((int(match[1]) for match in _SHARED.finditer(part)), np.int64)
    if found != cells or len(shared) != part.count(b't="s"'):
        return scan_sheet(part, lengths, limits)
    width = max(map(_column, columns)) + 1
    refuse_merges(part.count(b"<mergeCell "))
    refuse_spread(_letters(part, shared, lengths), rows * width, limits)
    hidden = {int(row) - 1 for row in _HIDDEN_ROW.findall(part)} if b" hidden=" in part else set()
    scan = Scan(hidden, {}, rows, width)
    for match in _ERROR.finditer(part) if b't="e"' in part else ():
        scan.unusable[int(match[2]) - 1, _column(match[1])] = "error"
    for match in _FORMULA.finditer(part):
        _formula(part, match.start(), scan)
    return scan


def _letters(part: bytes, shared: Any, lengths: list[int]) -> int:
    """How much text the cells hold once each has its own: shared strings as often as they are used."""
    sizes = np.array(lengths or [0], dtype=np.int64)
    return int(sizes[np.minimum(shared, len(sizes) - 1)].sum()) + (len(part) if b"inlineStr" in part else 0)


def _formula(part: bytes, at: int, scan: Scan) -> None:
    begins, ends = part.rfind(b"<c ", 0, at), part.find(b"</c>", at)
    place = _REFERENCE.search(part, begins, at)
    if place and not _VALUE.search(part, at, ends):
        scan.unusable.setdefault((int(place[2]) - 1, _column(place[1])), "no_value")


def _column(letters: bytes) -> int:
    return column_number(letters.decode())
