"""On schedule: counts as measurements, for clocks run on while nobody acts, and forgetting workbooks that nobody imported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from parix.web.onestop.procedures.actions.importing import forget_unapplied
from parix.web.onestop.procedures.measuring import record_counts
from parix.web.onestop.procedures.queries.catalogue import keeping_agencies


def count(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    agencies = keeping_agencies()
    for number, agency in enumerate(agencies, 1):
        record_counts(agency=agency, year=timezone.localdate(now).year, by=None, at=now)
        progress(number, len(agencies))


def forget_tables(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    forget_unapplied(now=now)
    progress(1, 1)
