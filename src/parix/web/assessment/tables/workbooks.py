"""Workbooks of plain tables, and how a file is handed out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.utils.translation import get_language

from parix.foundation.phrases import Text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook. `widths` are those of the columns, the last one for all that follow; the first `frozen` columns stay."""

    name: str
    title: str
    source: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    frozen: int = 0


def as_workbook(pages: Sequence[Page]) -> bytes:
    """Each page with title, where it comes from, a head that stays, numbers as numbers, fit to the width of paper."""
    out = io.BytesIO()
    # A fixed day, so that the same figures are the same file.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.fromtimestamp(0, UTC)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        looks = {
            Fraction: book.add_format({"num_format": "#,##0.00", "valign": "top"}), date: book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
        }
        title, source = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#505a64"})
        for given in pages:
            page = book.add_worksheet(given.name)
            page.write_string(0, 0, given.title, title)
            page.write_string(1, 0, given.source, source)
            for column, heading in enumerate(given.headings):
                page.write_string(3, column, heading, head)
                page.set_column(column, column, given.widths[min(column, len(given.widths) - 1)])
            for line, row in enumerate(given.rows, start=4):
                for column, cell in enumerate(row):
                    _write(page, line, column, cell, looks)
            page.freeze_panes(4, given.frozen)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(3)
    return out.getvalue()


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def said(text: Text) -> str:
    return text.text("en" if (get_language() or "vi").startswith("en") else "vi")


def _write(page: Any, line: int, column: int, cell: Cell, looks: Mapping[type, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, Fraction):
        page.write_number(line, column, float(cell), looks[Fraction])
    elif isinstance(cell, date):
        page.write_datetime(line, column, cell, looks[date])
    elif isinstance(cell, int):
        page.write_number(line, column, cell)
    else:
        page.write_string(line, column, cell, looks[str])
