"""Reads of inspections: the year's list, findings with what is overdue first, counts, who keeps the registry of an agency."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.urls import reverse

from parix.foundation.folding import folded
from parix.foundation.phrases import Text
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.accounts.rules import Standing
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.organisations.queries import Agency, agencies_on, in_force
from parix.web.organisations.queries.units import units_of
from parix.web.registries.inspections.choices import INSPECTORATE, FindingState, State
from parix.web.registries.inspections.models import Finding as Finding
from parix.web.registries.inspections.models import Inspection as Inspection
from parix.web.registries.inspections.rules import Rights, may_keep, may_remedy


@dataclass(frozen=True, slots=True)
class Filters:
    """`state` is one of an inspection, or `overdue`, `unfixed` for findings."""

    year: int
    words: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one agency and year: what could be inspected (units, agencies below) and what was; findings and how they stand."""

    units: int
    units_inspected: int
    below: int
    below_inspected: int
    inspections: int
    findings: int
    remedied: int
    on_time: int
    overdue: int


def inspections_found(agency_id: int, filters: Filters, today: date) -> QuerySet[Inspection]:
    """With the numbers of findings, those with overdue ones first; the agency's own and those in which it was inspected from above."""
    late = Q(findings__state=FindingState.OPEN, findings__fix_by__lt=today)
    found = Inspection.objects.filter(Q(agency_id=agency_id) | Q(below_id=agency_id), year=filters.year)
    if filters.state in State.values:
        found = found.filter(state=filters.state)
    for word in folded(filters.words).split():
        found = found.filter(search__contains=word)
    found = found.annotate(
        found=Count("findings"), unfixed=Count("findings", filter=Q(findings__state=FindingState.OPEN)), overdue=Count("findings", filter=late),
    )
    if filters.state == "overdue":
        found = found.filter(overdue__gt=0)
    elif filters.state == "unfixed":
        found = found.filter(unfixed__gt=0)
    return found.select_related("decision", "conclusion").order_by(Case(When(overdue__gt=0, then=0), default=1), "planned_on", "pk")


def overdue_findings(agency_id: int, today: date, most: int = 20) -> list[Finding]:
    """Of every year: what was not mended in time, the longest overdue first."""
    late = Finding.objects.filter(state=FindingState.OPEN, fix_by__lt=today).filter(Q(inspection__agency_id=agency_id) | Q(inspection__below_id=agency_id))
    return list(late.select_related("inspection").order_by("fix_by", "pk")[:most])


def inspection_by_id(pk: int) -> Inspection | None:
    return Inspection.objects.select_related("agency", "unit", "below", "decision", "conclusion").filter(pk=pk).first()


def findings_of(one: Inspection) -> list[Finding]:
    return list(one.findings.select_related("document").order_by(Case(When(state=FindingState.OPEN, then=0), default=1), "fix_by", "pk"))


def finding_by_id(pk: int) -> Finding | None:
    return Finding.objects.select_related("inspection__agency", "document").filter(pk=pk).first()


def findings_listed(inspections: QuerySet[Inspection]) -> list[Finding]:
    """For a workbook."""
    found = Finding.objects.filter(inspection__in=list(inspections.values_list("pk", flat=True))).select_related("inspection", "document")
    return list(found.order_by(Case(When(state=FindingState.OPEN, then=0), default=1), "fix_by", "pk"))


def agencies_below(agency: Agency, today: date) -> list[Agency]:
    return list(agencies_on(today).filter(parent=agency).order_by("folded_name"))


def counts_of(agency: Agency, year: int, today: date) -> Counts:
    """Five queries."""
    units = {unit.pk for unit in units_of([agency.pk], today)}
    below = set(Agency.objects.filter(in_force(today), parent=agency).values_list("pk", flat=True))
    own = Inspection.objects.filter(agency=agency, year=year)
    done = list(own.filter(state=State.INSPECTED).values_list("unit_id", "below_id"))
    fixed = Q(state=FindingState.REMEDIED)
    counted = Finding.objects.filter(inspection__agency=agency, inspection__year=year).aggregate(
        findings=Count("pk"), remedied=Count("pk", filter=fixed), on_time=Count("pk", filter=fixed & Q(remedied_on__lte=F("fix_by"))),
        overdue=Count("pk", filter=Q(state=FindingState.OPEN, fix_by__lt=today)),
    )
    return Counts(
        len(units), len({unit for unit, _below in done} & units), len(below), len({one for _unit, one in done} & below), len(done), **counted,
    )


def is_kept(agency_id: int, year: int) -> bool:
    return Inspection.objects.filter(agency_id=agency_id, year=year).exists()


def years_of(agency_id: int) -> list[int]:
    return list(Inspection.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True).distinct())


def inspectorate_of(agency_id: int, today: date) -> frozenset[int]:
    return frozenset(units_of([agency_id], today).filter(kind=INSPECTORATE).values_list("pk", flat=True))


def keeps(standing: Standing, agency: Agency, today: date) -> bool:
    return may_keep(standing, agency.pk, inspectorate_of(agency.pk, today), at_top=agency.parent_id is None)


def rights_in(standing: Standing, one: Inspection, today: date) -> Rights:
    """One query; the inspection's agency is at hand."""
    inspectorate, at_top = inspectorate_of(one.agency_id, today), one.agency.parent_id is None
    return Rights(may_keep(standing, one.agency_id, inspectorate, at_top=at_top), may_remedy(standing, one, inspectorate, at_top=at_top))


def people_inspected(one: Inspection, today: date) -> tuple[int, ...]:
    """Who was inspected: the unit's people, else the officers of the agency below."""
    if one.unit_id is not None:
        return people_in_units([one.unit_id], today).get(one.unit_id, ())
    return people_at([Role.REFORM_OFFICER, Role.DIRECTOR], [one.below_id or 0], today).get(one.below_id or 0, ())


def deadlines(today: date, agencies: Collection[int] | None = None) -> Iterator[Deadline]:
    """Findings that are near or past their day, for whoever was inspected (settings NOTICE_DEADLINES, START_PAGE_DEADLINES)."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    found = Finding.objects.filter(state=FindingState.OPEN, fix_by__lte=soon)
    if agencies is not None:
        found = found.filter(Q(inspection__agency_id__in=agencies) | Q(inspection__below_id__in=agencies))
    waiting = list(found.select_related("inspection").order_by("fix_by", "pk"))
    in_units = people_in_units({one.inspection.unit_id for one in waiting if one.inspection.unit_id}, today)
    below = people_at([Role.REFORM_OFFICER], {one.inspection.below_id for one in waiting if one.inspection.below_id}, today)
    for one in waiting:
        held = one.inspection
        people = in_units.get(held.unit_id, ()) if held.unit_id else below.get(held.below_id or 0, ())
        yield Deadline(
            f"inspections.Finding:{one.pk}", Text(f"khắc phục tồn tại: {one.text[:150]}", f"mend a finding: {one.text[:150]}"), one.fix_by,
            reverse("inspections:inspection", args=[held.pk]), tuple(people),
        )
