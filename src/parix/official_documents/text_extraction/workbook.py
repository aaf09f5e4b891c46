"""Text of an XLSX: each sheet is a page, opened by its name; cells are parted by tabs, rows by line ends."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import LINE_IN_CELL, Page, composed
from parix.official_documents.text_extraction import office_packages
from parix.official_documents.text_extraction.media_types import XLSX
from parix.official_documents.text_extraction.records import ExtractedText, refused

calamine = lazy_module("python_calamine")


def extract(data: bytes, limits: Limits) -> ExtractedText:
    refusal = office_packages.why_refused(data, limits)
    if refusal:
        return refused(XLSX, refusal)
    pages: list[Page] = []
    problems: list[Problem] = office_packages.warnings(data)
    room = limits.characters
    try:
        book = calamine.load_workbook(BytesIO(data))
        for number, name in enumerate(book.sheet_names[: limits.pages], 1):
            text = composed(_sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)))
            pages.append(Page(number, text[:room]))
            room -= len(text)
            if room <= 0:
                problems.append(refusals.too_long_a_text(limits.characters))
                break
    except Exception:  # whatever a broken workbook provokes in the parser is damage
        return ExtractedText(XLSX, tuple(pages), (*problems, refusals.damaged("XLSX")))
    return ExtractedText(XLSX, tuple(pages), tuple(problems))


def _sheet(name: str, rows: list[list[object]]) -> str:
    lines = ["\t".join(_cell(cell) for cell in row).rstrip("\t") for row in rows]
    return "\n".join([name, *(line for line in lines if line)])


def _cell(value: object) -> str:
    """As an official reads it: dates by day, month, year; whole numbers without a point."""
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value).strip().replace("\t", " ").replace("\r\n", "\n").replace("\n", LINE_IN_CELL)
