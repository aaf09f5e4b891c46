"""Rows for snapshots, in the columns of the engine's table contracts: the catalogue cut where a version or its degree of online service
changes, and the promulgations with the days by which they were due.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import F, Prefetch

from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.web.onestop.procedures.choices import Fee, Online
from parix.web.onestop.procedures.models import OnlineService, Version
from parix.web.onestop.procedures.queries.parts import missing_of

_DEGREES = {Online.LEVEL_1: 2, Online.LEVEL_2: 2, Online.LEVEL_3: 3, Online.PARTIAL: 3, Online.LEVEL_4: 4, Online.END_TO_END: 4}
# Decree 63/2010/NĐ-CP (amended): a province promulgates 5 working days before the legal document comes in force, and publishes within 5
# working days of signing.
_DAYS_BEFORE, _DAYS_AFTER = 5, 5


def procedure_rows() -> Iterator[dict[str, Any]]:
    """By the columns of `PROCEDURES`; two queries."""
    online = Prefetch("procedure__online_services", OnlineService.objects.order_by(F("valid_from").asc(nulls_first=True)), to_attr="held_online")
    for version in Version.objects.select_related("procedure").prefetch_related(online).order_by("procedure", "number"):
        yield from _pieces(version, version.procedure.held_online)  # type: ignore[attr-defined]


def promulgation_rows(calendar: WorkingCalendar) -> Iterator[dict[str, Any]]:
    """By the columns of `PROMULGATIONS`, of the versions that a legal document ordered; one query."""
    for version in Version.objects.select_related("procedure").filter(ordered_on__isnull=False).order_by("procedure", "number"):
        signed = version.promulgated_on
        if version.ordered_on is None or not calendar.first < version.ordered_on < calendar.last:
            continue
        yield {
            "procedure": version.procedure_id, "agency": version.procedure.agency_id, "field": version.procedure.field_id,
            "promulgate_by": _before(calendar, version.ordered_on), "promulgated_on": signed,
            "publish_by": calendar.after(signed, _DAYS_AFTER) if signed and calendar.first < signed < calendar.last else None,
            "published_on": version.published_on,
        }


def procedure_of_version() -> dict[int, int]:
    """The catalogue's number of a procedure by the number of any of its versions; dossiers hold the latter."""
    return dict(Version.objects.values_list("pk", "procedure_id"))


def _pieces(version: Version, online: list[OnlineService]) -> Iterator[dict[str, Any]]:
    """One for each stretch of the version in which its degree of online service stays the same."""
    first = version.valid_from or date.min
    last = version.valid_until + timedelta(days=1) if version.valid_until else None
    turns = [one.valid_from for one in online if one.valid_from and first < one.valid_from and (last is None or one.valid_from < last)]
    for start, end in pairwise([first, *turns, last]):
        assert start is not None
        degree = next((one for one in reversed(online) if one.valid_from is None or one.valid_from <= start), None)
        yield {
            "procedure": version.procedure_id, "agency": version.procedure.agency_id, "field": version.procedure.field_id, "in_force_since": start,
            "in_force_until": end, "is_published": version.published_on is not None, "is_complete": not missing_of(version),
            "online_level": _DEGREES.get(Online(degree.level), 0) if degree else 0, "has_fee": version.fee == Fee.CHARGED,
            "has_online_payment": bool(degree and degree.takes_payment), "needs_population_data": version.needs_population_data,
            "is_population_data_connected": version.is_population_data_connected, "is_one_stop": version.is_one_stop,
            "is_settled_at_counter": version.is_settled_at_counter,
        }


def _before(calendar: WorkingCalendar, day: date) -> date:
    """The last day on which five working days still lie before the day."""
    left = _DAYS_BEFORE
    while left and day > calendar.first:
        day -= timedelta(days=1)
        left -= calendar.is_worked(day)
    return day
