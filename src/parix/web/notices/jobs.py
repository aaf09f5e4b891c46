"""Scheduled: reminders in the morning, then the day's mail. The day is that of the site's time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from parix.web.notices.actions import mailing, reminding


def remind(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    reminding.remind(today=timezone.localdate(now), now=now, progress=progress)


def send_digests(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    mailing.send_digests(day=timezone.localdate(now), now=now, progress=progress)
