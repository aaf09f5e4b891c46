"""Which promised deadlines a changed calendar touches, and which dossiers somebody is to be reminded of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from parix.foundation.phrases import Text
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.onestop.dossiers.choices import RUNNING
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.queries import clock_book
from parix.web.onestop.dossiers.queries.due_times import due_now, local_day
from parix.web.working_calendar.queries.promises import Changed, Touched

_AT_ONCE = 2_000
_COPIES_LATE = 40  # days: copies from other systems that are older may have ended there long ago


def promises(changed: Changed) -> Iterator[Touched]:
    """Dossiers under way whose time, received before the last changed day, ends on the first or later (setting CALENDAR_PROMISES)."""
    begins, ends = (timezone.make_aware(datetime.combine(day, time())) for day in (changed.first, changed.last + timedelta(days=1)))
    found = Dossier.objects.filter(state__in=RUNNING, source="", due_at__gte=begins, received_at__lt=ends)
    if changed.agency_ids is not None:
        found = found.filter(agency_id__in=changed.agency_ids)
    for held in _batches(found.select_related("procedure").order_by("pk")):
        events = _events([one.pk for one in held if one.supplements or one.extensions or one.fee])
        for one in held:
            promised = local_day(one.due_at)
            would_be = _would_be(changed, one, events[one.pk])
            if promised is not None and would_be is not None and would_be != promised:
                yield Touched(f"dossiers.Dossier:{one.pk}", f"Hồ sơ {one.code}", reverse("dossiers:dossier", args=[one.code]), promised, would_be)


def deadlines(today: date) -> Iterator[Deadline]:
    """Dossiers that are near or past their day, for who works on them (setting NOTICE_DEADLINES): the unit, else the desk's officer."""
    ends = timezone.make_aware(datetime.combine(today + timedelta(days=max(DAYS_BEFORE) + 1), time()))
    own, lately = Q(source=""), Q(due_at__gte=ends - timedelta(days=_COPIES_LATE))
    found = Dossier.objects.filter(own | lately, state__in=RUNNING, due_at__lt=ends).select_related("procedure").order_by("pk")
    for held in _batches(found):
        in_units = people_in_units({one.unit_id for one in held if one.unit_id}, today)
        officers = people_at([Role.REFORM_OFFICER], {one.agency_id for one in held}, today)
        for one in held:
            people = in_units.get(one.unit_id, ()) if one.unit_id else ()
            name, due = one.procedure.name[:120], local_day(one.due_at)
            if due is not None:
                yield Deadline(
                    f"dossiers.Dossier:{one.pk}", Text(f"hồ sơ {one.code}, {name}", f"dossier {one.code}, {name}"), due,
                    reverse("dossiers:dossier", args=[one.code]), tuple(people or officers.get(one.agency_id, ())),
                )


def _would_be(changed: Changed, one: Dossier, events: list[Event]) -> date | None:
    """None where no term is known, or where it ends beyond the calendar."""
    try:
        return local_day(due_now(changed.calendar, one, events, clock_book().on(timezone.localdate(one.received_at))))
    except ProblemsFound:
        return None


def _events(ids: list[int]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for one in Event.objects.filter(dossier_id__in=ids):
        found[one.dossier_id].append(one)
    return found


def _batches(found: QuerySet[Dossier]) -> Iterator[list[Dossier]]:
    last = 0
    while held := list(found.filter(pk__gt=last)[:_AT_ONCE]):
        yield held
        last = held[-1].pk
