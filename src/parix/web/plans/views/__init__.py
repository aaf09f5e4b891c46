"""Pages of plans: lists in four views, a plan, an assignment, readings of documents, workbooks, the monthly briefing.

In: requests of signed-in people. Out: pages. Must not: write through the ORM, or say of what somebody may not see that it exists.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.foundation.problems import Problem
from parix.web.accounts.queries import standing_for
from parix.web.accounts.rules import Standing
from parix.web.organisations.queries import Agency, agencies_within
from parix.web.organisations.queries.units import units_of
from parix.web.plans.forms.plans import AssignmentForm
from parix.web.plans.queries import Assignment, Plan, assignment_by_id, plan_by_id
from parix.web.plans.queries.leaves import leaf_choices
from parix.web.plans.rules import may_draft_plan, may_see_plans

ROOM = "plans"


def agencies_seen(standing: Standing) -> list[Agency]:
    """Own agencies first: whoever looks over many still sees the own one when nothing is asked."""
    seen = standing.member_of | standing.coordinates | standing.audits
    found = list(agencies_within(seen))
    if not found:
        raise PermissionDenied
    return sorted(found, key=lambda one: (one.pk not in standing.member_of, one.parent_id is None))


def agency_of(request: HttpRequest, *, to_draft: bool = False) -> tuple[Agency, list[Agency]]:
    """The agency that the address asks for, else one's own; and all that one may choose. Raises PermissionDenied, Http404."""
    standing = standing_for(request)
    agencies = [one for one in agencies_seen(standing) if not to_draft or may_draft_plan(standing, one.pk)]
    if not agencies:
        raise PermissionDenied
    code = request.POST.get("co_quan") or request.GET.get("co_quan", "")
    chosen = next((one for one in agencies if one.code == code), None if code else agencies[0])
    if chosen is None:
        raise Http404("no such agency")
    return chosen, agencies


def plan_for(request: HttpRequest, plan_id: int, *, to_draft: bool = False) -> Plan:
    """Somebody else's does not exist. Raises Http404, or PermissionDenied for whoever may only read."""
    plan, standing = plan_by_id(plan_id), standing_for(request)
    if plan is None or not may_see_plans(standing, plan.agency_id):
        raise Http404("no such plan")
    if to_draft and not may_draft_plan(standing, plan.agency_id):
        raise PermissionDenied
    return plan


def assignment_for(request: HttpRequest, assignment_id: int) -> Assignment:
    found = assignment_by_id(assignment_id)
    if found is None or not may_see_plans(standing_for(request), found.agency_id):
        raise Http404("no such assignment")
    return found


def assignment_form(kind: type[AssignmentForm], agency: Agency, *given: object, **more: object) -> AssignmentForm:
    units = list(units_of([agency.pk], timezone.localdate()))
    return kind(*given, units=units, leaves=leaf_choices(agency), **more)


def say(request: HttpRequest, problems: Iterable[Problem]) -> None:
    for one in problems:
        messages.error(request, f"{one.message[:1].upper()}{one.message[1:]}: {one.remedy}.")
