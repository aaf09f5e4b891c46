"""The room's own job: old lines of the ledger and of the queue go, failures stay longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from parix.web.background.actions.keeping import forget_before

KEPT = timedelta(days=30)
FAILURES_KEPT = timedelta(days=180)


def prune(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    forget_before(ended=now - KEPT, failed=now - FAILURES_KEPT)
    progress(1, 1)
