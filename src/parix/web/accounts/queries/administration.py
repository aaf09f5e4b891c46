"""The part of the tree that an administrator looks after: the agency of a page, what lies below it, and what may be done there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from parix.web.accounts.models import User
from parix.web.accounts.queries.people import Filters, PersonRow, agency_ids_of, counts_by_agency, people_found, rows_of
from parix.web.accounts.rules import Standing, is_administrator_of, may_change_agency, may_edit_person, may_see_people_of, needs_second_factor
from parix.web.organisations.queries import Agency, Unit, agencies_within, agency_by_code, ids_within, ranking_groups
from parix.web.organisations.queries.units import units_of
from parix.web.organisations.rules import is_top

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Grounds:
    """`reach` are the agency and those below it that this person may see; the auditor may see and not change."""

    agency: Agency
    reach: frozenset[int]
    may_change: bool
    may_change_agency: bool
    at_top: bool

    @property
    def has_more(self) -> bool:
        return len(self.reach) > 1


@dataclass(frozen=True, slots=True)
class PeoplePage:
    grounds: Grounds
    filters: Filters
    page: Page[User]
    rows: list[PersonRow]
    units: list[Unit]
    agencies: list[Agency]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    agency: Agency
    people: int
    is_ended: bool


def grounds_of(standing: Standing, code: str) -> Grounds | None:
    """None for an agency that does not exist or that the person may not see the people of: both look alike from outside."""
    agency = agency_by_code(code)
    if agency is None or not may_see_people_of(standing, agency.pk):
        return None
    reach = frozenset(ids_within([agency.pk])) & (standing.administers | standing.audits)
    return Grounds(
        agency, reach, is_administrator_of(standing, agency.pk), may_change_agency(standing, agency.pk, agency.parent_id), is_top(agency.parent_id),
    )


def people_page(grounds: Grounds, filters: Filters, number: str, on: date) -> PeoplePage:
    """One page of the list; the same number of queries for one person and for thousands."""
    page = Paginator(people_found(grounds.reach, filters, on), PER_PAGE).get_page(number)
    agencies = list(agencies_within(grounds.reach)) if grounds.has_more else []
    chosen = next((agency for agency in agencies if agency.code == filters.agency), None if grounds.has_more else grounds.agency)
    units = list(units_of([chosen.pk], on)) if chosen else []
    return PeoplePage(grounds, filters, page, rows_of(page.object_list, grounds.reach, on), units, agencies)


def agency_rows(standing: Standing, words: str, group: str, on: date) -> list[AgencyRow]:
    """Every agency that the person looks after or audits, with how many people it has."""
    ids = standing.administers | standing.audits
    people = counts_by_agency(ids, on)
    return [
        AgencyRow(agency, people.get(agency.pk, 0), agency.valid_until is not None and agency.valid_until < on)
        for agency in agencies_within(ids, words, group or None)
    ]


def tops_looked_after(standing: Standing) -> list[Agency]:
    """The tops of trees that the person administers: provinces, ministries."""
    return [agency for agency in agencies_within(standing.administers) if is_top(agency.parent_id)]


def groups_within(standing: Standing) -> Sequence[tuple[str, int]]:
    return ranking_groups(standing.administers | standing.audits)


def may_be_edited(standing: Standing, person: User) -> bool:
    return may_edit_person(standing, agency_ids_of(person.pk), is_operator=person.is_superuser or person.is_staff)


def owes_second_factor(standing: Standing, required: Sequence[str], has_one: bool) -> bool:
    return not has_one and needs_second_factor(standing, required)
