"""A paragraph, a heading or a cell on one line, every character of it traceable to the page that it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from parix.official_documents.pages import LINE_IN_CELL, Span, flat

_WORDS = re.compile(r"[^\s*_]+(?:[ *_](?![\s*_])[^\s*_]+)*|(?<![*_])[*_](?![*_])(?=\s)")


@dataclass(frozen=True, slots=True)
class Part:
    """From `at` on, the passage's characters are those of the page from `start` on."""

    at: int
    page: int
    start: int


@dataclass(frozen=True)
class Passage:
    """`text` has one space for all white space between words. `breaks`: where lines ended.

    `names`: names of units with a comma inside, on plain letters, known from the whole document.
    """

    text: str
    parts: tuple[Part, ...]
    breaks: tuple[int, ...] = ()
    read_by_ocr: bool = False
    names: tuple[str, ...] = ()

    @cached_property
    def flat(self) -> str:
        """Lower case without marks, as long as the text."""
        return flat(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def page(self) -> int:
        return self.parts[0].page

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` to `end` stand; what runs on to the next page is left out."""
        end = len(self.text) if end is None else end
        page, opens = self._place(start)
        last = end - 1
        while last > start and (self.text[last].isspace() or self._place(last)[0] != page):
            last -= 1
        return Span(page, opens, max(opens, self._place(last)[1] + 1 if last >= start else opens))

    def _place(self, at: int) -> tuple[int, int]:
        part = self.parts[max(bisect_right(self._starts, at) - 1, 0)]
        return part.page, part.start + at - part.at

    @cached_property
    def _starts(self) -> list[int]:
        return [part.at for part in self.parts]

    def part(self, start: int, end: int | None = None) -> Passage:
        """The stretch without white space at its ends."""
        end = len(self.text) if end is None else end
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        end = max(start, start + len(self.text[start:end].rstrip()))
        first = max(bisect_right(self._starts, start) - 1, 0)
        opening = self.parts[first]
        kept = [Part(0, opening.page, opening.start + start - opening.at)]
        kept += [Part(part.at - start, part.page, part.start) for part in self.parts[first + 1 :] if part.at < end]
        breaks = tuple(at - start for at in self.breaks if start < at < end)
        return Passage(self.text[start:end], tuple(kept), breaks, self.read_by_ocr, self.names)


def passage_of(page: int, start: int, written: str, *, read_by_ocr: bool = False) -> Passage:
    """`written` as it stands on the page from `start` on; white space and signs of bold type (`**`) become one space."""
    text, parts, breaks, at = "", [], [], 0
    for words in _WORDS.finditer(written):
        gap = written[at : words.start()]
        if text:
            if any(sign in gap for sign in ("\n", LINE_IN_CELL)):
                breaks.append(len(text))
            text += " "
        parts.append(Part(len(text), page, start + words.start()))
        text += words[0]
        at = words.end()
    return Passage(text, tuple(parts) or (Part(0, page, start),), tuple(breaks), read_by_ocr)


def joined(passages: Sequence[Passage], joint: str = " ") -> Passage:
    """One passage of several that follow each other; the joints are no one's characters."""
    if len(passages) == 1:
        return passages[0]
    text, parts, breaks = "", [], []
    for passage in passages:
        if text:
            breaks.append(len(text))
            text += joint
        parts += [Part(len(text) + part.at, part.page, part.start) for part in passage.parts]
        breaks += [len(text) + at for at in passage.breaks]
        text += passage.text
    return Passage(text, tuple(parts), tuple(breaks), any(passage.read_by_ocr for passage in passages), passages[0].names)
