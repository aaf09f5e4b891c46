"""Rows of a .xlsx file: every visible sheet that has a head of dossiers, batch after batch. Hidden sheets and rows are named, not read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from parix.exchange_formats.cell_values import number_text
from parix.exchange_formats.dossiers.batches import BATCH_ROWS, UNUSABLE, RawBatch, SheetHead
from parix.exchange_formats.dossiers.headings import SEARCHED_ROWS, Head, find_head
from parix.exchange_formats.dossiers.legacy_letters import NAMES, in_unicode, legacy_of
from parix.exchange_formats.dossiers.places import place_key
from parix.exchange_formats.large_sheets import scan_large_sheet
from parix.exchange_formats.sheet_scan import Limits, Scan
from parix.exchange_formats.workbook_guard import admit
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Place, Problem, ProblemsFound

python_calamine = lazy_module("python_calamine")

LARGE = Limits(packed=100 * 1024 * 1024, unpacked=400 * 1024 * 1024, cells=8_000_000, area=10_000_000, text=300_000_000)
SHOWN_SAMPLES = 5
# The reader holds the whole sheet, so that the batches beside it are small.
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class _Table:
    at: int
    sheet: Any
    head: Head
    scan: Scan
    top: tuple[int, int]
    samples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """`notes` are warnings: what was not read, and old letters that were turned into Unicode."""

    name: str
    heads: tuple[SheetHead, ...]
    sheets: tuple[str, ...]
    legacy: str
    notes: tuple[Problem, ...]
    tables: tuple[_Table, ...]

    def batches(self, mapping: Mapping[str, str], rows: int = BATCH_ROWS) -> Iterator[RawBatch]:
        for table in self.tables:
            at = {column: table.head.names.index(head) for column, head in mapping.items() if head in table.head.names}
            yield from _batches(table, at, self.legacy, min(rows, MOST_ROWS))


def open_workbook(name: str, content: bytes) -> WorkbookFile:
    """Raises ProblemsFound for what is no workbook, is hostile, or holds no table of dossiers."""
    admitted = admit(content, name, LARGE, scan_large_sheet)
    if isinstance(admitted, Problem):
        raise ProblemsFound([admitted])
    try:
        return _opened(name, admitted.content, admitted.scans)
    except ProblemsFound:
        raise
    except Exception as error:
        raise _unreadable(name, error) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own breakdown, which is no Exception
            raise
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: BaseException) -> ProblemsFound:
    message = f"không đọc được bảng tính ({type(error).__name__})"
    return ProblemsFound([Problem("workbook.damaged", message, "mở bằng Excel và lưu lại dạng .xlsx", Place(name))])


def _opened(name: str, content: bytes, scans: Mapping[str, Scan]) -> WorkbookFile:
    notes: list[Problem] = []
    tables: list[_Table] = []
    sheets: list[str] = []
    first_texts = ""
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet or about.name not in scans:
                continue
            at = len(sheets)
            sheets.append(about.name)
            if about.visible != python_calamine.SheetVisibleEnum.Visible:
                notes.append(Problem("export.hidden_sheet", "trang bị ẩn, không đọc", "bỏ ẩn trang nếu cần nhập", Place(name, path=about.name), "warning"))
                continue
            sheet, scan = book.get_sheet_by_name(about.name), scans[about.name]
            first, legacy = _first_rows(sheet, scan)
            head = find_head(first)
            if head is None:
                message, remedy = "trang không có bảng hồ sơ, không đọc", "không cần làm gì nếu đúng vậy"
                notes.append(Problem("export.no_head", message, remedy, Place(name, path=about.name), "warning"))
                continue
            first_texts = first_texts or legacy
            if scan.hidden_rows:
                message = f"{len(scan.hidden_rows)} dòng bị ẩn, không đọc"
                place = Place(name, path=f"{about.name}!{min(scan.hidden_rows) + 1}")
                notes.append(Problem("export.hidden_rows", message, "bỏ ẩn dòng nếu cần nhập", place, "warning"))
            samples = tuple(tuple(row) for row in first[head.first_row : head.first_row + SHOWN_SAMPLES])
            tables.append(_Table(at, sheet, head, scan, sheet.start or (0, 0), samples))
    if not tables:
        remedy = "giữ hàng tên cột (Mã hồ sơ, Ngày tiếp nhận…) ở trong 30 dòng đầu của một trang không ẩn"
        raise ProblemsFound([Problem("export.no_head", "không thấy hàng tên cột của bảng hồ sơ", remedy, Place(name)), *notes])
    if first_texts:
        message = f"chữ trong tệp theo bảng mã cũ {NAMES[first_texts]}, đã chuyển sang Unicode"
        notes.append(Problem("export.legacy_letters", message, "xem lại mẫu bên dưới", Place(name, path=sheets[tables[0].at]), "warning"))
    heads = tuple(SheetHead(sheets[table.at], table.head.names, table.samples) for table in tables)
    return WorkbookFile(name, heads, tuple(sheets), first_texts, tuple(notes), tuple(tables))


def _first_rows(sheet: Any, scan: Scan) -> tuple[list[list[str]], str]:
    """The first rows with merged heads spread over their cells, in Unicode; and the old reading, if any."""
    top, left = sheet.start or (0, 0)
    rows: list[list[str]] = []
    for at, row in enumerate(sheet.iter_rows()):
        if at >= SEARCHED_ROWS + SHOWN_SAMPLES:
            break
        rows.append([_text(value) for value in row])
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        if first_row - top >= len(rows) or first_row < top or first_column < left:
            continue
        for row in range(first_row - top, min(last_row - top + 1, len(rows), first_row - top + 3)):
            for column in range(first_column - left, min(last_column - left + 1, len(rows[row]))):
                rows[row][column] = rows[first_row - top][first_column - left]
    legacy = legacy_of("\n".join("\n".join(row) for row in rows))
    return [[in_unicode(cell, legacy) for cell in row] for row in rows], legacy


def _batches(table: _Table, at: Mapping[str, int], legacy: str, size: int) -> Iterator[RawBatch]:
    keys: list[int] = []
    sound: list[list[Any]] = []
    top, left = table.top
    unusable = table.scan.unusable
    for number, given in enumerate(table.sheet.iter_rows()):
        if number < table.head.first_row or top + number in table.scan.hidden_rows:
            continue
        row = given
        if unusable:
            row = [UNUSABLE if (top + number, left + column) in unusable else value for column, value in enumerate(given)]
        if not any(value != "" for value in row):
            continue
        keys.append(place_key(table.at, top + number + 1))
        sound.append(row)
        if len(keys) == size:
            yield _batch(keys, sound, at, legacy)
            keys, sound = [], []
    if keys:
        yield _batch(keys, sound, at, legacy)


def _batch(keys: list[int], rows: list[list[Any]], at: Mapping[str, int], legacy: str) -> RawBatch:
    columns = list(zip(*rows, strict=True))
    cells = {name: [value if type(value) is str else _text(value) for value in columns[index]] for name, index in at.items()}
    if legacy:
        cells = {name: [in_unicode(value, legacy) for value in values] for name, values in cells.items()}
    return RawBatch(keys, cells)


def _text(value: Any) -> str:
    """As the readings of text columns expect it: days in the order of ISO, numbers without noughts behind."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S") if value.time() != time() else value.strftime("%Y-%m-%d")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else number_text(value)
