"""Whatever happens to a plan, in whatever order: no assignment is lost between what was promised and what is, and all counts add up."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.plans.actions.drafting import AssignmentGiven, add_assignments
from parix.web.plans.choices import OPEN, Progress, State, Verb
from parix.web.plans.models import Promise, Step, Turn
from parix.web.plans.queries.counting import counts_of
from parix.web.plans.queries.lists import Filters, current_rows, tally, turns_found
from parix.web.plans.queries.plan_page import plan_page
from tests.web.plans.plan_world import TODAY, PlanWorld
from tests.web.worlds import AT, YEAR

PEOPLE = ("officer", "director", "staff", "head", "staff of inspectorate", "auditor", "officer of another")
VERBS = tuple(verb for verb in Verb if verb != Verb.GIVE)


def happens(world: PlanWorld, draws: Random, number: int) -> bool:
    """One act by somebody, allowed or not; whether it was."""
    turn = draws.choice(list(Turn.objects.select_related("assignment").filter(assignment__plan=world.plan).order_by("pk")))
    at = AT + timedelta(hours=number)
    try:
        world.step(
            turn.assignment.number, draws.choice(VERBS), draws.choice(PEOPLE), turn=turn.number, at=at, note=draws.choice(("", "Lý do")),
            due_on=TODAY + timedelta(days=draws.randint(-30, 90)), done_on=TODAY - timedelta(days=draws.randint(-1, 30)),
        )
    except (StepRefused, ProblemsFound):
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_and_counts_add_up(plan_world: PlanWorld, seed: int) -> None:
    draws, promised = Random(seed), list(Promise.objects.order_by("pk").values_list())
    if seed % 2:
        add_assignments(plan=plan_world.plan, given=[AssignmentGiven("Thêm")], reason="Phát sinh", by=plan_world.person("officer"), at=AT)
    done = sum(happens(plan_world, draws, number) for number in range(40))
    assert done >= 3
    assert list(Promise.objects.order_by("pk").values_list()) == promised

    page = plan_page(plan_world.plan, TODAY)
    assert [line.assignment.pk for line in page.lines if line.promise] == [row[1] for row in promised]
    assert len(page.lines) == len(promised) + seed % 2 == page.in_force + page.counted(Progress.CANCELLED)

    rows = turns_found(plan_world.own.pk, standing_of(plan_world.person("officer")), Filters(), TODAY)
    assert sum(tally(rows).values()) == Turn.objects.count() and len(current_rows(rows)) == len(page.lines)
    by_state = {state: sum(row.turn.state == state for row in rows) for state in State}
    counts = tally(rows)
    assert counts[Progress.DONE_LATE] + counts[Progress.DONE_ON_TIME] == by_state[State.DONE]
    assert sum(counts[one] for one in (Progress.OVERDUE, Progress.GIVEN, Progress.ACCEPTED, Progress.IN_PROGRESS)) == sum(by_state[state] for state in OPEN)

    counted = counts_of(plan_world.own.pk, "yearly", Period.of_year(YEAR), TODAY)
    assert counted.on_time <= counted.done <= counted.of == len(counted.rows) == len({row.assignment.pk for row in counted.rows})
    assert all(row.turns_done <= row.turns for row in counted.rows)

    last = {turn.pk: Step.objects.filter(turn=turn).order_by("at", "pk").last() for turn in Turn.objects.all()}
    assert {pk: step.state for pk, step in last.items() if step} == dict(Turn.objects.values_list("pk", "state"))
    assert all(turn.due_on is None or turn.first_due_on is None or turn.due_on >= turn.first_due_on for turn in Turn.objects.all())
    asked = {turn.pk: [one.verb for one in turn.steps.all() if one.verb not in (Verb.ACCEPT, Verb.REPORT)] for turn in Turn.objects.all()}
    wishes = {pk for pk, verbs in asked.items() if verbs and verbs[-1] == Verb.ASK_MORE_TIME}
    assert set(Turn.objects.exclude(wished_on=None).values_list("pk", flat=True)) == wishes
