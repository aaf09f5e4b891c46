"""A list as a workbook, as people print it and hand it on: a head that stays, filters, real dates; no text becomes a formula or link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
Cell = str | int | date | datetime | None
SHEET_LENGTH = 31


def list_workbook(*, name: str, sheet: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """`columns` are heads with their widths; `name` is the file's, without its ending."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet[:SHEET_LENGTH])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text, day, moment = (
            book.add_format({"valign": "top", **more}) for more in (
                {"text_wrap": True}, {"num_format": "dd/mm/yyyy", "align": "left"}, {"num_format": "dd/mm/yyyy hh:mm:ss", "align": "left"},
            )
        )
        for column, (title, width) in enumerate(columns):
            page.write_string(0, column, title, head)
            page.set_column(column, column, width)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    page.write_datetime(last, column, timezone.localtime(value).replace(tzinfo=None), moment)
                elif isinstance(value, date):
                    page.write_datetime(last, column, value, day)
                elif isinstance(value, int):
                    page.write_number(last, column, value)
                elif value:
                    page.write_string(last, column, value, text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, last), len(columns) - 1)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
