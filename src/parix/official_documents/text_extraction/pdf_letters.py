"""Letters of a PDF page in the order in which a person reads them.

pdfium gives them in the order in which they were drawn, line by line. Where a font lacks letters of Vietnamese, another one draws them
after the rest of the line: such a line runs backwards, and is put in order by where the letters stand.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from parix.foundation.lazy_modules import lazy_module

raw = lazy_module("pypdfium2.raw")

_BACK = 1.0  # points by which a letter may begin before the one that precedes it (accents, kerning)
_WORD_GAP = 0.15  # in sizes of the font: less than the narrowest space between words of a justified line


class Boxes:
    """Where characters stand on the page, in points."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))

    def of(self, place: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetCharBox(self._text_page, place, self._left, self._right, self._bottom, self._top)
        return self._left.value, self._right.value, self._bottom.value, self._top.value

    def size(self, place: int) -> float:
        return max(float(raw.FPDFText_GetFontSize(self._text_page, place)), 6.0)

    def start(self, place: int) -> tuple[float, float]:
        """The left end of the letter on its base line."""
        raw.FPDFText_GetCharOrigin(self._text_page, place, self._left, self._bottom)
        return self._left.value, self._bottom.value


def in_reading_order(text_page: Any, boxes: Boxes) -> Iterator[tuple[int, str]]:
    """Place and letter of every character, ends of lines among them."""
    line: list[tuple[int, str]] = []
    for place in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, place) or 32)
        if letter not in "\r\n":
            line.append((place, letter))
            continue
        yield from _ordered(line, text_page, boxes)
        line = []
        yield place, letter
    yield from _ordered(line, text_page, boxes)


def _ordered(line: list[tuple[int, str]], text_page: Any, boxes: Boxes) -> list[tuple[int, str]]:
    return _by_place(line, text_page, boxes) if _runs_backwards(line, boxes) else line


def _runs_backwards(line: list[tuple[int, str]], boxes: Boxes) -> bool:
    """A letter stands before one that came earlier, at the same height."""
    furthest, top = -1e9, -1e9
    for place, letter in line:
        if letter.isspace():
            continue
        left, right, low, high = boxes.of(place)
        if left < furthest - _BACK and low < top and right > left:
            return True
        furthest, top = max(furthest, left), high
    return False


def _by_place(line: list[tuple[int, str]], text_page: Any, boxes: Boxes) -> list[tuple[int, str]]:
    """Base lines in the order in which they begin; spaces that pdfium guessed from the order of drawing are guessed anew."""
    rows: dict[int, list[tuple[float, int, str]]] = {}
    for place, letter in line:
        if raw.FPDFText_IsGenerated(text_page, place):
            continue
        left, base = boxes.start(place)
        row = next((one for one in rows if abs(one - base) < 2), round(base))
        rows.setdefault(row, []).append((left, place, letter))
    found: list[tuple[int, str]] = []
    for number, row_letters in enumerate(rows.values()):
        if number:
            found.append((row_letters[0][1], " "))
        end = 1e9
        for left, place, letter in sorted(row_letters):
            if left - end > _WORD_GAP * boxes.size(place) and not letter.isspace() and found and not found[-1][1].isspace():
                found.append((place, " "))
            found.append((place, letter))
            end = boxes.of(place)[1]
    return found
