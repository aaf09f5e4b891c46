"""Approving a plan keeps what was promised and gives its assignments; closing it ends the work on it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.plans.actions.drafting import subject_of
from parix.web.plans.actions.telling import tell_assignment_given
from parix.web.plans.actions.turning import lay_turns
from parix.web.plans.choices import MEASURED_AS, OPEN, PlanState
from parix.web.plans.models import Assignment, Plan, Promise, Turn
from parix.web.plans.rules import may_approve_plan, may_close_plan, may_draft_plan


@transaction.atomic
def approve_plan(*, plan: Plan, by: User, at: datetime) -> Plan:
    """Side effects: the promise of every assignment, its turns, a notice to each unit. Raises PermissionDenied, ProblemsFound."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)
    if held.state != PlanState.DRAFTED:
        raise ProblemsFound([Problem("plans.not_a_draft", "kế hoạch đã được duyệt trước đó", "tải lại trang để xem")])
    if not may_approve_plan(standing_of(by), held):
        raise PermissionDenied("kế hoạch chưa có số và ngày ban hành thì lãnh đạo cơ quan duyệt")
    assignments = list(held.assignments.select_related("lead").prefetch_related("supporting"))
    if not assignments:
        raise ProblemsFound([Problem("plans.empty", "kế hoạch chưa có nhiệm vụ nào", "thêm nhiệm vụ rồi duyệt")])
    held.state, held.approved_by, held.approved_at = PlanState.APPROVED, by, at
    held.save(update_fields=["state", "approved_by", "approved_at"])
    turns = lay_turns(plan=held, assignments=assignments, since=held.issued_on or timezone.localdate(at), by=by, at=at)
    counts: dict[int, int] = {}
    for turn in turns:
        counts[turn.assignment_id] = counts.get(turn.assignment_id, 0) + 1
    Promise.objects.bulk_create([_promised(one, counts[one.pk], at) for one in assignments])
    after = {"title": held.title, "assignments": len(assignments)}
    record(act="plans.plan_approved", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    tell_assignment_given(plan=held, assignments=assignments, by=by, at=at)
    return held


@transaction.atomic
def close_plan(*, plan: Plan, reason: str, by: User, at: datetime) -> Plan:
    """No step is taken any more; what is open stays open and counts as not done."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)
    if not may_close_plan(standing_of(by), held):
        raise PermissionDenied
    left = Turn.objects.filter(assignment__plan=held, state__in=OPEN).count()
    if left and not reason.strip():
        message = f"còn {left} lần thực hiện chưa xong"
        raise ProblemsFound([Problem("plans.reason_missing", message, "ghi lý do kết thúc khi chưa xong, hoặc xử lý nốt")])
    held.state, held.closed_by, held.closed_at = PlanState.CLOSED, by, at
    held.save(update_fields=["state", "closed_by", "closed_at"])
    record(act="plans.plan_closed", subject=subject_of(held), by=by, after={"title": held.title, "open": left}, reason=reason, scope=held.agency.code, at=at)
    return held


def _promised(one: Assignment, turns: int, at: datetime) -> Promise:
    return Promise(
        assignment=one, text=one.text, lead=one.lead_words, support=one.support_words, due_on=one.due_on, due_words=one.due_words,
        recurrence=one.recurrence, product=one.product, turns=turns, promised_at=at,
    )


@transaction.atomic
def count_as(*, plan: Plan, measured_as: str, by: User, at: datetime) -> Plan:
    """What the plan's assignments are counted as, from now on. Raises PermissionDenied, ProblemsFound."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)
    if not may_draft_plan(standing_of(by), held.agency_id):
        raise PermissionDenied
    if measured_as and measured_as not in MEASURED_AS:
        raise ProblemsFound([Problem("plans.measure_unknown", "không có cách đếm này", "chọn trong danh sách")])
    before, held.measured_as = held.measured_as, measured_as
    held.save(update_fields=["measured_as"])
    record(
        act="plans.plan_changed", subject=subject_of(held), by=by, before={"measured_as": before}, after={"measured_as": measured_as},
        scope=held.agency.code, at=at,
    )
    return held
