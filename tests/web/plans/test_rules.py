"""Who may do what: every role in every state; how a turn stands on a day; on which days a recurring one falls due."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parix.web.accounts.queries import standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.plans.choices import OPEN, PlanState, Progress, State, Verb
from parix.web.plans.models import Assignment, Plan, Turn
from parix.web.plans.rules import may_approve_plan, may_change_plan, may_close_plan, may_draft_plan, may_entrust, may_see_plans, progress_of, turns_due
from parix.web.plans.workflow import STEPS
from tests.web.plans.plan_world import PlanWorld

SEEING = {"officer", "director", "head", "staff", "staff of inspectorate", "staff without unit", "coordinator", "auditor"}
KEEPING = {"officer", "director"}
EVERYBODY = (*SEEING, "officer of another", "appraiser", "council member", "administrator", "coordinator elsewhere", "without role")
WORKING = {"officer", "head", "staff"}
REPORTING = WORKING | {"staff of inspectorate"}
# On an assignment that the office leads and the inspectorate supports.
MAY = {Verb.ACCEPT: WORKING, Verb.REPORT: REPORTING, Verb.COMPLETE: WORKING, Verb.EXTEND: KEEPING, Verb.CANCEL: KEEPING, Verb.REOPEN: KEEPING,
       Verb.ASK_MORE_TIME: WORKING, Verb.REFUSE_MORE_TIME: KEEPING}
TIME = {Verb.ASK_MORE_TIME, Verb.EXTEND, Verb.REFUSE_MORE_TIME}
VERBS = {
    State.GIVEN: {Verb.ACCEPT, Verb.REPORT, Verb.COMPLETE, Verb.CANCEL} | TIME,
    State.ACCEPTED: {Verb.REPORT, Verb.COMPLETE, Verb.CANCEL} | TIME,
    State.IN_PROGRESS: {Verb.REPORT, Verb.COMPLETE, Verb.CANCEL} | TIME,
    State.DONE: {Verb.REOPEN}, State.CANCELLED: {Verb.REOPEN},
}


def may(world: PlanWorld, predicate: object, about: object) -> set[str]:
    return {who for who in EVERYBODY if predicate(standing_of(world.person(who)), about)}  # type: ignore[operator]


def test_who_sees_and_keeps_plans(plan_world: PlanWorld) -> None:
    assert may(plan_world, may_see_plans, plan_world.own.pk) == SEEING
    assert may(plan_world, may_draft_plan, plan_world.own.pk) == KEEPING
    assert may(plan_world, may_entrust, plan_world.assignment(1)) == {"officer", "head"}


def test_what_the_state_of_a_plan_allows(plan_world: PlanWorld) -> None:
    plan = plan_world.plan
    found = {}
    for state in PlanState:
        plan.state = state
        found[state] = (may(plan_world, may_change_plan, plan), may(plan_world, may_approve_plan, plan), may(plan_world, may_close_plan, plan))
    assert found == {
        PlanState.DRAFTED: (KEEPING, KEEPING, set()), PlanState.APPROVED: (set(), set(), KEEPING), PlanState.CLOSED: (set(), set(), set()),
    }
    not_issued = Plan(agency=plan_world.own, state=PlanState.DRAFTED, title="x")
    assert may(plan_world, may_approve_plan, not_issued) == {"director"}


def test_every_verb_in_every_state_by_every_role(plan_world: PlanWorld) -> None:
    one = plan_world.assignment(1)
    found = {
        (state, who): set(STEPS.verbs_for(state, standing_of(plan_world.person(who)), one)) for state in State for who in EVERYBODY
    }
    assert found == {(state, who): {verb for verb in VERBS[state] if who in MAY[verb]} for state in State for who in EVERYBODY}


def test_nothing_is_done_on_a_plan_that_is_closed_or_not_approved(plan_world: PlanWorld) -> None:
    one = plan_world.assignment(1)
    for state in (PlanState.DRAFTED, PlanState.CLOSED):
        one.plan.state = state
        assert [who for who in EVERYBODY for held in State if STEPS.verbs_for(held, standing_of(plan_world.person(who)), one)] == []


def test_the_person_whom_it_was_entrusted_to_works_on_it(plan_world: PlanWorld) -> None:
    one = plan_world.assignment(1)
    one.handler = plan_world.person("staff without unit")
    assert set(STEPS.verbs_for(State.GIVEN, standing_of(one.handler), one)) == {Verb.ACCEPT, Verb.REPORT, Verb.COMPLETE, Verb.ASK_MORE_TIME}


def test_a_refusal_says_why(plan_world: PlanWorld) -> None:
    one: Assignment = plan_world.assignment(1)
    with pytest.raises(StepRefused, match="tải lại trang"):
        STEPS.next_state(State.DONE, Verb.ACCEPT, standing_of(plan_world.person("staff")), one)
    with pytest.raises(StepRefused, match="chỉ lãnh đạo cơ quan"):
        STEPS.next_state(State.GIVEN, Verb.EXTEND, standing_of(plan_world.person("staff")), one)
    assert {state for state, verb in STEPS.table if verb == Verb.COMPLETE} == OPEN


@pytest.mark.parametrize(("state", "due", "done", "expected"), [
    (State.GIVEN, date(2026, 3, 1), None, Progress.GIVEN), (State.GIVEN, date(2026, 2, 28), None, Progress.OVERDUE),
    (State.IN_PROGRESS, None, None, Progress.IN_PROGRESS), (State.ACCEPTED, date(2026, 2, 1), None, Progress.OVERDUE),
    (State.DONE, date(2026, 2, 1), date(2026, 2, 1), Progress.DONE_ON_TIME), (State.DONE, date(2026, 2, 1), date(2026, 2, 2), Progress.DONE_LATE),
    (State.DONE, None, date(2026, 2, 2), Progress.DONE_ON_TIME), (State.CANCELLED, date(2026, 2, 1), None, Progress.CANCELLED),
])
def test_how_a_turn_stands_on_the_first_of_march(state: State, due: date | None, done: date | None, expected: Progress) -> None:
    assert progress_of(state, due, done, date(2026, 3, 1)) == expected


def test_turns_of_recurring_assignments() -> None:
    since = date(2026, 2, 10)
    assert turns_due("", year=2026, since=since, due_on=date(2026, 6, 30), due_day=None) == [("", date(2026, 6, 30))]
    assert turns_due("regular", year=2026, since=since, due_on=None, due_day=None) == [("", None)]
    monthly = turns_due("monthly", year=2026, since=since, due_on=date(2026, 4, 30), due_day=31)
    assert monthly == [("tháng 2/2026", date(2026, 2, 28)), ("tháng 3/2026", date(2026, 3, 31)), ("tháng 4/2026", date(2026, 4, 30))]
    assert turns_due("quarterly", year=2026, since=date(2026, 7, 1), due_on=None, due_day=10) == [("quý III/2026", date(2026, 9, 10)), ("quý IV/2026", date(2026, 12, 10))]
    assert [label for label, _day in turns_due("half_yearly", year=2026, since=since, due_on=None, due_day=None)] == ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]
    # Everything of the year is over: one turn is left, so that the assignment is not lost.
    assert turns_due("monthly", year=2025, since=since, due_on=None, due_day=None) == [("", None)]


def test_a_state_that_is_not_known_cannot_be_stored(plan_world: PlanWorld) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=plan_world.turn(1).pk).update(state="overdue")
