"""Real .xlsx files in memory for tests: made by a spreadsheet library, and then damaged part by part where a test needs it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]
SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows: Rows, *, sheet: str = "Bảng", merges: Sequence[tuple[str, object]] = (), hidden_rows: Sequence[int] = ()) -> bytes:
    """One sheet; `merges` are ranges with their value, written over the rows."""
    return workbook_of({sheet: rows}, merges={sheet: merges}, hidden_rows={sheet: hidden_rows})


def workbook_of(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[tuple[str, object]]] | None = None,
    hidden_rows: Mapping[str, Sequence[int]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None and value != "":
                    sheet.write(number, column, value)
        for where, value in (merges or {}).get(name, ()):
            sheet.merge_range(where, value)
        for number in (hidden_rows or {}).get(name, ()):
            sheet.set_row(number, None, None, {"hidden": True})
        if name in hidden:
            sheet.hide()
    book.close()
    return content.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with its parts changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return changed.getvalue()


def with_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """The first sheet's XML with one stretch replaced."""

    def change(name: str, part: bytes) -> bytes:
        if name == SHEET:
            assert old in part
            return part.replace(old, new, 1)
        return part

    return repacked(content, change)


def with_rows(content: bytes, rows: bytes) -> bytes:
    """The first sheet with rows of raw XML appended."""
    return with_sheet(content, b"</sheetData>", rows + b"</sheetData>")
