"""Scheduled: pointers into documents that were read, confirmed or revised since they were last checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parix.web.assessment.actions.evidence import check_stale


def check_evidence(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    done = check_stale(at=now)
    progress(done, done)
