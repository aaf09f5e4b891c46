"""Text of a PDF page by page; pages that are only a picture are read by OCR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import page_pictures, refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import LINE_IN_CELL, Page, composed
from parix.official_documents.text_extraction.media_types import PDF
from parix.official_documents.text_extraction.ocr_queue import Reading, read_waiting
from parix.official_documents.text_extraction.pdf_letters import Boxes, in_reading_order
from parix.official_documents.text_extraction.pdf_rulings import strokes_of
from parix.official_documents.text_extraction.records import ExtractedText, refused
from parix.official_documents.text_extraction.ruled_grids import Grid, grids

pdfium = lazy_module("pypdfium2")
raw = lazy_module("pypdfium2.raw")

OCR_DOTS_AN_INCH = 200
_LEAST_LETTERS = 20  # fewer, such as a page number over a scan, mean that the page is a picture
_WIDE_GAP, _PARAGRAPH_GAP = 2.2, 1.9  # in sizes of the font; in heights of a line
_SLACK = 2.5  # points by which lines of one table may miss each other
_LEAST_INDENT, _MOST_INDENT, _NEAR_EDGE = 12, 50, 9  # points
_MARKS_OF_OLD_FONTS = frozenset("¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖ×ÝÞßãáâåæäøðñòóõùüýþ§¬­")


@dataclass(slots=True)
class _Line:
    text: str
    top: float
    bottom: float
    left: float
    right: float


def extract(data: bytes, limits: Limits) -> ExtractedText:
    try:
        with page_pictures.opened_pdf(data) as document:
            if len(document) > limits.pages:
                return refused(PDF, refusals.too_many_pages(len(document), limits.pages))
            return _read(document, limits)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        return refused(PDF, refusals.password() if is_locked else refusals.damaged("PDF"))


def _read(document: Any, limits: Limits) -> ExtractedText:
    problems = _warnings(document)
    readings: list[Reading] = []
    room = limits.characters
    for place in range(len(document)):
        number = place + 1
        try:
            page = document[place]
            text = composed(_page_text(page))[:room]
        except pdfium.PdfiumError:
            readings.append(Reading(Page(number, ""), None))
            problems.append(refusals.on_page(refusals.damaged("PDF (một trang)"), number))
            continue
        room -= len(text)
        has_text = sum(map(str.isalpha, text)) >= _LEAST_LETTERS and not _is_of_old_fonts(text)
        if has_text or not _has_picture(page):
            readings.append(Reading(Page(number, text), None))
        else:
            readings.append(Reading(Page(number, text), _picture_of(document, place, limits)))
        if room <= 0:
            problems.append(refusals.too_long_a_text(limits.characters))
            break
    pages, more = read_waiting(readings, limits)
    return ExtractedText(PDF, pages, (*problems, *more))


def _picture_of(document: Any, place: int, limits: Limits) -> Any:
    return lambda: page_pictures.of_pdf_page(document[place], OCR_DOTS_AN_INCH, limits.picture_pixels)


def _warnings(document: Any) -> list[Problem]:
    found = []
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.append(refusals.active_content())
    attachments = raw.FPDFDoc_GetAttachmentCount(document)
    if attachments > 0:
        found.append(refusals.embedded_files(attachments))
    return found


def _has_picture(page: Any) -> bool:
    """Drawn or scanned content: a page of nothing needs no OCR."""
    return int(raw.FPDFPage_CountObjects(page)) > 0


def _is_of_old_fonts(text: str) -> bool:
    """Text typed for fonts of before Unicode reads as gibberish; its picture reads well."""
    letters = [letter for letter in text if letter.isalpha() or letter in _MARKS_OF_OLD_FONTS]
    odd = sum(letter in "¸µ¶·¹¨¾»¼½Æ©®ªÕÖ×ÞßåæäøðñþÐ§" for letter in letters)
    return len(letters) > 50 and odd * 12 > len(letters)


def _page_text(page: Any) -> str:
    """pdfium's reading order; wide gaps become tabs, and an empty line stands where paragraphs stand apart. Ruled tables row by row."""
    text_page = page.get_textpage()
    try:
        parts: list[str] = []
        before: _Line | None = None
        lines = list(_lines(text_page, _tables(page), page.get_height()))
        indents = _indents(lines)
        for line in lines:
            is_apart = before is not None and before.bottom - line.top > (_PARAGRAPH_GAP - 1) * max(before.top - before.bottom, 1)
            if is_apart or (before is not None and indents is not None and _opens_paragraph(before, line, *indents)):
                parts.append("")
            parts.append(line.text)
            before = line if line.text else before
        return "\n".join(parts)
    finally:
        text_page.close()


