"""Text of a PDF page by page; pages that are only a picture are read by OCR."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem
from parix.official_documents import page_pictures, refusals
from parix.official_documents.limits import Limits
from parix.official_documents.pages import Page, composed
from parix.official_documents.text_extraction.media_types import PDF
from parix.official_documents.text_extraction.ocr_queue import Reading, read_waiting
from parix.official_documents.text_extraction.records import ExtractedText, refused

pdfium = lazy_module("pypdfium2")
raw = lazy_module("pypdfium2.raw")

OCR_DOTS_AN_INCH = 200
_LEAST_LETTERS = 20  # fewer, such as a page number over a scan, mean that the page is a picture
_WIDE_GAP, _PARAGRAPH_GAP = 2.2, 1.9  # in sizes of the font; in heights of a line
_MARKS_OF_OLD_FONTS = frozenset("¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖ×ÝÞßãáâåæäøðñòóõùüýþ§¬­")


@dataclass(slots=True)
class _Line:
    text: str
    top: float
    bottom: float


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
    """pdfium's reading order; wide gaps become tabs, and an empty line stands where paragraphs stand apart."""
    text_page = page.get_textpage()
    try:
        parts: list[str] = []
        before: _Line | None = None
        for line in _lines(text_page):
            if before is not None and before.bottom - line.top > (_PARAGRAPH_GAP - 1) * max(before.top - before.bottom, 1):
                parts.append("")
            parts.append(line.text)
            before = line
        return "\n".join(parts)
    finally:
        text_page.close()


def _lines(text_page: Any) -> Iterator[_Line]:
    boxes = _Boxes(text_page)
    letters: list[str] = []
    top, bottom, end = -1e9, 1e9, None
    for place in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, place) or 32)
        if letter in "\r\n":
            if letters:
                yield _Line("".join(letters).strip(), top, bottom)
            letters, top, bottom, end = [], -1e9, 1e9, None
            continue
        if letter in "\ufffe\x02\xad":  # a hyphen that pdfium understands as the line's end
            letters.append("-")
            continue
        if letter.isspace():
            letters.append(" ")
            continue
        left, right, low, high = boxes.of(place)
        if end is not None and letters and letters[-1] == " " and left - end > 12 and left - end > _WIDE_GAP * boxes.size(place):
            letters[-1] = "\t"
        letters.append(letter)
        top, bottom, end = max(top, high), min(bottom, low), right
    if letters:
        yield _Line("".join(letters).strip(), top, bottom)


class _Boxes:
    """Where characters stand on the page, in points."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))

    def of(self, place: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetCharBox(self._text_page, place, self._left, self._right, self._bottom, self._top)
        return self._left.value, self._right.value, self._bottom.value, self._top.value

    def size(self, place: int) -> float:
        return max(float(raw.FPDFText_GetFontSize(self._text_page, place)), 6.0)
