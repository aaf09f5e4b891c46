"""Reads of plans: one plan with all that is known of it, lists in every view, what is due, counts.

In: standings, ids, filters, days. Out: rows of this room, small frozen values. Must not: write, read the clock, or decide who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from parix.web.plans.choices import OPEN, PlanState, State
from parix.web.plans.models import Assignment as Assignment
from parix.web.plans.models import KeptTable as KeptTable
from parix.web.plans.models import Plan as Plan
from parix.web.plans.models import Proof as Proof
from parix.web.plans.models import Reading as Reading
from parix.web.plans.models import Step
from parix.web.plans.models import Turn as Turn


def plan_by_id(plan_id: int) -> Plan | None:
    return Plan.objects.select_related("agency", "document", "approved_by", "drafted_by", "closed_by").filter(pk=plan_id).first()


def plans_of(agency_id: int, *, year: int | None = None) -> QuerySet[Plan]:
    """With how many turns each has, how many are done and how many are open beyond their day: `of`, `done`; the day is the page's."""
    found = Plan.objects.filter(agency_id=agency_id).select_related("document")
    if year is not None:
        found = found.filter(year=year)
    counted = {
        "listed": Count("assignments", distinct=True),
        "of": Count("assignments__turns", filter=~Q(assignments__turns__state=State.CANCELLED), distinct=True),
        "done": Count("assignments__turns", filter=Q(assignments__turns__state=State.DONE), distinct=True),
    }
    return found.annotate(**counted).order_by("-year", "-drafted_at", "pk")


def years_of(agency_id: int) -> list[int]:
    return list(Plan.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True).distinct())


def assignment_by_id(assignment_id: int) -> Assignment | None:
    """With its plan, units, promise, turns, their steps and papers: seven queries, however many turns there are."""
    steps = Prefetch("steps", Step.objects.select_related("by").order_by("at", "pk"))
    proofs = Prefetch("proofs", Proof.objects.select_related("document__current", "given_by"))
    turns = Prefetch("turns", Turn.objects.order_by("number").prefetch_related(steps, proofs))
    found = Assignment.objects.select_related("plan__agency", "plan__document", "lead", "handler", "promise", "added_by")
    return found.prefetch_related("supporting", turns).filter(pk=assignment_id).first()


def turn_by_id(turn_id: int) -> Turn | None:
    return Turn.objects.select_related("assignment__plan__agency", "assignment__lead").filter(pk=turn_id).first()


def turns_in(agency_ids: Iterable[int]) -> QuerySet[Turn]:
    """Turns of approved and closed plans, with all that a list says of them: two queries."""
    found = Turn.objects.filter(assignment__plan__agency_id__in=list(agency_ids)).exclude(assignment__plan__state=PlanState.DRAFTED)
    return found.select_related("assignment__plan", "assignment__lead", "assignment__handler").prefetch_related("assignment__supporting")


def open_turns_in(agency_ids: Iterable[int]) -> QuerySet[Turn]:
    return turns_in(agency_ids).filter(state__in=OPEN, assignment__plan__state=PlanState.APPROVED)


def reading_by_id(reading_id: UUID | str) -> Reading | None:
    return Reading.objects.select_related("agency", "document__current__file", "document__agency", "asked_by", "plan").filter(pk=reading_id).first()


def readings_of(agency_id: int) -> list[Reading]:
    """Those that still wait for somebody, the newest first."""
    found = Reading.objects.filter(agency_id=agency_id, state__in=("waiting", "read")).select_related("document__current", "asked_by")
    return list(found.order_by("-asked_at", "pk")[:50])


def kept_table(table_id: UUID, user_id: int) -> KeptTable | None:
    """One's own workbook; nobody else's."""
    return KeptTable.objects.select_related("plan__agency").filter(pk=table_id, uploaded_by_id=user_id).first()


def plans_from(document_id: UUID) -> list[Plan]:
    return list(Plan.objects.filter(document_id=document_id).order_by("-drafted_at", "pk"))


def measured_plans(agency_ids: Iterable[int] | None = None) -> dict[int, set[str]]:
    """As what the plans of each agency are counted; agencies without such a plan are left out."""
    plans = Plan.objects.exclude(measured_as="").exclude(state=PlanState.DRAFTED)
    if agency_ids is not None:
        plans = plans.filter(agency_id__in=list(agency_ids))
    found: dict[int, set[str]] = {}
    for agency_id, kind in plans.values_list("agency_id", "measured_as").distinct():
        found.setdefault(agency_id, set()).add(kind)
    return found
