"""Lists and extracts as a workbook: a title, where it comes from, and one table."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]

from parix.demo_data.papers.offices import SAMPLE
from parix.official_documents.writing.records import Paper, Printed, Table


def workbook_of(paper: Paper) -> Printed:
    saved = BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    book.set_properties({"title": paper.abstract, "author": "parix", "comments": SAMPLE, "created": datetime.combine(paper.day, time(8), UTC)})
    sheet = book.add_worksheet("Số liệu")
    looks: tuple[dict[str, object], ...] = ({"bold": True}, {"bold": True, "border": 1, "text_wrap": True}, {"border": 1, "text_wrap": True})
    bold, head, cell = (book.add_format(look) for look in looks)
    lines = (paper.issuing_body, paper.abstract, f"Ngày lập: {paper.day:%d/%m/%Y}")
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, bold)
    at = len(lines) + 1
    for block in paper.blocks:
        if isinstance(block, Table):
            for column, share in enumerate(block.widths):
                sheet.set_column(column, column, share * 0.9)
            for row, cells in enumerate((block.columns, *block.rows)):
                for column, text in enumerate(cells):
                    sheet.write_string(at + row, column, text, head if row == 0 else cell)
            at += len(block.rows) + 2
    sheet.write_string(at, 0, SAMPLE)
    book.close()
    return Printed(saved.getvalue(), "xlsx")
