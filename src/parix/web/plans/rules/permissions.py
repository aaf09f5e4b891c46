"""Predicates over a person's standing and a plan or assignment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from parix.web.accounts.rules import Standing, is_auditor_over, is_coordinator_over, is_director_of, is_head_of, is_in_unit, is_member_of, is_officer_of
from parix.web.plans.choices import PlanState


class PlanLike(Protocol):
    state: str

    @property
    def agency_id(self) -> int: ...

    @property
    def is_issued(self) -> bool: ...


class AssignmentLike(Protocol):
    """`agency_id` is the plan's; `unit_ids` are the lead unit and the supporting ones."""

    @property
    def agency_id(self) -> int: ...

    @property
    def plan_state(self) -> str: ...

    @property
    def lead_id(self) -> int | None: ...

    @property
    def handler_id(self) -> int | None: ...

    @property
    def supporting_ids(self) -> Iterable[int]: ...


def has_plans(standing: Standing) -> bool:
    """Works for an agency, or looks over some; appraisers and the council see papers, not the work that made them."""
    return bool(standing.member_of or standing.coordinates or standing.audits)


def may_see_plans(standing: Standing, agency_id: int) -> bool:
    return is_member_of(standing, agency_id) or is_coordinator_over(standing, agency_id) or is_auditor_over(standing, agency_id)


def may_draft_plan(standing: Standing, agency_id: int) -> bool:
    """Reads documents in, types and imports: the officer who keeps the agency's reform work together, and its director."""
    return is_officer_of(standing, agency_id) or is_director_of(standing, agency_id)


def may_change_plan(standing: Standing, plan: PlanLike) -> bool:
    """Its head and its list of assignments, freely, until it is approved."""
    return plan.state == PlanState.DRAFTED and may_draft_plan(standing, plan.agency_id)


def may_approve_plan(standing: Standing, plan: PlanLike) -> bool:
    """The director; the officer too for a document that was signed and numbered elsewhere, which is in force already."""
    if plan.state != PlanState.DRAFTED:
        return False
    return is_director_of(standing, plan.agency_id) or (plan.is_issued and is_officer_of(standing, plan.agency_id))


def may_close_plan(standing: Standing, plan: PlanLike) -> bool:
    return plan.state == PlanState.APPROVED and may_draft_plan(standing, plan.agency_id)


def may_direct(standing: Standing, assignment: AssignmentLike) -> bool:
    """Extends, cancels, opens again, changes after approval: with a reason, and never one's own unit alone."""
    return assignment.plan_state == PlanState.APPROVED and may_draft_plan(standing, assignment.agency_id)


def may_work_on(standing: Standing, assignment: AssignmentLike) -> bool:
    """Accepts and completes: the person whom it was entrusted to, the lead unit, and the officer for whoever cannot sign in."""
    if assignment.plan_state != PlanState.APPROVED:
        return False
    leads = assignment.lead_id is not None and is_in_unit(standing, assignment.lead_id)
    handles = standing.user_id is not None and assignment.handler_id == standing.user_id and is_member_of(standing, assignment.agency_id)
    return leads or handles or is_officer_of(standing, assignment.agency_id)


def may_report_on(standing: Standing, assignment: AssignmentLike) -> bool:
    """Says how it goes: whoever works on it, and the supporting units."""
    supports = assignment.plan_state == PlanState.APPROVED and any(is_in_unit(standing, one) for one in assignment.supporting_ids)
    return supports or may_work_on(standing, assignment)


def may_entrust(standing: Standing, assignment: AssignmentLike) -> bool:
    """Names the person who does it: the head of the lead unit, or the officer."""
    if assignment.plan_state != PlanState.APPROVED:
        return False
    heads = assignment.lead_id is not None and is_head_of(standing, assignment.lead_id)
    return heads or is_officer_of(standing, assignment.agency_id)
