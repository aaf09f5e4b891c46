"""Scheduled: names and numbers of entrants are erased when the time for which they were promised to be kept is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parix.web.registries.outreach.actions import contests


def forget_entrants(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    done = contests.forget_entrants(at=now)
    progress(done, done)
