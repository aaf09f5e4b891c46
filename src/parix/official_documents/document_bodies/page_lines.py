"""The lines of the body: what stands on every page alike (numbers, headers) left out, rows of tables told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parix.official_documents.document_bodies.passages import Passage, passage_of
from parix.official_documents.pages import Page, Span, flat

_PAGE_NUMBER = re.compile(r"\s*(?:[-–—]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?\s*", re.IGNORECASE)
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\s*-\s*tu do\s*-\s*hanh phuc")
_LABELS = re.compile(r"(?:Nơi nhận|Số)\s*:")
_MOSTLY = 0.7
_SAYS_NOTHING = re.compile(r"[\W_]*")
_STAMP = re.compile(r"\s*(?:(?:Ký bởi|Người ký|Thời gian ký|Ngày ký)\s*:|Digitally signed by\b).*")


@dataclass(frozen=True, slots=True)
class PageLine:
    """`after_gap`: an empty line stands before it. `after_page`: it is the first of its page. `cells`: of a table's row."""

    passage: Passage
    after_gap: bool
    after_page: bool
    cells: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        return self.passage.text


def page_lines(pages: Sequence[Page], without: Collection[Span] = ()) -> list[PageLine]:
    """Lines that say something, in reading order; those that lie in a span of `without` (head, foot) are left out."""
    furniture = _repeated(pages)
    found: list[PageLine] = []
    for page in pages:
        hidden = [span for span in without if span.page == page.number]
        lines = page.text.split("\n")
        place, gap, first = 0, True, True
        for at, line in enumerate(lines):
            is_edge = at < 2 or at >= len(lines) - 2
            is_hidden = _is_of_head_or_foot(line, place, hidden)
            if _SAYS_NOTHING.fullmatch(line):
                gap = gap or not line.strip()
            elif not (is_hidden or _is_furniture(line, is_edge, furniture)):
                passage = passage_of(page.number, place, line, read_by_ocr=page.method == "ocr")
                found.append(PageLine(passage, gap, first, _cells(page, place, line)))
                gap = first = False
            place += len(line) + 1
    return found


def _is_of_head_or_foot(line: str, place: int, hidden: Sequence[Span]) -> bool:
    """Most of the line is an item of head or foot, or it is a motto."""
    if len(line) < 120 and _MOTTO.search(flat(line)):
        return True
    covered = sum(max(0, min(span.end, place + len(line)) - max(span.start, place)) for span in hidden)
    return covered > 0 and (covered >= _MOSTLY * len(line.strip()) or (len(line) < 60 and bool(_LABELS.match(line.strip()))))


def _is_furniture(line: str, is_edge: bool, repeated: Collection[str]) -> bool:
    if _STAMP.fullmatch(line):
        return True
    return (is_edge and bool(_PAGE_NUMBER.fullmatch(line))) or (is_edge and line.strip() in repeated)


def _repeated(pages: Sequence[Page]) -> set[str]:
    """What opens or closes at least three pages with the same words."""
    if len(pages) < 3:
        return set()
    edges = Counter(line for page in pages for line in {line.strip() for line in (page.text.split("\n")[:1] + page.text.rstrip().split("\n")[-1:])})
    return {line for line, count in edges.items() if count >= 3 and count * 2 > len(pages) and len(line) > 3}


def _cells(page: Page, start: int, line: str) -> tuple[Passage, ...]:
    """The cells of a line that tabs or upright strokes part; () for a line that is one cell."""
    sign = "|" if line.count("|") >= 2 else "\t"
    if sign not in line.strip("\n"):
        return ()
    cells, place = [], start
    for cell in line.split(sign):
        cells.append(passage_of(page.number, place, cell, read_by_ocr=page.method == "ocr"))
        place += len(cell) + 1
    if sign == "|":
        cells = cells[1:] if cells and not cells[0].text else cells
        cells = cells[:-1] if cells and not cells[-1].text else cells
    return tuple(cells) if len(cells) > 1 else ()
