"""Drafting, approving, carrying out: what each act leaves behind, what it refuses, who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.models import EvidenceLink
from parix.web.audit_trail.models import Entry
from parix.web.notices.models import Notice
from parix.web.plans.actions.approving import approve_plan, close_plan
from parix.web.plans.actions.carrying_out import entrust
from parix.web.plans.actions.drafting import AssignmentGiven, add_assignments, change_assignment, change_plan, draft_plan, remove_assignment, remove_plan
from parix.web.plans.actions.proving import hand_on
from parix.web.plans.choices import PlanState, State, Verb
from parix.web.plans.models import Assignment, Plan, Promise, PromiseIsFinal, Proof, Step, Turn
from tests.web.assessment.self_world import LEAF, LEAF_OF_INSPECTORATE, SelfWorld
from tests.web.plans.plan_world import HEAD, TODAY, PlanWorld, drafted
from tests.web.worlds import AT, OTHER, OWN


def codes(found: ProblemsFound) -> list[str]:
    return [one.code for one in found.problems]


def acts() -> list[str]:
    return list(Entry.objects.order_by("sequence").filter(act__startswith="plans.").values_list("act", flat=True))


def test_a_plan_is_drafted_with_everything_in_the_journal(self_world: SelfWorld) -> None:
    plan = drafted(self_world)
    assert (plan.state, plan.assignments.count(), Turn.objects.count(), Promise.objects.count()) == (PlanState.DRAFTED, 5, 0, 0)
    assert acts() == ["plans.plan_drafted", *["plans.assignment_added"] * 5]
    assert [one.number for one in plan.assignments.all()] == [1, 2, 3, 4, 5]


def test_all_problems_of_a_plan_and_of_its_rows_at_once(self_world: SelfWorld) -> None:
    officer, agency = self_world.world.people["officer"], self_world.world.agencies[OWN]
    with pytest.raises(ProblemsFound) as found:
        draft_plan(agency=agency, given=replace(HEAD, kind="x", title=" ", year=1900, issued_on=TODAY + timedelta(days=1), measured_as="x"), by=officer, at=AT)
    assert codes(found.value) == ["plans.kind_unknown", "plans.title_missing", "plans.year_odd", "plans.date_in_future", "plans.measure_unknown"]
    plan = draft_plan(agency=agency, given=HEAD, by=officer, at=AT)
    rows = [
        AssignmentGiven(""), AssignmentGiven("x", recurrence="never", due_day=32),
        AssignmentGiven("x", lead=self_world.office, supporting=[self_world.office]), AssignmentGiven("x", recurrence="regular", due_on=TODAY),
    ]
    with pytest.raises(ProblemsFound) as found:
        add_assignments(plan=plan, given=rows, by=officer, at=AT)
    assert [(one.code, one.place.path) for one in found.value.problems] == [
        ("plans.text_missing", "0.text"), ("plans.recurrence_unknown", "1.recurrence"), ("plans.day_impossible", "1.due_day"),
        ("plans.leads_and_supports", "2.supporting"), ("plans.regular_has_due", "3.due_on"),
    ]
    assert Assignment.objects.count() == 0


def test_only_officer_and_director_draft(self_world: SelfWorld) -> None:
    agency = self_world.world.agencies[OWN]
    for who in ("staff", "head", "officer of another", "coordinator", "auditor"):
        with pytest.raises(PermissionDenied):
            draft_plan(agency=agency, given=HEAD, by=self_world.world.people[who], at=AT)
    with pytest.raises(PermissionDenied):
        draft_plan(agency=self_world.world.agencies[OTHER], given=HEAD, by=self_world.world.people["officer"], at=AT)


def test_approving_keeps_the_promise_and_gives_the_turns(plan_world: PlanWorld) -> None:
    promises = Promise.objects.filter(assignment__plan=plan_world.plan).order_by("assignment__number")
    assert [(one.text, one.lead, one.due_on, one.turns) for one in promises] == [
        (one.text, one.lead_words, one.due_on, one.turns.count()) for one in plan_world.plan.assignments.all()
    ]
    assert [one.turns for one in promises] == [1, 1, 4, 1, 1]
    assert set(Turn.objects.values_list("state", flat=True)) == {State.GIVEN}
    assert Step.objects.filter(verb=Verb.GIVE).count() == Turn.objects.count() == 8
    told = Notice.objects.filter(kind="plans.given")
    assert {(one.recipient.username, one.title_vi.split(" được giao ")[0]) for one in told} >= {("staff", "Văn phòng"), ("head", "Văn phòng"), ("staff.of.inspectorate", "Thanh tra")}
    assert told.filter(recipient__username="officer").count() == 0
    with pytest.raises(ProblemsFound):
        approve_plan(plan=plan_world.plan, by=plan_world.person("director"), at=AT)


def test_an_empty_plan_is_not_approved_and_one_not_issued_only_by_the_director(self_world: SelfWorld) -> None:
    people, agency = self_world.world.people, self_world.world.agencies[OWN]
    plan = draft_plan(agency=agency, given=replace(HEAD, number=""), by=people["officer"], at=AT)
    with pytest.raises(PermissionDenied):
        approve_plan(plan=plan, by=people["officer"], at=AT)
    with pytest.raises(ProblemsFound) as found:
        approve_plan(plan=plan, by=people["director"], at=AT)
    assert codes(found.value) == ["plans.empty"]
    add_assignments(plan=plan, given=[AssignmentGiven("Một việc")], by=people["officer"], at=AT)
    assert approve_plan(plan=plan, by=people["director"], at=AT).state == PlanState.APPROVED


def test_what_was_promised_is_never_changed(plan_world: PlanWorld) -> None:
    promise = Promise.objects.all()[0]
    with pytest.raises(PromiseIsFinal):
        promise.save()
    with pytest.raises(PromiseIsFinal):
        promise.delete()
    with pytest.raises(PromiseIsFinal):
        Promise.objects.update(text="x")
    for sql in ("UPDATE plans_promise SET text = 'x'", "DELETE FROM plans_promise"):
        with pytest.raises(DatabaseError, match="final"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_an_approved_plan_is_changed_beside_its_promise(plan_world: PlanWorld) -> None:
    one, officer = plan_world.assignment(1), plan_world.person("officer")
    given = AssignmentGiven("Xây dựng kế hoạch truyền thông", lead=plan_world.inspectorate, due_on=TODAY + timedelta(days=90), leaves=[LEAF])
    with pytest.raises(ProblemsFound) as found:
        change_assignment(assignment=one, given=given, by=officer, at=AT)
    assert codes(found.value) == ["plans.reason_missing"]
    now = change_assignment(assignment=one, given=given, reason="Đổi đơn vị", by=officer, at=AT)
    assert (now.lead_words, now.promise.lead, now.promise.text, now.due_on) == ("Thanh tra", "Văn phòng", "Xây dựng kế hoạch tuyên truyền", one.due_on)
    with pytest.raises(ProblemsFound):
        change_plan(plan=plan_world.plan, given=HEAD, by=officer, at=AT)
    with pytest.raises(ProblemsFound):
        remove_assignment(assignment=one, by=officer, at=AT)
    with pytest.raises(ProblemsFound):
        remove_plan(plan=plan_world.plan, by=officer, at=AT)
    with pytest.raises(PermissionDenied):
        change_assignment(assignment=one, given=given, reason="x", by=plan_world.person("head"), at=AT)


def test_an_assignment_added_later_is_given_at_once_and_promises_nothing(plan_world: PlanWorld) -> None:
    given = [AssignmentGiven("Việc phát sinh", lead=plan_world.inspectorate, due_on=TODAY + timedelta(days=3))]
    with pytest.raises(ProblemsFound):
        add_assignments(plan=plan_world.plan, given=given, by=plan_world.person("officer"), at=AT)
    made = add_assignments(plan=plan_world.plan, given=given, reason="Kết luận giao ban", by=plan_world.person("officer"), at=AT)
    assert (made[0].number, made[0].turns.count(), Promise.objects.filter(assignment=made[0]).exists()) == (6, 1, False)


def test_a_draft_goes_with_everything(self_world: SelfWorld) -> None:
    plan, officer = drafted(self_world), self_world.world.people["officer"]
    remove_assignment(assignment=plan.assignments.all()[0], by=officer, at=AT)
    assert plan.assignments.count() == 4
    remove_plan(plan=plan, by=officer, at=AT)
    assert (Plan.objects.count(), Assignment.objects.count(), acts()[-1]) == (0, 0, "plans.plan_removed")


def test_every_step_leaves_its_time_its_words_and_its_entry(plan_world: PlanWorld) -> None:
    plan_world.step(1, Verb.ACCEPT)
    plan_world.step(1, Verb.REPORT, "staff of inspectorate", note="Đã góp ý", at=AT + timedelta(hours=1))
    plan_world.step(1, Verb.EXTEND, "director", note="Chờ hướng dẫn", due_on=TODAY + timedelta(days=20), at=AT + timedelta(hours=2))
    turn = plan_world.step(1, Verb.COMPLETE, note="Đã ban hành", at=AT + timedelta(hours=3))
    assert (turn.state, turn.done_on, turn.accepted_at, turn.started_at) == (State.DONE, TODAY, AT, AT + timedelta(hours=1))
    assert turn.first_due_on == TODAY - timedelta(days=10)
    assert [(one.verb, one.state, one.note) for one in turn.steps.all()] == [
        ("give", "given", ""), ("accept", "accepted", "Đã làm xong phần việc"), ("report", "in_progress", "Đã góp ý"),
        ("extend", "in_progress", "Chờ hướng dẫn"), ("complete", "done", "Đã ban hành"),
    ]
    assert acts()[-4:] == ["plans.accept", "plans.report", "plans.extend", "plans.complete"]
    assert set(Notice.objects.filter(kind="plans.extended").values_list("recipient__username", flat=True)) == {"staff", "head", "staff.of.inspectorate"}
    assert list(Notice.objects.filter(kind="plans.done").values_list("recipient__username", flat=True)) == ["officer"]


def test_what_a_step_refuses(plan_world: PlanWorld) -> None:
    with pytest.raises(ProblemsFound) as found:
        plan_world.step(1, Verb.COMPLETE, note=" ", done_on=TODAY + timedelta(days=1))
    assert codes(found.value) == ["plans.note_missing", "plans.done_in_future"]
    with pytest.raises(ProblemsFound) as found:
        plan_world.step(1, Verb.EXTEND, "officer", due_on=TODAY - timedelta(days=10))
    assert codes(found.value) == ["plans.not_longer"]
    with pytest.raises(StepRefused):
        plan_world.step(2, Verb.ACCEPT, "staff")
    close_plan(plan=plan_world.plan, reason="Hết năm", by=plan_world.person("officer"), at=AT)
    with pytest.raises(StepRefused):
        plan_world.step(1, Verb.ACCEPT)


def test_a_unit_asks_for_more_time_and_is_answered(plan_world: PlanWorld) -> None:
    wished = TODAY + timedelta(days=20)
    asked = plan_world.step(1, Verb.ASK_MORE_TIME, note="Chờ hướng dẫn", due_on=wished)
    assert (asked.wished_on, asked.due_on != wished, asked.state) == (wished, True, State.GIVEN)
    people = {plan_world.person(one).pk: one for one in ("officer", "director", "staff", "head")}
    told = Notice.objects.filter(kind="plans.more_time_asked").values_list("recipient_id", flat=True)
    assert {people[one] for one in told} == {"officer", "director"}
    with pytest.raises(ProblemsFound) as found:
        plan_world.step(1, Verb.ASK_MORE_TIME, note="Lần nữa", due_on=wished)
    assert codes(found.value) == ["plans.wish_unfit"]
    refused = plan_world.step(1, Verb.REFUSE_MORE_TIME, "director", note="Đủ thời gian", at=AT + timedelta(hours=1))
    assert (refused.wished_on, refused.due_on) == (None, asked.due_on)
    told = Notice.objects.filter(kind="plans.more_time_refused").values_list("recipient_id", flat=True)
    assert {people[one] for one in told if one in people} == {"staff", "head"}
    with pytest.raises(ProblemsFound) as found:
        plan_world.step(1, Verb.REFUSE_MORE_TIME, "director", note="Đủ thời gian")
    assert codes(found.value) == ["plans.wish_unfit"]
    plan_world.step(1, Verb.ASK_MORE_TIME, note="Bão", due_on=wished, at=AT + timedelta(hours=2))
    longer = plan_world.step(1, Verb.EXTEND, "officer", note="Đồng ý", due_on=wished, at=AT + timedelta(hours=3))
    assert (longer.wished_on, longer.due_on) == (None, wished)
    verbs = [Verb.ASK_MORE_TIME, Verb.REFUSE_MORE_TIME, Verb.ASK_MORE_TIME, Verb.EXTEND]
    assert list(Step.objects.filter(turn=longer).exclude(verb=Verb.GIVE).order_by("at").values_list("verb", flat=True)) == verbs


def test_cancelled_and_done_are_opened_again_with_a_reason(plan_world: PlanWorld) -> None:
    plan_world.step(1, Verb.CANCEL, "officer", note="Không còn cần")
    assert plan_world.step(1, Verb.REOPEN, "officer", note="Vẫn cần").state == State.GIVEN
    plan_world.step(1, Verb.COMPLETE)
    turn = plan_world.step(1, Verb.REOPEN, "director", note="Thiếu phụ lục")
    assert (turn.state, turn.done_on) == (State.IN_PROGRESS, None)


def test_a_plan_with_open_work_is_closed_with_a_reason(plan_world: PlanWorld) -> None:
    with pytest.raises(ProblemsFound) as found:
        close_plan(plan=plan_world.plan, reason="", by=plan_world.person("director"), at=AT)
    assert codes(found.value) == ["plans.reason_missing"]
    assert close_plan(plan=plan_world.plan, reason="Hết năm", by=plan_world.person("director"), at=AT).state == PlanState.CLOSED


def test_entrusting_to_a_colleague(plan_world: PlanWorld) -> None:
    one = plan_world.assignment(1)
    assert entrust(assignment=one, handler=plan_world.person("staff"), by=plan_world.person("head"), at=AT).handler == plan_world.person("staff")
    with pytest.raises(ProblemsFound):
        entrust(assignment=one, handler=plan_world.person("officer of another"), by=plan_world.person("head"), at=AT)
    with pytest.raises(PermissionDenied):
        entrust(assignment=one, handler=None, by=plan_world.person("staff"), at=AT)


def test_the_papers_of_a_result_reach_the_linked_leaf(plan_world: PlanWorld) -> None:
    document = plan_world.document()
    turn = plan_world.step(1, Verb.COMPLETE, documents=[document])
    assert list(Proof.objects.filter(turn=turn).values_list("document_id", flat=True)) == [document.pk]
    links = EvidenceLink.objects.in_force().filter(participation=plan_world.inner.own, document=document)
    assert [(one.leaf_key, one.number, one.added_by) for one in links] == [(LEAF, "5", plan_world.person("staff"))]
    assert links[0].proves.startswith("Kết quả nhiệm vụ: Xây dựng")


def test_papers_wait_for_somebody_who_may_link_them(plan_world: PlanWorld) -> None:
    Assignment.objects.filter(pk=plan_world.assignment(1).pk).update(leaves=[LEAF_OF_INSPECTORATE, "no_such_leaf"])
    document = plan_world.document()
    plan_world.step(1, Verb.COMPLETE, documents=[document])
    assert EvidenceLink.objects.count() == 0
    done = hand_on(assignment=plan_world.assignment(1), documents=[document], by=plan_world.person("officer"), at=AT)
    assert (done.linked, done.refused, EvidenceLink.objects.count()) == (1, (), 1)
    assert hand_on(assignment=plan_world.assignment(1), documents=[document], by=plan_world.person("officer"), at=AT).linked == 0
