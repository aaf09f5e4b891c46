"""Text of a DOCX in reading order: paragraphs, tables, text boxes, what was inserted; not what was deleted."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import DITTO, LINE_IN_CELL, Page, composed, flat
from parix.official_documents.text_extraction import office_packages
from parix.official_documents.text_extraction.media_types import DOCX
from parix.official_documents.text_extraction.records import ExtractedText, refused

docx = lazy_module("docx")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_W}sectPr", _DRAWING_TWIN}
_PAGE = "\f"
_SIGNS_OF_HEAD_OR_FOOT = ("cong hoa xa hoi", "noi nhan", "dang cong san viet nam")


def extract(data: bytes, limits: Limits) -> ExtractedText:
    refusal = office_packages.why_refused(data, limits)
    if refusal:
        return refused(DOCX, refusal)
    try:
        body = docx.Document(BytesIO(data)).element.body
        text = "".join(_blocks(body))
    except Exception:  # the package's own errors and those of the XML parser below it have no ancestor in common
        return refused(DOCX, refusals.damaged("DOCX"))
    problems: list[Problem] = office_packages.warnings(data)
    if len(text) > limits.characters:
        text = text[: limits.characters]
        problems.append(refusals.too_long_a_text(limits.characters))
    pages = tuple(Page(number, part.strip("\n")) for number, part in enumerate(composed(text).split(_PAGE), 1))
    return ExtractedText(DOCX, pages, tuple(problems))


def _blocks(parent: Any) -> Iterator[str]:
    """Paragraphs end a line; a table's cells are parted by tabs and its rows end a line."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield "".join(_inline(child)) + "\n"
        elif child.tag == f"{_W}tbl":
            yield from _rows(child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    """A table that only sets heads and feet side by side keeps its lines; any other has one line for each row."""
    rows = [[(cell, "".join(_blocks(cell)).strip("\n")) for cell in _cells(row)] for row in table.iter(f"{_W}tr") if _enclosing_table(row) is table]
    is_layout = _is_layout([[text for _cell, text in row] for row in rows])
    for row in rows:
        yield "\t".join(text for _cell, text in row) + "\n" if is_layout else "\t".join(_grid_cell(cell, text) for cell, text in row).rstrip("\n") + "\n"


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{_W}tc") if _enclosing_row(cell) is row]


def _is_layout(rows: list[list[str]]) -> bool:
    columns = max((len(row) for row in rows), default=0)
    if columns <= 2 and len(rows) <= 2:
        return True
    return columns <= 4 and any(sign in flat(text) for row in rows for text in row for sign in _SIGNS_OF_HEAD_OR_FOOT)


def _grid_cell(cell: Any, text: str) -> str:
    """With as many tabs behind it as it spans further columns; a cell merged with the one above shows the sign of repetition."""
    properties = cell.find(f"{_W}tcPr")
    span, merge = (None, None) if properties is None else (properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge"))
    goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
    lines = [" ".join(line.split()) for line in text.replace(_PAGE, "\n").split("\n")]
    shown = DITTO if goes_on and not text.strip() else LINE_IN_CELL.join(line for line in lines if line)
    columns = span.get(f"{_W}val", "1") if span is not None else "1"
    return shown + "\t" * (min(int(columns), 64) - 1 if columns.isdigit() else 0)


def _enclosing_table(row: Any) -> Any:
    return next((one for one in row.iterancestors(f"{_W}tbl")), None)


def _enclosing_row(cell: Any) -> Any:
    return next((one for one in cell.iterancestors(f"{_W}tr")), None)


def _inline(parent: Any) -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield _PAGE if child.get(f"{_W}type") == "page" else "\n"
        elif tag == f"{_W}lastRenderedPageBreak":
            yield from _rendered_break(child)
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}txbxContent":
            yield "\n" + "".join(_blocks(child))
        elif tag not in _SKIPPED and isinstance(tag, str):
            yield from _inline(child)


def _rendered_break(mark: Any) -> Iterator[str]:
    """Where Word last broke the page; a break asked for in the same run is already counted."""
    before = mark.getprevious()
    if before is None or before.tag != f"{_W}br" or before.get(f"{_W}type") != "page":
        run_before = mark.getparent().getprevious()
        asked = run_before is not None and any(one.get(f"{_W}type") == "page" for one in run_before.iter(f"{_W}br"))
        if not asked:
            yield _PAGE
