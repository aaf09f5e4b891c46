"""The appendices of a paper as a workbook: a sheet for each, numbers as numbers, so that they can be summed and sent on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from parix.official_documents.writing import heads
from parix.official_documents.writing.records import Annex, Paper, Printed, Table

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_LETTERS_AT_FULL_WIDTH = 95


def workbook_of(paper: Paper) -> Printed:
    """Cells of columns set to the right are numbers where they read as such."""
    saved = BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    book.set_properties({"title": paper.abstract, "author": "parix", "created": datetime.combine(paper.day, time(8), UTC)})
    names: set[str] = set()
    for annex, tables in _annexes(paper):
        sheet = book.add_worksheet(_sheet_name(annex.title, names))
        (sheet.set_landscape if annex.is_wide else sheet.set_portrait)()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        _head(book, sheet, annex.title, paper)
        at = 4
        for table in tables:
            at = _table(book, sheet, table, at) + 1
    if not names:
        book.add_worksheet("Trống")
    book.close()
    return Printed(saved.getvalue(), "xlsx")


def _annexes(paper: Paper) -> Iterator[tuple[Annex, list[Table]]]:
    found: list[tuple[Annex, list[Table]]] = []
    for block in paper.blocks[paper.annex_at :]:
        if isinstance(block, Annex):
            found.append((block, []))
        elif isinstance(block, Table):
            found[-1][1].append(block)
    yield from ((annex, tables) for annex, tables in found if tables)


def _sheet_name(title: str, taken: set[str]) -> str:
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()) or "Phụ lục"
    name, number = plain[:_LONGEST_NAME].strip(), 2
    while name.lower() in taken:
        name, number = f"{plain[: _LONGEST_NAME - 4].strip()} ({number})", number + 1
    taken.add(name.lower())
    return name


def _head(book: Any, sheet: Any, title: str, paper: Paper) -> None:
    bold, plain = book.add_format({"bold": True}), book.add_format({"italic": True})
    sheet.write_string(0, 0, paper.issuing_body, bold)
    sheet.write_string(1, 0, title, bold)
    sheet.write_string(2, 0, heads.annex_line(paper), plain)


def _table(book: Any, sheet: Any, table: Table, at: int) -> int:
    looks = {
        (align, is_bold): book.add_format({
            "border": 1, "text_wrap": True, "valign": "top", "bold": is_bold, "align": {"l": "left", "c": "center", "r": "right"}[align],
        })
        for align in "lcr" for is_bold in (False, True)
    }  # fmt: skip
    for column, share in enumerate(table.widths):
        sheet.set_column(column, column, max(6, share * _LETTERS_AT_FULL_WIDTH / 100))
    for column, title in enumerate(table.columns):
        sheet.write_string(at, column, title, looks["c", True])
    sheet.repeat_rows(at)
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row):
            align = table.align_of(column)
            look = looks[align, number in table.group_rows]
            if align == "r" and _NUMBER.fullmatch(text):
                sheet.write_number(at + 1 + number, column, float(text.replace(".", "").replace(",", ".")), look)
            else:
                sheet.write_string(at + 1 + number, column, text, look)
    return at + 1 + len(table.rows)
