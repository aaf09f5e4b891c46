"""Reads of outreach: the year's items with filters and counts, contests, their public pages, rankings.

In: ids, filters, a moment. Out: querysets and small frozen rows, in as many queries for four thousand entrants as for one. Must not:
change anything, or open what is sealed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, Sum, When
from django.urls import reverse

from parix.foundation.folding import folded
from parix.foundation.phrases import Text
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.registries.outreach.choices import ItemState
from parix.web.registries.outreach.models import Item as Item
from parix.web.registries.outreach.models import OutreachPlan as OutreachPlan


@dataclass(frozen=True, slots=True)
class Filters:
    year: int
    words: str = ""
    state: str = ""
    channel: str = ""
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one agency and year; what was dropped with a reason is not asked for any more. `channels` are those that were really used."""

    planned: int
    done: int
    channels: int
    times: int
    people: int

    @property
    def is_completed(self) -> bool:
        return 0 < self.planned == self.done


def plan_of(agency_id: int, year: int) -> OutreachPlan | None:
    return OutreachPlan.objects.select_related("document").filter(agency_id=agency_id, year=year).first()


def items_found(agency_id: int, filters: Filters) -> QuerySet[Item]:
    """What is still to be done first, the earliest due before others: so what is overdue leads."""
    found = Item.objects.filter(plan__agency_id=agency_id, plan__year=filters.year)
    if filters.state in ItemState.values:
        found = found.filter(state=filters.state)
    if filters.channel:
        found = found.filter(channel=filters.channel)
    if filters.unit:
        found = found.filter(unit_id=filters.unit)
    for word in folded(filters.words).split():
        found = found.filter(search__contains=word)
    return found.select_related("unit", "document").order_by(Case(When(state=ItemState.PLANNED, then=0), default=1), "due_on", "pk")


def item_by_id(pk: int) -> Item | None:
    return Item.objects.select_related("plan__agency", "plan__document", "unit", "document").filter(pk=pk).first()


def counts_of(agency_id: int, year: int) -> Counts:
    """One query."""
    done = Q(state=ItemState.DONE)
    found = Item.objects.filter(plan__agency_id=agency_id, plan__year=year).aggregate(
        planned=Count("pk", filter=~Q(state=ItemState.DROPPED)), done=Count("pk", filter=done), channels=Count("channel", filter=done, distinct=True),
        times=Sum("times", filter=done, default=0), people=Sum("people", filter=done, default=0),
    )
    return Counts(**found)


def years_of(agency_id: int) -> list[int]:
    return list(OutreachPlan.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True))


def deadlines(today: date, agencies: Collection[int] | None = None) -> Iterator[Deadline]:
    """Items that are near or past their day: for their units, else the officers (settings NOTICE_DEADLINES, START_PAGE_DEADLINES)."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    found = Item.objects.filter(state=ItemState.PLANNED, due_on__lte=soon)
    waiting = list((found if agencies is None else found.filter(plan__agency_id__in=agencies)).select_related("plan").order_by("due_on", "pk"))
    in_units = people_in_units({one.unit_id for one in waiting}, today)
    officers = people_at([Role.REFORM_OFFICER], {one.plan.agency_id for one in waiting}, today)
    for one in waiting:
        people = in_units.get(one.unit_id) or officers.get(one.plan.agency_id, ())
        said = f"tuyên truyền: {one.text[:150]}"
        yield Deadline(f"outreach.Item:{one.pk}", Text(said, f"outreach: {one.text[:150]}"), one.due_on, reverse("outreach:item", args=[one.pk]), tuple(people))
