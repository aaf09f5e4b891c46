"""Reads of the ledger and the schedule: small rows for pages, with what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from parix.web.background.choices import ENDED, OPEN, State
from parix.web.background.models import Run, Schedule

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class RunRow:
    id: int
    job: str
    arguments: dict[str, int | str]
    state: str
    state_in_words: str
    asked_by: str
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    due_at: datetime
    attempts: int
    attempts_allowed: int
    count: int
    of: int
    problem: str
    merged_into: int | None
    remaining: timedelta | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def percent(self) -> int:
        return self.count * 100 // self.of if self.of else 0

    @property
    def minutes_left(self) -> int:
        return 0 if self.remaining is None else round(self.remaining.total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    job: str
    every_minutes: int | None
    daily_at: time | None
    is_on: bool
    last_run_at: datetime | None
    next_run_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many runs are still to end, and how many failed."""

    open: int
    failed: int


def row_of(run: Run, now: datetime) -> RunRow:
    return RunRow(
        run.pk, run.job, run.arguments, run.state, run.get_state_display(), run.asked_by, run.queued_at, run.started_at, run.ended_at, run.due_at,
        run.attempts, run.attempts_allowed, run.progress_count, run.progress_of, run.problem, run.merged_into_id, _remaining(run, now),
    )


def _remaining(run: Run, now: datetime) -> timedelta | None:
    """At the pace so far; None before anything can be said."""
    if run.state != State.RUNNING or not run.progress_count or run.started_at is None:
        return None
    left = (now - run.started_at) * (run.progress_of - run.progress_count) / run.progress_count
    return timedelta(seconds=max(round(left.total_seconds()), 0))


def run_row(run_id: int, now: datetime) -> RunRow | None:
    """The run, or the one that it was merged into."""
    run = Run.objects.select_related("merged_into").filter(pk=run_id).first()
    if run is None:
        return None
    return row_of(run.merged_into or run, now)


def run_rows(*, now: datetime, state: str = "", job: str = "", below: int | None = None, size: int = PAGE_SIZE) -> tuple[list[RunRow], int | None]:
    """A page of the ledger, newest first, and the number that the next page starts below."""
    found = Run.objects.order_by("-pk")
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state in ENDED or state in OPEN:
        found = found.filter(state=state)
    if job:
        found = found.filter(job=job)
    rows = list((found if below is None else found.filter(pk__lt=below))[: size + 1])
    return [row_of(run, now) for run in rows[:size]], rows[size - 1].pk if len(rows) > size else None


def tally() -> Tally:
    counted = Run.objects.aggregate(open=Count("pk", filter=Q(state__in=OPEN)), failed=Count("pk", filter=Q(state=State.FAILED)))
    return Tally(counted["open"], counted["failed"])


def schedules() -> list[ScheduleRow]:
    held = Schedule.objects.order_by("job").values_list("job", "every_minutes", "daily_at", "is_on", "last_run_at", "next_run_at")
    return [ScheduleRow(*row) for row in held]


def last_run_of(job: str, now: datetime) -> RunRow | None:
    run = Run.objects.filter(job=job, state__in=(State.DONE, State.FAILED)).order_by("-pk").first()
    return row_of(run, now) if run else None
