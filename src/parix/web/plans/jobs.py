"""On demand: read a document. On schedule: counts to open rounds, and forgetting workbooks that nobody imported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from parix.web.plans.actions import reading as readings
from parix.web.plans.actions.importing import forget_unapplied
from parix.web.plans.measuring import feed_all
from parix.web.plans.queries import reading_by_id


def read(*, now: datetime, progress: Callable[[int, int], None], reading_id: str) -> None:
    found = reading_by_id(reading_id)
    if found is not None:
        readings.read(reading=found, now=now, scanning=bool(settings.FILES_SCANNER))
    progress(1, 1)


def feed(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    feed_all(at=now, progress=progress)


def forget_tables(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    forget_unapplied(now=now)
    progress(1, 1)
