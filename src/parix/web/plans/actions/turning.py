"""The turns of assignments, laid out when they are given: one, or one for each month or quarter that is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.plans.choices import State, Verb
from parix.web.plans.models import Assignment, Plan, Step, Turn
from parix.web.plans.rules import turns_due


def lay_turns(*, plan: Plan, assignments: Sequence[Assignment], since: date, by: User, at: datetime) -> list[Turn]:
    """Call it inside the transaction that gives them."""
    rows = [
        Turn(assignment=one, number=number, label=label, first_due_on=due, due_on=due, given_at=at)
        for one in assignments
        for number, (label, due) in enumerate(
            turns_due(one.recurrence, year=plan.year, since=since, due_on=one.due_on, due_day=one.due_day), 1,
        )
    ]
    turns = Turn.objects.bulk_create(rows, batch_size=500)
    Step.objects.bulk_create([Step(turn=one, verb=Verb.GIVE, state=State.GIVEN, at=at, by=by, due_after=one.due_on) for one in turns], batch_size=500)
    if turns:
        record(
            act="plans.assignments_given", subject=f"plans.Plan:{plan.pk}", by=by, after={"assignments": len(assignments), "turns": len(turns)},
            scope=plan.agency.code, at=at,
        )
    return turns
