"""Lines that a page's width broke become paragraphs again; lines that their writer ended stay apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from parix.official_documents.document_bodies.markers import Marker, marker_of
from parix.official_documents.document_bodies.page_lines import PageLine
from parix.official_documents.document_bodies.passages import Passage, joined
from parix.official_documents.letters import LOWER, UPPER

_ENDS = re.compile(r"(?:[.;:!?…]|[.]\s?/\s?[.]?|/[.-])[\s\"”’)*_]*$")
_OPENS_LOWER = re.compile(rf"\s*[{LOWER}]")
_LEADS_ON = re.compile(
    r"(?:\b(?:va|cua|cac|thuoc|voi|cho|ve|tai|do|tren|trong|den|theo|so|ngay|thang|nam|la|de|duoc|tu|khong|phai|hoac|cung|qua|den)|[,(/&-])\s*$"
)
_LABEL = re.compile(r"[^\W\d_][^:;.]{2,60}:\s*\S")
_OPENS_PARAGRAPH = re.compile(
    r"(?:tren day la|trong qua trinh (?:trien khai|thuc hien)|noi nhan|can cu |xet |theo de nghi|yeu cau cac |de nghi cac |nhan duoc |moi vuong mac|neu co )"
)
# `Phòng Kế hoạch` / `- Tài chính …`: a name that has a dash inside, broken before it.
_NAME_ENDS = re.compile(r"(?:Phòng|Ban|Sở|Đài|Trung tâm|Vụ|Cục|Viện|Chi cục)(?: [^\s,;.]+){1,5}$")
_NAME_GOES_ON = re.compile(rf"[{UPPER}][{LOWER}]+(?: [{LOWER}]+){{0,3}}(?:[,;.]| [{LOWER}{UPPER}]|$)")
_LABEL_AT_END = re.compile(r"[.;,(]\s*[^.;:,()]{4,40}:$|[.;,(]\s*(?:[^.;:()]{2,30}[,/]\s?){1,2}[^.;:()]{2,30}:$")
_ENDS_CELLS = re.compile(rf"(?:[IVX]{{1,5}}\.\s+[{UPPER}]{{2,}}|[{UPPER}]\.\s+[{UPPER}]{{2,}}|Trên đây|Nơi nhận|Điều \d|PHỤ LỤC|Ghi chú)")
_LONGEST_HEAD = 60
_WRAPPED_SHARE = 0.12
_WIDEST_PAGE = 130  # characters that a printed line holds at most
_LINE_OF_TEXT = 45  # characters; shorter lines are cells, heads and ends of paragraphs
_NEARLY, _LONG, _HALF = 0.93, 0.75, 0.5


def paragraphs(lines: Sequence[PageLine], is_head: Callable[[str], bool]) -> Iterator[tuple[Passage, ...] | Passage]:
    """Paragraphs, and rows of tables as tuples of their cells, in reading order.

    `is_head` tells the heads of a table's columns: where three of them stand below each other, lines are cells and are not joined.
    """
    is_wrapped = _is_wrapped(lines)
    width = _width(lines) if is_wrapped else 10_000
    taken: list[PageLine] = []
    marker: Marker | None = None
    in_cells = False
    for place, line in enumerate(lines):
        in_cells = (in_cells and not _ENDS_CELLS.match(line.text)) or _opens_cells(lines[place : place + 3], is_head)
        if in_cells:
            if taken:
                yield joined([one.passage for one in taken])
            taken = []
            yield line.cells if line.cells and _is_row(line) else line.passage
            continue
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


def _opens_cells(lines: Sequence[PageLine], is_head: Callable[[str], bool]) -> bool:
    return len(lines) == 3 and all(not line.cells and len(line.passage) < _LONGEST_HEAD and is_head(line.passage.flat) for line in lines)


def _is_row(line: PageLine) -> bool:
    """More than a number or bullet that a tab parts from its words."""
    full = [cell for cell in line.cells if cell.text]
    if len(full) < 2:
        return len(line.cells) > 2 and bool(full)
    return not (len(line.cells) == 2 and marker_of(line.cells[0].text + " X") is not None and len(line.cells[0]) < 6)


def _is_wrapped(lines: Sequence[PageLine]) -> bool:
    """Whether lines break inside sentences: a fair share of them goes on in small letters."""
    followers = [
        (before, line) for before, line in pairwise(lines)
        if not line.after_gap and not line.cells and not before.cells and len(before.passage) > _LINE_OF_TEXT
    ]
    if not followers:
        return any(line.passage.read_by_ocr for line in lines)
    broken = sum(bool(_OPENS_LOWER.match(line.text)) and not _ENDS.search(before.text) and marker_of(line.text) is None for before, line in followers)
    longest = max(len(line.passage) for line in lines if not line.cells)
    return broken >= (1 if longest <= _WIDEST_PAGE else _WRAPPED_SHARE * len(followers))


def _width(lines: Sequence[PageLine]) -> int:
    """How many characters a full line holds."""
    lengths = sorted(len(line.passage) for line in lines if not line.cells and len(line.passage) > 30)
    return lengths[len(lengths) * 19 // 20] if lengths else 80


def _goes_on(before: PageLine, line: PageLine, opens: Marker | None, marker: Marker | None, is_wrapped: bool, width: int) -> bool:
    text = before.text
    ended = bool(_ENDS.search(text))
    next_word = line.text.split(maxsplit=1)[0]
    is_full = len(text) + 1 + len(next_word) > _NEARLY * width
    if opens is not None:
        is_chance = _is_chance(line.text, opens, marker, before) if is_full else opens.is_bullet and _breaks_name(text, line.text[opens.length :])
        return is_wrapped and not ended and len(text) > _HALF * width and is_chance
    is_small = bool(_OPENS_LOWER.match(line.text))
    is_long = len(text) > _LONG * width
    if line.after_gap:
        return not ended and (is_small or (line.after_page and is_wrapped and is_long and not _is_heading(line.text)))
    if not is_wrapped:
        return not ended and is_small and not _LABEL.match(line.text)
    if ended:
        return _goes_on_after_stop(text, line, is_full, is_small)
    if _is_heading(text) != _is_heading(line.text):
        return False
    return is_long or is_small or bool(_LEADS_ON.search(before.passage.flat)) or (_is_heading(text) and len(text) > 0.5 * width)


def _goes_on_after_stop(text: str, line: PageLine, is_full: bool, is_small: bool) -> bool:
    """A sentence that happens to end with its line: the next word would not have fitted any more."""
    stop = text.rstrip()
    if _LABEL_AT_END.search(stop):
        return True
    if stop.endswith((":", "./.")):
        return False
    if is_small:
        return True
    return is_full and not _LABEL.match(line.text) and not _OPENS_PARAGRAPH.match(line.passage.flat)


def _is_heading(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def _breaks_name(before: str, rest: str) -> bool:
    return bool(_NAME_ENDS.search(before.rstrip())) and bool(_NAME_GOES_ON.match(rest))


def _is_chance(text: str, opens: Marker, marker: Marker | None, before: PageLine) -> bool:
    """A marker that is none: the line was broken before a number or a dash inside a sentence (`từ 2` / `- 4 hạng`, `năm` / `2. `)."""
    if opens.is_bullet:
        rest = text[opens.length :]
        if re.match(rf"[\d{LOWER}]", rest):
            return True
        return _breaks_name(before.text, rest)
    if opens.style in ("dieu", "muc", "phan", "chuong", "phu luc", "bieu"):
        return bool(_LEADS_ON.search(before.passage.flat))
    follows = marker is not None and marker.style == opens.style and opens.value == marker.value + 1
    return not follows and opens.value > 1 and bool(_LEADS_ON.search(before.passage.flat))
