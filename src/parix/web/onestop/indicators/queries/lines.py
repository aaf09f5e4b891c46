"""Every indicator of one agency and period as a line: its count, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.indicators.described import Described, shipped_tables
from parix.web.onestop.indicators.choices import EMPTY, NO_SNAPSHOT, NOT_HELD, TABLE_NAMES
from parix.web.onestop.indicators.queries import TakenSnapshot
from parix.web.onestop.indicators.queries.figures import figures_of


@dataclass(frozen=True, slots=True)
class Line:
    """`count` None: nothing here can count it, and `lacking` says why; 0 of 0: nothing arose, or `is_not_measured`."""

    key: str
    words: Described
    count: Count | None
    lacking: str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    name: str | Promise
    lines: tuple[Line, ...]


def sections_of(snapshot: TakenSnapshot | None, agency_id: int, period: Period) -> list[Section]:
    """By register, in the order of the shipped descriptions. Raises ProblemsFound for a snapshot whose files are of another version."""
    whole = figures_of(snapshot, agency_id, period).whole if snapshot else {}
    return [
        Section(TABLE_NAMES[table.table], tuple(Line(key, words, whole.get(key), _lacking(key, snapshot)) for key, words in table.indicators.items()))
        for table in shipped_tables()
    ]


def _lacking(key: str, snapshot: TakenSnapshot | None) -> str | Promise:
    return NOT_HELD.get(key) or (EMPTY if snapshot else NO_SNAPSHOT)
