"""Reads of initiatives: lists with filters, one with its history, units without any, counts, what waits for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Max, QuerySet, When
from django.urls import reverse

from parix.foundation.folding import folded
from parix.foundation.phrases import Text
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.accounts.queries.concerned import people_at
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import units_of
from parix.web.registries.initiatives.choices import COUNTED, RECOGNISED, State
from parix.web.registries.initiatives.models import Application as Application
from parix.web.registries.initiatives.models import Initiative as Initiative


@dataclass(frozen=True, slots=True)
class Filters:
    year: int
    words: str = ""
    state: str = ""
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one agency and year. `units` are those in force; what was withdrawn counts nowhere."""

    units: int
    units_with_one: int
    registered: int
    recognised: int
    applied: int


def initiatives_found(agency_id: int, filters: Filters) -> QuerySet[Initiative]:
    """Those that wait for a decision first, the earliest due before others."""
    found = Initiative.objects.filter(agency_id=agency_id, year=filters.year)
    if filters.state in State.values:
        found = found.filter(state=filters.state)
    if filters.unit:
        found = found.filter(unit_id=filters.unit)
    for word in folded(filters.words).split():
        found = found.filter(search__contains=word)
    place = Case(When(state=State.REGISTERED, then=0), default=1)
    return found.select_related("unit", "decision").prefetch_related("authors").order_by(place, "decide_by", "pk")


def initiative_by_id(pk: int) -> Initiative | None:
    return Initiative.objects.select_related("agency", "unit", "decision", "registered_by").prefetch_related("authors").filter(pk=pk).first()


def applications_of(one: Initiative) -> list[Application]:
    return list(one.applications.select_related("document", "by"))


def authors_text(one: Initiative) -> str:
    """All authors, those who can sign in first; the names are at hand when they were fetched along."""
    names = [author.get_full_name() for author in one.authors.all()]
    return ", ".join([*names, one.author_names] if one.author_names else names)


def units_without_one(agency_id: int, year: int, today: date) -> list[Unit]:
    """The agency's units of the day that have registered none for the year."""
    with_one = set(Initiative.objects.filter(agency_id=agency_id, year=year, state__in=COUNTED).values_list("unit_id", flat=True))
    return [unit for unit in units_of([agency_id], today) if unit.pk not in with_one]


def counts_of(agency_id: int, year: int, today: date) -> Counts:
    """Two queries."""
    units = {unit.pk for unit in units_of([agency_id], today)}
    rows = list(Initiative.objects.filter(agency_id=agency_id, year=year, state__in=COUNTED).values_list("unit_id", "state"))
    return Counts(
        len(units), len({unit for unit, _state in rows} & units), len(rows), sum(state in RECOGNISED for _unit, state in rows),
        sum(state == State.APPLIED for _unit, state in rows),
    )


def is_kept(agency_id: int, year: int) -> bool:
    """Whether the agency keeps its registry here: an empty one says nothing."""
    return Initiative.objects.filter(agency_id=agency_id, year=year).exists()


def last_change(agency_id: int, year: int) -> date | None:
    found = Initiative.objects.filter(agency_id=agency_id, year=year).aggregate(decided=Max("decided_on"), registered=Max("registered_on"))
    return max((day for day in found.values() if day is not None), default=None)


def years_of(agency_id: int) -> list[int]:
    return list(Initiative.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True).distinct())


def people_to_choose(agency_id: int, today: date) -> QuerySet[User]:
    """Who may be named as an author: the agency's people of today."""
    held = people_at(list(Role), [agency_id], today).get(agency_id, ())
    return User.objects.filter(pk__in=held).order_by("full_name")


def deadlines(today: date, agencies: Collection[int] | None = None) -> Iterator[Deadline]:
    """Decisions that are near or past their day, for the officers (settings NOTICE_DEADLINES, START_PAGE_DEADLINES)."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    found = Initiative.objects.filter(state=State.REGISTERED, decide_by__lte=soon)
    waiting = list((found if agencies is None else found.filter(agency_id__in=agencies)).order_by("decide_by", "pk"))
    officers = people_at([Role.REFORM_OFFICER], {one.agency_id for one in waiting}, today)
    for one in waiting:
        yield Deadline(
            f"initiatives.Initiative:{one.pk}", Text(f"xét công nhận sáng kiến «{one.title}»", f"decide on the initiative “{one.title}”"), one.decide_by,
            reverse("initiatives:initiative", args=[one.pk]), tuple(officers.get(one.agency_id, ())),
        )
