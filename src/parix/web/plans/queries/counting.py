"""Which assignments are counted as what, and how each of them counts: the rows below a measurement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parix.foundation.periods import Period
from parix.web.plans.choices import PlanState, State
from parix.web.plans.models import Assignment, Plan, Turn
from parix.web.plans.rules import is_late


@dataclass(frozen=True, slots=True)
class Counted:
    """One assignment of the period: `done` when every turn of it that falls due in the period is; `late` when one was or is."""

    assignment: Assignment
    turns: int
    turns_done: int
    is_late: bool
    is_overdue: bool

    @property
    def is_done(self) -> bool:
        return self.turns_done == self.turns

    @property
    def is_on_time(self) -> bool:
        return self.is_done and not self.is_late


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything counted of an agency in a period, by assignments; cancelled ones are out of it."""

    rows: tuple[Counted, ...]
    plans: tuple[Plan, ...]

    @property
    def of(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.rows)

    @property
    def on_time(self) -> int:
        return sum(one.is_on_time for one in self.rows)

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.rows)


def counts_of(agency_id: int, measured_as: str, period: Period, today: date) -> Counts:
    """Assignments of plans that are counted so, with a turn due in the period; without any day, those of plans of the period's year.
    Four queries."""
    plans = list(Plan.objects.filter(agency_id=agency_id, measured_as=measured_as).exclude(state=PlanState.DRAFTED).order_by("pk"))
    found = Assignment.objects.filter(plan__in=plans).select_related("lead", "plan").prefetch_related("supporting", "turns").order_by("plan", "number")
    rows = [row for one in found if (row := _counted(one, one.turns.all(), period, today)) is not None]
    used = {row.assignment.plan_id for row in rows}
    return Counts(tuple(rows), tuple(plan for plan in plans if plan.pk in used))


def _counted(one: Assignment, turns: Iterable[Turn], period: Period, today: date) -> Counted | None:
    own = [turn for turn in turns if turn.state != State.CANCELLED and _falls_in(turn, one, period)]
    if not own:
        return None
    done = [turn for turn in own if turn.state == State.DONE]
    late = [turn for turn in own if is_late(turn.state, turn.due_on, turn.done_on, today)]
    return Counted(one, len(own), len(done), bool(late), any(turn.state != State.DONE for turn in late))


def _falls_in(turn: Turn, one: Assignment, period: Period) -> bool:
    """By the day it was first given: an extension does not carry it out of the year that it was promised in."""
    day = turn.first_due_on or turn.due_on
    return period.start <= day <= period.end if day else period.start.year <= one.plan.year <= period.end.year
