"""Shortly after midnight: renamings that come into force today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from parix.web.organisations.actions import successions


def bring_names_up_to_date(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    changed = successions.bring_names_up_to_date(today=timezone.localdate(now))
    progress(changed, changed)
