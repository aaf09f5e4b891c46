"""The sheets of a workbook as tables of text, numbers and dates, with merged cells and what could not be read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Union

from parix.exchange_formats.sheet_scan import MAX_AREA, column_letters
from parix.exchange_formats.workbook_guard import Admitted, admit
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Place, Problem

python_calamine = lazy_module("python_calamine")

Value = Union[str, int, float, bool, date, datetime, time, timedelta]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows and columns count from 0. `merged` maps every covered cell to the cell that holds its value."""

    name: str
    hidden: bool
    cells: tuple[tuple[Value, ...], ...]
    merged: Mapping[Cell, Cell]
    hidden_rows: frozenset[int]
    unusable: Mapping[Cell, str] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """The cell's own value; empty for what a merged range covers."""
        if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[row]):
            return self.cells[row][column]
        return ""

    def spread_value(self, row: int, column: int) -> Value:
        """The value that a reader sees there: of the merged range, where one covers the cell."""
        return self.value(*self.merged.get((row, column), (row, column)))

    @property
    def width(self) -> int:
        return max((len(row) for row in self.cells), default=0)


def read_sheets(content: bytes, name: str) -> tuple[list[Sheet], list[Problem]]:
    """Every worksheet. Never raises for what the file holds."""
    admitted = admit(content, name)
    if isinstance(admitted, Problem):
        return [], [admitted]
    try:
        return _sheets(admitted), []
    except Exception as error:
        return [], [_unreadable(name, error)]
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own breakdown, which is no Exception
            raise
        return [], [_unreadable(name, error)]


def cell_name(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def cell_place(file: str, sheet: str, row: int, column: int) -> Place:
    return Place(file, path=f"{sheet}!{cell_name(row, column)}")


def _unreadable(name: str, error: BaseException) -> Problem:
    return Problem("workbook.damaged", f"không đọc được bảng tính ({error})", "mở bằng Excel và lưu lại dạng .xlsx", Place(name))


def _sheets(admitted: Admitted) -> list[Sheet]:
    sheets: list[Sheet] = []
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(admitted.content)) as book:
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet or about.name not in admitted.scans:
                continue
            read, scan = book.get_sheet_by_name(about.name), admitted.scans[about.name]
            cells = tuple(tuple(row) for row in read.to_python(skip_empty_area=False))
            sheets.append(
                Sheet(
                    about.name,
                    about.visible != python_calamine.SheetVisibleEnum.Visible,
                    cells,
                    _merged(read.merged_cell_ranges or [], len(cells), max((len(row) for row in cells), default=0)),
                    frozenset(scan.hidden_rows),
                    dict(scan.unusable),
                )
            )
    return sheets


def _merged(ranges: list[tuple[Cell, Cell]], height: int, width: int) -> dict[Cell, Cell]:
    """Only inside the table: a range may name a million rows."""
    merged: dict[Cell, Cell] = {}
    covered = 0
    for (top, left), (bottom, right) in ranges:
        covered += max(0, min(bottom + 1, height) - top) * max(0, min(right + 1, width) - left)
        if covered > MAX_AREA:
            raise ValueError("các vùng ô gộp chồng lên nhau")
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                merged.setdefault((row, column), (top, left))
    return merged
