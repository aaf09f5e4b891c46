"""Lines that a page's width broke become paragraphs again; lines that their writer ended stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parix.official_documents.document_bodies.markers import Marker, marker_of
from parix.official_documents.document_bodies.page_lines import PageLine
from parix.official_documents.document_bodies.passages import Passage, joined
from parix.official_documents.letters import LOWER

_ENDS = re.compile(r"(?:[.;:!?…]|[.]\s?/\s?[.]?|/[.-])[\s\"”’)*_]*$")
_OPENS_SMALL = re.compile(rf"\s*[{LOWER}\"“(,%\d]")
_OPENS_LOWER = re.compile(rf"\s*[{LOWER}]")
_LEADS_ON = re.compile(
    r"(?:\b(?:va|cua|cac|thuoc|voi|cho|ve|tai|do|tren|trong|den|theo|so|ngay|thang|nam|la|de|duoc|tu|khong|phai|hoac|cung|qua|den)|[,(/&-])\s*$"
)
_LABEL = re.compile(r"[^\W\d_][^:;.]{2,60}:\s*\S")
_WRAPPED_SHARE = 0.12


def paragraphs(lines: Sequence[PageLine]) -> Iterator[tuple[Passage, ...] | Passage]:
    """Paragraphs, and rows of tables as tuples of their cells, in reading order."""
    is_wrapped = _is_wrapped(lines)
    width = _width(lines) if is_wrapped else 10_000
    taken: list[PageLine] = []
    marker: Marker | None = None
    for line in lines:
        if line.cells and _is_row(line):
            if taken:
                yield joined([one.passage for one in taken])
            taken = []
            yield line.cells
            continue
        opens = marker_of(line.text)
        if taken and not _goes_on(taken[-1], line, opens, marker, is_wrapped, width):
            yield joined([one.passage for one in taken])
            taken = []
        if not taken:
            marker = opens
        taken.append(line)
    if taken:
        yield joined([one.passage for one in taken])


def _is_row(line: PageLine) -> bool:
    """More than a number or bullet that a tab parts from its words."""
    full = [cell for cell in line.cells if cell.text]
    if len(full) < 2:
        return len(line.cells) > 2 and bool(full)
    return not (len(line.cells) == 2 and marker_of(line.cells[0].text + " X") is not None and len(line.cells[0]) < 6)


def _is_wrapped(lines: Sequence[PageLine]) -> bool:
    """Whether lines break inside sentences: a fair share of them goes on in small letters."""
    followers = [(before, line) for before, line in pairwise(lines) if not line.after_gap and not line.cells and not before.cells]
    if len(followers) < 3:
        return any(line.passage.read_by_ocr for line in lines)
    broken = sum(bool(_OPENS_LOWER.match(line.text)) and not _ENDS.search(before.text) and marker_of(line.text) is None for before, line in followers)
    return broken >= _WRAPPED_SHARE * len(followers)


def _width(lines: Sequence[PageLine]) -> int:
    """How long a full line is, in characters."""
    lengths = sorted(len(line.passage) for line in lines if not line.cells and len(line.passage) > 30)
    return lengths[len(lengths) * 7 // 10] if lengths else 80


def _goes_on(before: PageLine, line: PageLine, opens: Marker | None, marker: Marker | None, is_wrapped: bool, width: int) -> bool:
    text = before.text
    ended = bool(_ENDS.search(text))
    is_full = len(text) >= 0.82 * width
    if opens is not None and not (is_wrapped and is_full and not ended and _is_chance(line.text, opens, marker, before)):
        return False
    if line.after_gap:
        return not ended and (bool(_OPENS_LOWER.match(line.text)) or (line.after_page and is_full and is_wrapped and bool(_OPENS_SMALL.match(line.text))))
    if not is_wrapped:
        return not ended and bool(_OPENS_LOWER.match(line.text)) and not _LABEL.match(line.text)
    if ended:
        return (
            is_full and not (text.rstrip().endswith((":", ";", "./.")) or (text[:1].isupper() and _LABEL.match(line.text)))
        ) or bool(_OPENS_LOWER.match(line.text) and not text.rstrip().endswith(":"))
    if _is_heading(text) != _is_heading(line.text):
        return False
    return is_full or bool(_OPENS_LOWER.match(line.text)) or bool(_LEADS_ON.search(before.passage.flat)) or (_is_heading(text) and len(text) > 0.5 * width)


def _is_heading(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def _is_chance(text: str, opens: Marker, marker: Marker | None, before: PageLine) -> bool:
    """A marker that is none: the line was broken before a number or a dash inside a sentence (`từ 2` / `- 4 hạng`, `năm` / `2. `)."""
    if opens.is_bullet:
        rest = text[opens.length :]
        return bool(re.match(rf"[\d{LOWER}]", rest))
    if opens.style in ("dieu", "muc", "phan", "chuong", "phu luc", "bieu"):
        return bool(_LEADS_ON.search(before.passage.flat))
    follows = marker is not None and marker.style == opens.style and opens.value == marker.value + 1
    return not follows and opens.value > 1 and bool(_LEADS_ON.search(before.passage.flat))
