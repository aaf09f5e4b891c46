"""The month's briefing: what was concluded the month before and what became of it, what was done, what is late, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parix.web.plans.choices import OPEN, PlanKind, Progress, State, Verb
from parix.web.plans.models import Plan, Step
from parix.web.plans.queries import turns_in
from parix.web.plans.queries.lists import Row, current_rows, rows_of


@dataclass(frozen=True, slots=True)
class Concluded:
    """One document of the month before with its assignments as they are now."""

    plan: Plan
    rows: tuple[Row, ...]

    def counted(self, *states: Progress) -> int:
        return sum(row.progress in states for row in self.rows)

    @property
    def done(self) -> int:
        return self.counted(Progress.DONE_LATE, Progress.DONE_ON_TIME)

    @property
    def overdue(self) -> int:
        return self.counted(Progress.OVERDUE)


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: str
    of: int
    done: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """`before` is the first day of the month that is looked back on, `month` of the briefing's own."""

    before: date
    month: date
    concluded: tuple[Concluded, ...]
    finished: tuple[Row, ...]
    overdue: tuple[Row, ...]
    extended: tuple[Step, ...]
    ahead: tuple[Row, ...]
    units: tuple[UnitLine, ...]


def briefing_of(agency_id: int, month: date, today: date) -> Briefing:
    """Four queries. Conclusions and directives count by the day they were issued, else approved."""
    before = (month - timedelta(days=1)).replace(day=1)
    following = (month + timedelta(days=31)).replace(day=1)
    rows = rows_of(turns_in([agency_id]), today)
    extended = Step.objects.filter(turn__assignment__plan__agency_id=agency_id, verb=Verb.EXTEND, at__date__gte=before, at__date__lt=month)
    fell_due = [row for row in rows if row.turn.due_on is not None and before <= row.turn.due_on < month]
    return Briefing(
        before, month, _concluded(rows, before, month),
        tuple(row for row in rows if row.turn.done_on is not None and before <= row.turn.done_on < month),
        tuple(row for row in rows if row.is_overdue and row.turn.due_on is not None and row.turn.due_on < following),
        tuple(extended.select_related("turn__assignment__lead", "by").order_by("at", "pk")),
        tuple(row for row in rows if row.turn.state in OPEN and not row.is_overdue and row.turn.due_on is not None and month <= row.turn.due_on < following),
        _units(fell_due),
    )


def _concluded(rows: Sequence[Row], before: date, month: date) -> tuple[Concluded, ...]:
    by_plan: dict[int, list[Row]] = {}
    plans: dict[int, Plan] = {}
    for row in current_rows(rows):
        plan = row.turn.assignment.plan
        day = plan.issued_on or (plan.approved_at.date() if plan.approved_at else before)
        if plan.kind != PlanKind.PLAN and before <= day < month:
            by_plan.setdefault(plan.pk, []).append(row)
            plans[plan.pk] = plan
    return tuple(Concluded(plans[pk], tuple(own)) for pk, own in by_plan.items())


def _units(rows: Sequence[Row]) -> tuple[UnitLine, ...]:
    """By lead unit: what fell due in the month, what of it is done, what is late now; the most overdue first."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        if row.turn.state != State.CANCELLED:
            by_unit.setdefault(row.lead, []).append(row)
    lines = [
        UnitLine(name, len(own), sum(row.turn.state == State.DONE for row in own), sum(row.is_overdue for row in own)) for name, own in by_unit.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.overdue, line.unit)))
