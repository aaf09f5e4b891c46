"""Reads of agencies: by code, below a province, as of a day, and as the engine's value.

In: codes, ids, days. Out: rows and querysets; the row's type goes to other rooms from here.
Must not: change anything, or know who asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from parix.foundation import agencies as engine
from parix.foundation.folding import folded
from parix.web.organisations.models import Agency as Agency
from parix.web.organisations.models import Designation
from parix.web.organisations.models import Unit as Unit
from parix.web.organisations.queries.ordering import vietnamese


def in_force(on: date, prefix: str = "") -> Q:
    """For anything with `valid_from` and `valid_until`, below a relation that the prefix names (`memberships__`)."""
    begun = Q((f"{prefix}valid_from__isnull", True)) | Q((f"{prefix}valid_from__lte", on))
    return begun & (Q((f"{prefix}valid_until__isnull", True)) | Q((f"{prefix}valid_until__gte", on)))


def agency_by_code(code: str) -> Agency | None:
    return Agency.objects.select_related("parent").filter(code=code).first()


def agencies_by_code(codes: Iterable[str]) -> dict[str, Agency]:
    return {agency.code: agency for agency in Agency.objects.filter(code__in=list(codes))}


def agencies_by_id(ids: Iterable[int]) -> dict[int, Agency]:
    return Agency.objects.in_bulk(list(ids))


def agencies_of_kind(parent: Agency, kind: str) -> QuerySet[Agency]:
    """Agencies of one kind directly under a parent, such as the departments of a province."""
    return Agency.objects.filter(parent=parent, kind=kind)


def agencies_on(on: date) -> QuerySet[Agency]:
    """The agencies that existed on the day."""
    return Agency.objects.filter(in_force(on))


def agencies_within(ids: Iterable[int], words: str = "", group: str | None = None, kind: str = "") -> QuerySet[Agency]:
    """Of the agencies with these ids, those whose name or code holds every word; in Vietnamese order."""
    found = Agency.objects.filter(pk__in=list(ids)).select_related("parent")
    for word in folded(words).split():
        found = found.filter(Q(folded_name__contains=word) | Q(code__icontains=word))
    if group is not None:
        found = found.filter(ranking_group=group)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by(vietnamese("name"), "code")


def ids_within(tops: Iterable[int]) -> set[int]:
    """Ids of the given agencies and of everything below them."""
    return {agency_id for below in ids_below(tops).values() for agency_id in below}


def ids_below(tops: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each of the agencies, its own id and those of everything below it; one query for each level of the tree."""
    tops = set(tops)
    owners = {top: {top} for top in tops}
    level = tops
    while level:
        fresh: set[int] = set()
        for agency_id, parent_id in Agency.objects.filter(parent_id__in=level).values_list("id", "parent_id"):
            before = owners.setdefault(agency_id, set())
            added = owners[parent_id] - before
            if added:
                before |= added
                fresh.add(agency_id)
        level = fresh
    return {top: frozenset(agency_id for agency_id, above in owners.items() if top in above) for top in tops}


def ids_above(agency_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each of the agencies, its own id and those of the agencies above it, the nearest first; one query for each level."""
    parents: dict[int, int | None] = {}
    level = set(agency_ids)
    asked = tuple(level)
    while level:
        found = dict(Agency.objects.filter(pk__in=level).values_list("id", "parent_id"))
        parents |= found
        level = {parent for parent in found.values() if parent is not None} - parents.keys()
    return {agency_id: _chain(agency_id, parents) for agency_id in asked}


def _chain(agency_id: int | None, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    chain: list[int] = []
    while agency_id is not None and agency_id not in chain:
        chain.append(agency_id)
        agency_id = parents.get(agency_id)
    return tuple(chain)


def tops_within(ids: Iterable[int]) -> QuerySet[Agency]:
    """Those of the agencies that stand at the top of a tree; in Vietnamese order."""
    return Agency.objects.filter(pk__in=list(ids), parent__isnull=True).order_by(vietnamese("name"), "code")


def has_any_agency_besides(codes: Iterable[str]) -> bool:
    return Agency.objects.exclude(code__in=list(codes)).exists()


def ranking_groups(ids: Iterable[int]) -> list[tuple[str, int]]:
    """The ranking groups among these agencies, each with how many agencies it has; agencies outside of any left out."""
    found = Agency.objects.filter(pk__in=list(ids)).exclude(ranking_group="").values_list("ranking_group")
    return list(found.annotate(many=Count("pk")).order_by(vietnamese("ranking_group")))


def designation_on(agency: Agency, on: date) -> tuple[str, str, str]:
    """Name, short name and type that the agency had on the day; those of today where nothing else is known."""
    held = Designation.objects.filter(in_force(on), agency=agency).values_list("name", "short_name", "type_name").first()
    return held or (agency.name, agency.short_name, agency.type_name)


def names_over_time(agency: Agency) -> list[Designation]:
    """Every name and type that the agency had, the newest first; nothing for one that always had the same."""
    return list(agency.designations.order_by(F("valid_from").desc(nulls_last=True)))


def designations_on(ids: Iterable[int], on: date) -> dict[int, tuple[str, str, str]]:
    """The same for many agencies at once, in two queries; agencies that had not changed included."""
    ids = list(ids)
    today = {row[0]: row[1:] for row in Agency.objects.filter(pk__in=ids).values_list("pk", "name", "short_name", "type_name")}
    held = Designation.objects.filter(in_force(on), agency_id__in=ids).values_list("agency_id", "name", "short_name", "type_name")
    return {**today, **{row[0]: row[1:] for row in held}}


def engine_agency(agency: Agency) -> engine.Agency:
    return engine.Agency(agency.code, agency.name, agency.kind, frozenset(agency.traits), agency.ranking_group)
