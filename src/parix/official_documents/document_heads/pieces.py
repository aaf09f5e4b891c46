"""Cuts a document into pieces (cells of lines) and labels those that every head has: motto, number, place and date.

A two-column head arrives in many orders: column by column, line by line with or without a gap, or all on one line.
Cut at what is known, what is left over is the name of the issuer, whatever the order was.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parix.official_documents.pages import Page, Span, flat

Label = Literal["text", "national", "motto", "number", "place_date", "rule", "stamp", "position"]

_CELLS = re.compile(r"[^\t|]+?(?=\t|\|| {3,}|$)")
_DECORATION = " *#_\u200b\ufeff"
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_STAMP = re.compile(r"(?:ky boi|nguoi ky|ngay ky|thoi gian ky|email|e-mail|co quan|dien thoai|website|dia chi|fax|tel)\s*:")
_FURNITURE = re.compile(r"\(?(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|du thao lan.*|cong bao|dang ma|mau so.*|[-–]?\s*\d{1,3}\s*[-–]?)\)?")

NATIONAL = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap - tu do - hanh phuc"
PARTY = "dang cong san viet nam"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line without the white space around it. `after_gap`: an empty line stands before it."""

    text: str
    page: int
    start: int
    after_gap: bool = False
    starts_line: bool = True
    label: Label = "text"

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return Span(self.page, self.start, self.end)

    @property
    def flat(self) -> str:
        return flat(self.text)

    def part(self, start: int, end: int, label: Label = "text") -> Piece | None:
        """The stretch of this piece without decoration at its ends; None when nothing is left."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip(_DECORATION))
        text = text.strip(_DECORATION)
        if not text:
            return None
        is_first = start + left == 0
        gap, line = self.after_gap and is_first, self.starts_line and is_first
        return replace(self, text=text, start=self.start + start + left, label=label, after_gap=gap, starts_line=line)


def is_upper(text: str) -> bool:
    """Written in capitals; one slip of a scan is forgiven."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return bool(letters) and small <= len(letters) // 12


def span_over(pieces: Sequence[Piece]) -> Span:
    """From the first to the last; pieces on a later page are left out of the span."""
    first = pieces[0]
    same_page = [piece for piece in pieces if piece.page == first.page]
    return Span(first.page, min(piece.start for piece in same_page), max(piece.end for piece in same_page))


def pieces_of(pages: Iterable[Page]) -> list[Piece]:
    """Every cell of every line, in reading order."""
    return [piece for page in pages for piece in _of_page(page)]


def _of_page(page: Page) -> Iterator[Piece]:
    place, after_gap = 0, True
    for line in page.text.split("\n"):
        starts_line = True
        for cell in _CELLS.finditer(line):
            whole = Piece(cell[0], page.number, place + cell.start(), after_gap, starts_line)
            piece = whole.part(0, len(cell[0]))
            if piece is not None:
                piece = replace(piece, after_gap=after_gap, starts_line=starts_line)
                yield replace(piece, label=_label_of(piece))
                after_gap = starts_line = False
        after_gap = after_gap or not line.strip()
        place += len(line) + 1


def _label_of(piece: Piece) -> Label:
    if not _SAYS_SOMETHING.search(piece.text) or (len(piece.text) < 40 and _FURNITURE.fullmatch(piece.flat)):
        return "rule"
    return "stamp" if _STAMP.match(piece.flat) else "text"


# --- mottos, in any spelling that a scan leaves of them -------------------------------------------------------------

_NATIONAL = re.compile(r"\s*".join(NATIONAL.replace(" ", "")).replace("o", "[o0]").replace("i", "[i1l]"))
_MOTTO = re.compile(r"d[o0]c\s*lap[^a-z0-9]{0,6}tu\s*d[o0][^a-z0-9]{0,6}hanh\s*phuc")
_PARTY = re.compile(r"\s+".join(PARTY.split()))
_ENOUGH_ALIKE = 0.8