def _tables(page: Any) -> list[Grid]:
    """Of a page without a single upright line there are none; that is told quickly."""
    levels, uprights = strokes_of(page)
    return grids(levels, uprights, _SLACK) if len(uprights) >= 3 and len(levels) >= 3 else []


def _indents(lines: list[_Line]) -> tuple[float, float] | None:
    """Where full lines of the text begin and where first lines of paragraphs do, when the latter place is used several times."""
    right = max((line.right for line in lines if line.text), default=0.0)
    full = [line for line in lines if line.right > right - _NEAR_EDGE and len(line.text) > _LEAST_LETTERS]
    if not full:
        return None
    margin = min(line.left for line in full)
    deeper = Counter(round(line.left) for line in lines if _LEAST_INDENT <= line.left - margin <= _MOST_INDENT)
    indent, count = max(deeper.items(), key=lambda one: one[1], default=(0, 0))
    return (margin, indent) if count >= 2 else None


def _opens_paragraph(before: _Line, line: _Line, margin: float, indent: float) -> bool:
    """An indented line behind one that is not centred: as first lines of paragraphs are set (NĐ 30/2020/NĐ-CP Phụ lục I)."""
    return abs(line.left - indent) < 1.5 and min(abs(before.left - margin), abs(before.left - indent)) < 1.5


def _lines(text_page: Any, tables: list[Grid], height: float) -> Iterator[_Line]:
    """Lines in reading order; a table stands as one block where its first letter stands."""
    boxes = Boxes(text_page)
    cells = [_Cells(grid, height) for grid in tables]
    line = _Building()
    for place, drawn in in_reading_order(text_page, boxes):
        if drawn in "\r\n":
            yield from line.ended()
            for table in cells:
                table.end_line()
            continue
        # The first of these is a hyphen that pdfium understands as the line's end.
        letter = "-" if drawn in "\ufffe\x02\xad" else drawn
        box = boxes.of(place) if not letter.isspace() or cells else None
        taking = next((one for one in cells if box is not None and one.takes(box, letter)), None)
        if taking is not None:
            yield from line.ended()
            if not taking.is_placed:
                taking.is_placed = True
                yield taking.line
        elif box is not None and not letter.isspace():
            line.add(letter, box, boxes.size(place))
        else:
            line.space()
    yield from line.ended()
    for table in cells:
        table.write()


class _Building:
    """A line while its letters arrive."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._top, self._bottom, self._left, self._end = -1e9, 1e9, 0.0, 0.0

    def add(self, letter: str, box: tuple[float, float, float, float], size: float) -> None:
        left, right, low, high = box
        if not self._letters:
            self._top, self._bottom, self._left = -1e9, 1e9, left
        elif self._letters[-1] == " " and left - self._end > 12 and left - self._end > _WIDE_GAP * size:
            self._letters[-1] = "\t"
        self._letters.append(letter)
        self._top, self._bottom, self._end = max(self._top, high), min(self._bottom, low), right

    def space(self) -> None:
        if self._letters:
            self._letters.append(" ")

    def ended(self) -> Iterator[_Line]:
        text = "".join(self._letters).strip()
        if text:
            yield _Line(text, self._top, self._bottom, self._left, self._end)
        self._letters = []


class _Cells:
    """The letters of one table by cell; `line` gets the text when all letters are there."""

    def __init__(self, grid: Grid, height: float) -> None:
        self.grid = grid
        self._height = height
        self.line = _Line("", -1e9, 1e9, -1e9, -1e9)
        self.is_placed = False
        self._letters: dict[tuple[int, int], list[str]] = {}
        self._last: tuple[int, int] | None = None

    def takes(self, box: tuple[float, float, float, float], letter: str) -> bool:
        left, right, low, high = box
        cell = self.grid.cell_at((left + right) / 2, self._height - (low + high) / 2)
        if cell is None:
            return False
        letters = self._letters.setdefault(cell, [])
        if letters and cell != self._last:
            letters.append(LINE_IN_CELL)
        letters.append(" " if letter.isspace() else letter)
        self._last = cell
        return True

    def end_line(self) -> None:
        if self._last is not None:
            self._letters[self._last].append(LINE_IN_CELL)
            self._last = None

    def write(self) -> None:
        self.line.text = self.grid.text(self._words)

    def _words(self, cell: tuple[int, int]) -> str:
        lines = "".join(self._letters.get(cell, ())).split(LINE_IN_CELL)
        return LINE_IN_CELL.join(words for words in (" ".join(line.split()) for line in lines) if words)
