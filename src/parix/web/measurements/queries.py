"""Reads of measurements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from parix.foundation.periods import Period
from parix.web.measurements.models import Measurement


def current_measurements(agency_ids: Iterable[int], periods: Iterable[Period]) -> QuerySet[Measurement]:
    """The rows that count for these agencies and exactly these periods, in a fixed order."""
    wanted = Q(pk__in=[])
    for period in periods:
        wanted |= Q(period_start=period.start, period_end=period.end)
    return (
        Measurement.objects.filter(wanted, agency_id__in=list(agency_ids), superseded_at__isnull=True)
        .order_by("agency_id", "code", "period_start", "period_end")
    )


def measurements_known_at(agency_ids: Iterable[int], periods: Iterable[Period], moment: datetime) -> QuerySet[Measurement]:
    """The rows that counted at the moment: recorded by then, and not yet superseded."""
    wanted = Q(pk__in=[])
    for period in periods:
        wanted |= Q(period_start=period.start, period_end=period.end)
    counted = Q(recorded_at__lte=moment) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment))
    return Measurement.objects.filter(wanted, counted, agency_id__in=list(agency_ids)).order_by("agency_id", "code", "period_start", "period_end")


def hold_measurements(agency_id: int, periods: Iterable[Period]) -> list[Measurement]:
    """The same rows of one agency, which nobody else changes until the caller's transaction ends."""
    return list(current_measurements([agency_id], periods).select_for_update())
