"""A plan's page: every assignment as it was promised beside how it is now, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parix.web.plans.choices import Progress, Recurrence
from parix.web.plans.models import Assignment, Plan, Promise, Turn
from parix.web.plans.queries.lists import Row, current_rows, rows_of


@dataclass(frozen=True, slots=True)
class Beside:
    """`promise` is None for what was added after approval, `row` for a draft. `differs` names what is not as promised."""

    assignment: Assignment
    promise: Promise | None
    row: Row | None
    differs: frozenset[str]

    @property
    def is_added_later(self) -> bool:
        return self.promise is None and self.row is not None

    @property
    def recurrence(self) -> str:
        return str(Recurrence(self.assignment.recurrence).label) if self.assignment.recurrence else ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: Plan
    lines: tuple[Beside, ...]

    @property
    def changed(self) -> int:
        return sum(bool(one.differs) for one in self.lines)

    @property
    def added(self) -> int:
        return sum(one.is_added_later for one in self.lines)

    def counted(self, *states: Progress) -> int:
        return sum(one.row is not None and one.row.progress in states for one in self.lines)

    @property
    def done(self) -> int:
        return self.counted(Progress.DONE_LATE, Progress.DONE_ON_TIME)

    @property
    def overdue(self) -> int:
        return self.counted(Progress.OVERDUE)

    @property
    def in_force(self) -> int:
        return len(self.lines) - self.counted(Progress.CANCELLED)


def plan_page(plan: Plan, today: date, unit: int | None = None) -> PlanPage:
    """Five queries, however long the plan. `unit` leaves the assignments that it leads or supports."""
    assignments = list(
        Assignment.objects.filter(plan=plan).select_related("lead", "handler", "promise").prefetch_related("supporting", "turns").order_by("number")
    )
    turns: list[Turn] = []
    for one in assignments:
        one.plan = plan
        for turn in one.turns.all():
            turn.assignment = one
            turns.append(turn)
    rows = {row.assignment_id: row for row in current_rows(rows_of(turns, today))}
    wanted = [one for one in assignments if unit is None or unit == one.lead_id or unit in one.supporting_ids]
    return PlanPage(plan, tuple(_beside(one, rows.get(one.pk)) for one in wanted))


def _beside(one: Assignment, row: Row | None) -> Beside:
    promise = getattr(one, "promise", None)
    return Beside(one, promise, row, frozenset() if promise is None else differences(one, promise, list(one.turns.all())))


def differences(one: Assignment, promise: Promise, turns: Sequence[Turn]) -> frozenset[str]:
    """What is not as promised: words, lead, support, product, the term, or that it is cancelled."""
    now = {"text": one.text, "lead": one.lead_words, "product": one.product}
    found = {name for name, value in now.items() if getattr(promise, name) != value}
    if sorted(promise.support) != sorted(one.support_words):
        found.add("support")
    if any(turn.due_on != turn.first_due_on for turn in turns):
        found.add("due_on")
    if turns and all(turn.state == "cancelled" for turn in turns):
        found.add("cancelled")
    return frozenset(found)
