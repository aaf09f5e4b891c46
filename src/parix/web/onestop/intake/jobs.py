"""On demand: check a file, apply it. On schedule: forget files that nobody applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from parix.web.onestop.intake.actions import applying, checking
from parix.web.onestop.intake.actions.receiving import forget_unapplied


def check(*, now: datetime, progress: Callable[[int, int], None], import_id: str) -> None:
    checking.check(import_id=UUID(import_id), progress=progress)


def apply(*, now: datetime, progress: Callable[[int, int], None], import_id: str) -> None:
    applying.apply(import_id=UUID(import_id), now=now, progress=progress)


def forget_files(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    forget_unapplied(now=now)
    progress(1, 1)
