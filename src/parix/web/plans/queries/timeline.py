"""A year on one line for each assignment: from when it was given to when it is due, with turns, ends and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import timezone

from parix.web.plans.choices import Progress
from parix.web.plans.queries.lists import Row

WIDTH = 720


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn's last day on the line."""

    x: str
    row: Row

    @property
    def due_on(self) -> date | None:
        return self.row.turn.due_on


@dataclass(frozen=True, slots=True)
class Line:
    """`start` and `width` of the bar in the picture's units; `marks` are the turns."""

    row: Row
    start: str
    width: str
    marks: tuple[Mark, ...]

    @property
    def progress(self) -> Progress:
        return self.row.progress


@dataclass(frozen=True, slots=True)
class Timeline:
    year: int
    lines: tuple[Line, ...]
    months: tuple[tuple[int, str], ...]
    today: str


def timeline_of(rows: Sequence[Row], year: int, today: date) -> Timeline:
    """Lines in the order of their first day due; assignments without any day are left to the list."""
    by_assignment: dict[int, list[Row]] = {}
    for row in rows:
        if row.turn.due_on is not None:
            by_assignment.setdefault(row.assignment_id, []).append(row)
    lines = [_line(sorted(own, key=lambda one: one.turn.number), year) for own in by_assignment.values()]
    lines.sort(key=lambda line: (line.row.turn.due_on or date.max, line.row.assignment_id))
    months = tuple((month, _x(date(year, month, 1), year)) for month in range(1, 13))
    return Timeline(year, tuple(lines), months, _x(today, year) if today.year == year else "")


def _line(rows: list[Row], year: int) -> Line:
    shown = next((row for row in rows if row.turn.done_on is None), rows[-1])
    given = min(timezone.localdate(row.turn.given_at) for row in rows)
    last = max(row.turn.due_on for row in rows if row.turn.due_on is not None)
    start, end = _place(given, year), _place(last, year)
    return Line(shown, _said(start), _said(max(end - start, Fraction(4))), tuple(Mark(_x(row.turn.due_on, year), row) for row in rows if row.turn.due_on))


def _place(day: date, year: int) -> Fraction:
    first, days = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return Fraction(min(max((day - first).days, 0), days) * WIDTH, days)


def _x(day: date, year: int) -> str:
    return _said(_place(day, year))


def _said(place: Fraction) -> str:
    return f"{float(place):.1f}"
