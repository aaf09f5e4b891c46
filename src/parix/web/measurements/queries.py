"""Reads of measurements."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from parix.foundation.periods import Period
from parix.web.measurements.models import Measurement as Measurement

ORDER = ("agency_id", "code", "period_start", "period_end")

def current_measurements(agency_ids: Iterable[int], periods: Iterable[Period]) -> QuerySet[Measurement]:
    """The rows that count for these agencies and exactly these periods, in a fixed order."""
    return _of(agency_ids, periods).filter(superseded_at__isnull=True)


def measurements_known_at(agency_ids: Iterable[int], periods: Iterable[Period], moment: datetime) -> QuerySet[Measurement]:
    """The rows that counted at the moment: recorded by then, and not yet superseded."""
    return _of(agency_ids, periods).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment)


def measurements_true_on(agency_ids: Iterable[int], periods: Iterable[Period], day: date, moment: datetime) -> list[Measurement]:
    """Of each agency, code and period the fact that was true on the day, as it was known at the moment: of the rows recorded by
    then whose own day (`stated_on`) had come, the one recorded last. So a report of June does not hide that of March in April,
    and a correction of March's report made in July is what April is judged by."""
    newest: dict[tuple[int, str, date, date], Measurement] = {}
    for row in _of(agency_ids, periods).filter(recorded_at__lte=moment).order_by(*ORDER, "recorded_at", "pk"):
        if stated_on(row) <= day:
            newest[row.agency_id, row.code, row.period_start, row.period_end] = row
    return list(newest.values())


def stated_on(row: Measurement) -> date:
    """The day of the row's source, or else the day on which it was recorded. Of a month or year, the last day."""
    return day_of(row.source_date) or timezone.localdate(row.recorded_at)


def day_of(written: str) -> date | None:
    """`2026-03-31`, `2026-03`, `2026` or `31/03/2026`; None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", written) or re.fullmatch(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", written)
    if found is None:
        return None
    parts = found.groupdict()
    year, month, day = (parts["y"], parts["m"], parts["d"]) if parts else found.groups()
    whole_year, whole_month = int(year), int(month or 12)
    try:
        return date(whole_year, whole_month, int(day) if day else monthrange(whole_year, whole_month)[1])
    except ValueError:
        return None


def _of(agency_ids: Iterable[int], periods: Iterable[Period]) -> QuerySet[Measurement]:
    wanted = Q(pk__in=[])
    for period in periods:
        wanted |= Q(period_start=period.start, period_end=period.end)
    return Measurement.objects.filter(wanted, agency_id__in=list(agency_ids)).order_by(*ORDER)


def hold_measurements(agency_id: int, periods: Iterable[Period]) -> list[Measurement]:
    """The same rows of one agency, which nobody else changes until the caller's transaction ends."""
    return hold_measurements_of([agency_id], periods)


def hold_measurements_of(agency_ids: Iterable[int], periods: Iterable[Period]) -> list[Measurement]:
    """Those of many agencies, taken hold of in one fixed order."""
    return list(current_measurements(agency_ids, periods).select_for_update())
