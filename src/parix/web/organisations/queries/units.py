"""Reads of units: of an agency, as of a day, and which of them does the work that a leaf's `lead` names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from parix.foundation.folding import folded
from parix.web.organisations.models import Agency, Unit
from parix.web.organisations.queries import in_force
from parix.web.organisations.queries.ordering import vietnamese
from parix.web.organisations.rules import serving


def units_of(agency_ids: Iterable[int], on: date | None = None) -> QuerySet[Unit]:
    """Units of the agencies in Vietnamese order; with a day, those that existed then."""
    found = Unit.objects.filter(agency_id__in=list(agency_ids)).select_related("agency")
    if on is not None:
        found = found.filter(in_force(on))
    return found.order_by(vietnamese("name"), "pk")


def units_by_id(ids: Iterable[int]) -> dict[int, Unit]:
    return Unit.objects.in_bulk(list(ids))


def units_found(agency_ids: Iterable[int], *, words: str = "", kind: str = "", state: str = "", on: date) -> QuerySet[Unit]:
    """Units by words of the name or code, by kind, and by state: `closed`, `all`, otherwise those that exist on the day."""
    found = units_of(agency_ids, None if state in ("closed", "all") else on)
    if state == "closed":
        found = found.exclude(in_force(on))
    for word in folded(words).split():
        found = found.filter(Q(folded_name__contains=word) | Q(code__icontains=word))
    return found.filter(kind=kind) if kind else found


def unit_by_code(agency: Agency, code: str) -> Unit | None:
    return Unit.objects.filter(agency=agency, code=code).select_related("agency").first()


def unit_serving(agency: Agency, lead: str, on: date) -> Unit | None:
    """The unit that leads such work in the agency on the day; None when none or several would."""
    units = {unit.pk: unit for unit in units_of([agency.pk], on)}
    found = serving([(unit.pk, unit.kind, unit.duties) for unit in units.values()], lead)
    return None if found is None else units[found]


def units_serving(agency_ids: Iterable[int], leads: Iterable[str], on: date) -> Mapping[tuple[int, str], Unit]:
    """The same for many agencies and kinds of work in one query: (agency, kind of work) to unit."""
    by_agency: dict[int, list[Unit]] = {}
    for unit in units_of(agency_ids, on):
        by_agency.setdefault(unit.agency_id, []).append(unit)
    found: dict[tuple[int, str], Unit] = {}
    for agency_id, units in by_agency.items():
        by_id = {unit.pk: unit for unit in units}
        shapes = [(unit.pk, unit.kind, unit.duties) for unit in units]
        for lead in set(leads):
            unit_id = serving(shapes, lead)
            if unit_id is not None:
                found[agency_id, lead] = by_id[unit_id]
    return found
