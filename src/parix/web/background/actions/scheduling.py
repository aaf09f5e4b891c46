"""The schedule: laid out from the settings, and each due job asked for once, however many workers look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction

from parix.web.background.actions.asking import enqueue
from parix.web.background.actions.performing import function_of
from parix.web.background.models import Schedule


@transaction.atomic
def lay_out(*, given: Mapping[str, Any], now: datetime) -> None:
    """Bring the table up to the settings: `{job: {"every_minutes": 10}}` or `{job: {"daily_at": "06:30"}}`.

    A rule that did not change keeps its next time, and a job that was switched off stays off. Raises JobUnknown.
    """
    held = {one.job: one for one in Schedule.objects.select_for_update()}
    for job, rule in given.items():
        function_of(job)
        every, daily = rule.get("every_minutes"), rule.get("daily_at")
        wanted = Schedule(job=job, every_minutes=every, daily_at=time.fromisoformat(daily) if daily else None)
        known = held.get(job)
        if known is None:
            wanted.next_run_at = wanted.following(now)
            Schedule.objects.bulk_create([wanted], ignore_conflicts=True)
        elif (known.every_minutes, known.daily_at) != (wanted.every_minutes, wanted.daily_at):
            known.every_minutes, known.daily_at, known.next_run_at = wanted.every_minutes, wanted.daily_at, wanted.following(now)
            known.save(update_fields=["every_minutes", "daily_at", "next_run_at"])
    Schedule.objects.filter(job__in=set(held) - set(given)).delete()


def start_due(*, now: datetime) -> list[int]:
    """Ask for every job whose time has come; returns the numbers of the runs."""
    started = []
    for schedule in Schedule.objects.filter(is_on=True, next_run_at__lte=now):
        due = schedule.next_run_at
        with transaction.atomic():
            moved = Schedule.objects.filter(pk=schedule.pk, next_run_at=due).update(last_run_at=now, next_run_at=schedule.following(now))
            run = enqueue(schedule.job, now=now) if moved else None
        if run is not None:
            started.append(run)
    return started


def switch(*, job: str, on: bool, now: datetime) -> bool:
    """Switch a scheduled job on or off; returns whether that changed anything. The caller records who did it."""
    schedule = Schedule.objects.select_for_update().filter(job=job).exclude(is_on=on).first()
    if schedule is None:
        return False
    schedule.is_on = on
    schedule.next_run_at = schedule.following(now)
    schedule.save(update_fields=["is_on", "next_run_at"])
    return True
