"""Which head of an export means which column: a guess from its words, with or without marks, that a person confirms once per source."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parix.exchange_formats.dossiers.columns import BY_NAME, COLUMNS, NEEDED, NEEDED_ONE_OF, Column
from parix.foundation.folding import folded

LIKE_ENOUGH = 0.8
_LONGEST_SEARCHED = 60
SEARCHED_ROWS = 30
LONGEST_HEAD = 200
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Head:
    """The names of the columns from the left, and the row below them (both count from 0)."""

    names: tuple[str, ...]
    first_row: int
    known: int


def plain(words: str) -> str:
    """The words of a head as they are compared: folded, without signs."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", folded(words)).split())


def guess(heads: Sequence[str]) -> dict[str, str]:
    """Column to the head that most likely means it; every head is given once, what fits none is left out."""
    scored = sorted(
        ((likeness, -at, column.name, head) for at, head in enumerate(heads) for column in COLUMNS if (likeness := _likeness(column, head)) >= LIKE_ENOUGH),
        reverse=True,
    )
    found: dict[str, str] = {}
    for _likeness_of, _at, name, head in scored:
        if name not in found and head not in found.values():
            found[name] = head
    return found


def missing(mapping: Mapping[str, str]) -> list[str]:
    """The labels of the columns without which nothing can be imported."""
    labels = [BY_NAME[name].label for name in NEEDED if not mapping.get(name)]
    if not any(mapping.get(name) for name in NEEDED_ONE_OF):
        labels.append(" hoặc ".join(BY_NAME[name].label for name in NEEDED_ONE_OF))
    return labels


def find_head(rows: Sequence[Sequence[str]]) -> Head | None:
    """The head among the first rows: one row, or two where an upper one spans several; None when no row names two known columns."""
    best: Head | None = None
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        for names, below in _candidates(rows, at, row):
            known = _known(names)
            if known >= _LEAST_KNOWN and (best is None or known > best.known):
                best = Head(tuple(names), below, known)
    if best is not None and best.first_row < len(rows) and _numbers_columns(rows[best.first_row]):
        return Head(best.names, best.first_row + 1, best.known)
    return best


def _known(names: Sequence[str]) -> int:
    """How many columns the names tell exactly, or with words beside; slips of the pen do not make a head."""
    told: set[str] = set()
    for name in names:
        words = plain(name) if len(name) <= _LONGEST_SEARCHED else ""
        if words:
            told.update(column for wording, column in _WORDINGS.items() if wording == words or (" " in wording and f" {wording} " in f" {words} "))
    return len(told)


def _candidates(rows: Sequence[Sequence[str]], at: int, row: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    yield _distinct(row), at + 1
    if at + 1 < len(rows):
        width = max(len(row), len(rows[at + 1]))
        upper, lower = [*row, *[""] * (width - len(row))], [*rows[at + 1], *[""] * (width - len(rows[at + 1]))]
        spread, last = [], ""
        for above, below in zip(upper, lower, strict=True):
            last = above or (last if below else "")
            spread.append(f"{last} {below}".strip() if below and below != last else last)
        if not any(character.isdigit() for name in lower for character in name):  # a row of values is no head
            yield _distinct(spread), at + 2


_WORDINGS = {plain(wording): column.name for column in reversed(COLUMNS) for wording in (*column.heads, column.tag, column.label)}


def _distinct(names: Sequence[str]) -> list[str]:
    """A head that stands twice is told apart by a number."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        short = " ".join(name.split())[:LONGEST_HEAD]
        seen[short] = seen.get(short, 0) + 1
        told.append(f"{short} ({seen[short]})" if short and seen[short] > 1 else short)
    return told


def _likeness(column: Column, head: str) -> float:
    words = plain(head)
    if not words or len(words) > LONGEST_HEAD:
        return 0.0
    if head == column.tag:
        return 1.2
    wordings = (plain(column.label), plain(column.tag), *column.heads)
    if words in wordings:
        return 1.1 - wordings.index(words) / 1000
    return max(_alike(words, wording) for wording in wordings)


def _alike(words: str, wording: str) -> float:
    """Whole words in common count most; a slip of the pen counts by its letters."""
    if len(wording) < 4:
        return 0.0
    if " " in wording and sorted(words.split()) == sorted(wording.split()):
        return 1.0
    if " " in wording and f" {wording} " in f" {words} ":
        return 0.8 + 0.19 * len(wording) / len(words)
    matcher = difflib.SequenceMatcher(None, words, wording)
    return 0.0 if matcher.real_quick_ratio() < LIKE_ENOUGH or matcher.quick_ratio() < LIKE_ENOUGH + 0.05 else max(0.0, matcher.ratio() - 0.05)


def _numbers_columns(row: Sequence[str]) -> bool:
    """The line under a head that numbers the columns: (1) (2) (3)."""
    filled = [cell.strip("() ") for cell in row if cell.strip()]
    return len(filled) > 2 and all(re.fullmatch(r"\d{1,2}|[a-z]", cell) for cell in filled)
