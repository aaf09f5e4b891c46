"""Text by pages, places in it, and the form in which Vietnamese words are compared without losing their places."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

Method = Literal["text", "ocr"]

LINE_IN_CELL = "\u2028"  # stands where a line ends inside a table's cell
DITTO = "〃"  # stands where a cell goes on from the row above


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is composed (NFC); a tab stands for a wide gap or the next cell, an empty line for a paragraph's gap.

    A table's row is one line: `LINE_IN_CELL` parts the lines inside a cell, `DITTO` marks a cell merged with the one above.

    `confidence` is the reader's own estimate, 0 to 100, and only there when the page was read from a picture.
    """

    number: int
    text: str
    method: Method = "text"
    confidence: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (not included) of a page's text."""

    page: int
    start: int
    end: int

    def to_json(self) -> dict[str, int]:
        return {"page": self.page, "start": self.start, "end": self.end}

    def __str__(self) -> str:
        return f"trang {self.page}, ký tự {self.start}-{self.end}"


def quoted(pages: Sequence[Page], span: Span) -> str:
    """The words that stand at the span."""
    return next(page.text for page in pages if page.number == span.page)[span.start : span.end]


def flat(text: str) -> str:
    """Lower case without marks, character for character: places found in it are places in the text."""
    return text.translate(_plain_letters())


def composed(text: str) -> str:
    """One code point per letter, line ends as \\n, the Icelandic letter that many files hold for Đ mended."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00d0", "Đ").replace("\u00f0", "đ")


@cache
def _plain_letters() -> dict[int, str]:
    """Letters of the Latin script to their plain lower-case letter; odd spaces and dashes to plain ones."""
    table: dict[int, str] = {}
    for code in range(0x250):
        table[code] = _plain(chr(code))
    table |= {code: _plain(chr(code)) for code in range(0x1E00, 0x1F00)}
    table |= dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000), " ")
    table |= dict.fromkeys((0xAD, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")
    table |= dict.fromkeys((0x201C, 0x201D, 0x201E, 0xAB, 0xBB), '"')
    table |= dict.fromkeys((0x2018, 0x2019, 0x60, 0xB4), "'")
    return {code: letter for code, letter in table.items() if code < sys.maxunicode and letter != chr(code)}


def _plain(letter: str) -> str:
    if letter in "Đđ":
        return "d"
    plain = "".join(one for one in unicodedata.normalize("NFD", letter) if not unicodedata.combining(one)).lower()
    return plain if len(plain) == 1 else letter
