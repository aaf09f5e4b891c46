"""Assignments as lists, boards and calendars show them: filtered, overdue first, each with its turn of now and how many are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parix.foundation.folding import folded
from parix.web.accounts.rules import Standing
from parix.web.plans.choices import OPEN, Progress, State
from parix.web.plans.models import Turn
from parix.web.plans.queries import turns_in
from parix.web.plans.rules import progress_of

MINE, UNIT, AGENCY = "toi", "don-vi", "co-quan"
DUE = ("qua-han", "7-ngay", "30-ngay", "khong-han")
ENDED_LAST = {Progress.DONE_LATE: 1, Progress.DONE_ON_TIME: 1, Progress.CANCELLED: 2}


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of every view: whose, and which."""

    scope: str = AGENCY
    words: str = ""
    state: str = ""
    unit: int | None = None
    due: str = ""
    plan: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One turn with what people need to know of it."""

    turn: Turn
    progress: Progress
    days_left: int | None
    done: int
    of: int

    @property
    def assignment_id(self) -> int:
        return self.turn.assignment_id

    @property
    def text(self) -> str:
        return self.turn.assignment.text

    @property
    def lead(self) -> str:
        return self.turn.assignment.lead_words

    @property
    def lead_key(self) -> int | None:
        return self.turn.assignment.lead_id

    @property
    def is_overdue(self) -> bool:
        return self.progress == Progress.OVERDUE

    @property
    def days_late(self) -> int:
        return -self.days_left if self.days_left is not None and self.days_left < 0 else 0

    @property
    def is_extended(self) -> bool:
        return self.turn.first_due_on is not None and self.turn.due_on != self.turn.first_due_on

    @property
    def recurs(self) -> bool:
        return self.of > 1


def rows_of(turns: Iterable[Turn], today: date) -> list[Row]:
    """A row for every turn, in the order of lists: overdue first, then by day, what has ended last."""
    turns = list(turns)
    done: dict[int, int] = {}
    of: dict[int, int] = {}
    for one in turns:
        done[one.assignment_id] = done.get(one.assignment_id, 0) + (one.state == State.DONE)
        of[one.assignment_id] = of.get(one.assignment_id, 0) + (one.state != State.CANCELLED)
    rows = [
        Row(
            one, progress_of(one.state, one.due_on, one.done_on, today), (one.due_on - today).days if one.due_on and one.state in OPEN else None,
            done[one.assignment_id], of[one.assignment_id],
        )
        for one in turns
    ]
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[int, date, int, int]:
    """What has ended comes last, the newest of it first."""
    turn, ended = row.turn, ENDED_LAST.get(row.progress, 0)
    day = turn.due_on or date.max
    if ended and turn.due_on:
        day = date.min + (date.max - turn.due_on)
    return ended, day, turn.assignment.number, turn.pk


def current_rows(rows: Sequence[Row]) -> list[Row]:
    """One row for each assignment: the first turn that is still open, else the last one."""
    chosen: dict[int, Row] = {}
    for row in sorted(rows, key=lambda one: one.turn.number):
        held = chosen.get(row.assignment_id)
        if held is None or held.turn.state not in OPEN:
            chosen[row.assignment_id] = row
    return sorted(chosen.values(), key=_order)


def turns_found(agency_id: int, standing: Standing, filters: Filters, today: date) -> list[Row]:
    """Every turn that the filters leave, of the year or still open; two queries. Counts of turns (`2/4`) are of the whole assignment."""
    found = turns_in([agency_id])
    if filters.plan is not None:
        found = found.filter(assignment__plan_id=filters.plan)
    if filters.year is not None:
        found = found.filter(assignment__plan__year=filters.year)
    rows = rows_of(found, today)
    return [row for row in rows if _is_of(row, filters.scope, standing) and _is_wanted(row, filters)]


def _is_of(row: Row, scope: str, standing: Standing) -> bool:
    """Mine: entrusted to me, or led by a unit that I head and entrusted to nobody. My unit's: led or supported by one of my units."""
    assignment = row.turn.assignment
    if scope == MINE:
        heads = assignment.handler_id is None and assignment.lead_id in standing.heads
        return assignment.handler_id == standing.user_id or heads
    if scope == UNIT:
        return assignment.lead_id in standing.units or not standing.units.isdisjoint(assignment.supporting_ids)
    return True


def _is_wanted(row: Row, filters: Filters) -> bool:
    assignment = row.turn.assignment
    if filters.state and filters.state != row.progress and not (filters.state == "open" and row.turn.state in OPEN):
        return False
    if filters.unit is not None and filters.unit != assignment.lead_id and filters.unit not in assignment.supporting_ids:
        return False
    if filters.due and not _falls_due(row, filters.due):
        return False
    return not filters.words or all(word in folded(f"{assignment.text} {assignment.product} {assignment.plan.title}") for word in folded(filters.words).split())


def _falls_due(row: Row, due: str) -> bool:
    if due == "khong-han":
        return row.turn.due_on is None
    if due == "qua-han":
        return row.is_overdue
    within = {"7-ngay": 7, "30-ngay": 30}.get(due)
    return row.days_left is not None and within is not None and 0 <= row.days_left <= within


def tally(rows: Iterable[Row]) -> Mapping[Progress, int]:
    """How many there are of each, in the order of `Progress`."""
    counts = dict.fromkeys(Progress, 0)
    for row in rows:
        counts[row.progress] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_of_month: bool
    is_today: bool
    rows: tuple[Row, ...]


def month_of(rows: Iterable[Row], first: date, today: date) -> list[list[Day]]:
    """The weeks of the month from Monday on, with what falls due on each day."""
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        if row.turn.due_on is not None:
            by_day.setdefault(row.turn.due_on, []).append(row)
    day, weeks = first - timedelta(days=first.weekday()), []
    while day < first or day.month == first.month:
        week = [day + timedelta(days=number) for number in range(7)]
        weeks.append([Day(one, one.month == first.month, one == today, tuple(by_day.get(one, ()))) for one in week])
        day += timedelta(days=7)
    return weeks