def cut_mottos(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield from _cut(piece, _motto_in)


def is_motto(piece: Piece) -> bool:
    """The whole piece is the country's name or its motto."""
    found = _NATIONAL.fullmatch(piece.flat) or _MOTTO.fullmatch(piece.flat)
    return found is not None


def _motto_in(piece: Piece) -> tuple[int, int, Label] | None:
    words = piece.flat
    for pattern, label in ((_NATIONAL, "national"), (_PARTY, "national"), (_MOTTO, "motto")):
        found = pattern.search(words)
        if found and (label == "motto" or is_upper(piece.text[found.start() : found.end()])):
            return found.start(), found.end(), label  # type: ignore[return-value]
    if _is_remnant(piece.text, words, NATIONAL) or (is_upper(piece.text) and _alike(words, NATIONAL)):
        return 0, len(words), "national"
    if _is_remnant(piece.text, words, MOTTO) or _alike(words, MOTTO):
        return 0, len(words), "motto"
    return None


def _is_remnant(text: str, words: str, motto: str) -> bool:
    """A motto broken over two lines leaves parts of itself; two words at least, written as a motto is."""
    plain = " ".join(re.findall(r"[a-z]+", words))
    whole = " ".join(re.findall(r"[a-z]+", motto))
    right_case = is_upper(text) if motto == NATIONAL else text[:1].isupper() and not is_upper(text)
    return plain.count(" ") >= 1 and right_case and f" {plain} " in f" {whole} "


def _alike(words: str, motto: str) -> bool:
    return abs(len(words) - len(motto)) < 8 and difflib.SequenceMatcher(None, words, motto, autojunk=False).ratio() > _ENOUGH_ALIKE


def joined(pieces: Sequence[Piece]) -> Piece | None:
    """Neighbouring pieces of one page as one, if nothing but white space was between them; lengths and places stay true."""
    text = ""
    for piece in pieces:
        blank = piece.start - pieces[0].start - len(text)
        widest = 3 if piece.starts_line else 40
        if piece.page != pieces[0].page or not 0 <= blank <= widest or piece.label not in ("text", "national", "motto"):
            return None
        text += " " * blank + piece.text
    return replace(pieces[0], text=text, label="text")


def mend_broken(pieces: Sequence[Piece], is_whole: Callable[[Piece], bool]) -> list[Piece]:
    """Where a copy broke a line inside what belongs together (`Số:` / `22/QĐ-UBND`), two or three pieces become one again."""
    mended: list[Piece] = []
    at = 0
    while at < len(pieces):
        taken = 1
        if pieces[at].label == "text" and len(pieces[at].text) < 60 and not is_whole(pieces[at]):
            for count in (2, 3):
                whole = joined(pieces[at : at + count]) if at + count <= len(pieces) else None
                if whole is not None and len(whole.text) < 120 and is_whole(whole):
                    mended.append(whole)
                    taken = count
                    break
        if taken == 1:
            mended.append(pieces[at])
        at += taken
    return mended


def parted_before(pieces: Iterable[Piece], pattern: re.Pattern[str]) -> Iterator[Piece]:
    """Cut in two where a run-together line comes to the pattern (on plain letters), if it is written with a capital there."""
    for piece in pieces:
        found = next((one for one in pattern.finditer(piece.flat) if one.start() and piece.text[one.start()].isupper()), None)
        if piece.label != "text" or found is None:
            yield piece
            continue
        before, after = piece.part(0, found.start()), piece.part(found.start(), len(piece.text))
        if before is not None:
            yield before
        if after is not None:
            yield from parted_before([after], pattern)


# --- cutting ---------------------------------------------------------------------------------------------------------

Finder = Callable[[Piece], "tuple[int, int, Label] | None"]


def cut(pieces: Iterable[Piece], finder: Finder) -> list[Piece]:
    """Every text piece cut before and after what the finder finds in it, again and again."""
    return [part for piece in pieces for part in _cut(piece, finder)]


def _cut(piece: Piece, finder: Finder) -> Iterator[Piece]:
    if piece.label != "text":
        yield piece
        return
    found = finder(piece)
    if found is None:
        yield piece
        return
    start, end, label = found
    before, middle, after = piece.part(0, start), piece.part(start, end, label), piece.part(end, len(piece.text))
    if before is not None:
        yield replace(before, label=_label_of(before))
    if middle is not None:
        yield middle
    if after is not None and (start, end) != (0, len(piece.text)):
        yield from _cut(replace(after, label=_label_of(after)), finder)
