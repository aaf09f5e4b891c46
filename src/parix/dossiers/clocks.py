"""When a dossier is due, and whether it was early, on time or late.

The term runs from receipt; waiting for a supplement suspends it, in one of two ways that the rules of the day name: the due time moves by
the working time that was waited, or the whole term is counted anew from the moment the supplement came (the decree's way). Early, on
time and late compare days, never hours (QCVN 120:2019/BTTTT, decision 766/QĐ-TTg): finished before, on or after the due day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from parix.dossiers.clock_rules import Way
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, due_after_waiting, due_at

Promptness = Literal["early", "on_time", "late", "in_term", "overdue", "unknown", "none"]


@dataclass(frozen=True, slots=True)
class Wait:
    """For a supplement or a fee; `answered` None: it is still waited for."""

    asked: datetime
    answered: datetime | None = None
    way: Way = "restart"


@dataclass(frozen=True, slots=True)
class Extension:
    """A new due time that the applicant was told with an apology: a promise of its own, whatever the term would say."""

    asked: datetime
    due: datetime


def due_in_force(calendar: WorkingCalendar, received: datetime, term: Term, turns: Iterable[Wait | Extension] = ()) -> datetime | None:
    """The due time after all waits that ended and extensions; None while a wait lasts, for the clock stands still. Raises ProblemsFound
    beyond the calendar."""
    due = due_at(calendar, received, term)
    for turn in sorted(turns, key=lambda one: one.asked):
        if isinstance(turn, Extension):
            due = turn.due
        elif turn.answered is None:
            return None
        else:
            due = _after_wait(calendar, due, term, turn.asked, turn.answered, turn.way)
    return due


def _after_wait(calendar: WorkingCalendar, due: datetime, term: Term, asked: datetime, answered: datetime, way: Way) -> datetime:
    if way == "restart":
        return due_at(calendar, answered, term)
    if term.unit == "working_hours":
        return moved_by(calendar, due, open_time(calendar, asked, answered))
    return calendar.closing(due_after_waiting(calendar, due.date(), asked.date(), answered.date()), due.tzinfo)


def open_time(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """How long the office was open between two moments."""
    total, day = timedelta(), start.date()
    while day <= end.date():
        for opens, closes in calendar.spans(day, start.tzinfo):
            total += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return total


def moved_by(calendar: WorkingCalendar, moment: datetime, left: timedelta) -> datetime:
    """The moment after which the office was open for so long."""
    day = calendar.on_or_after(moment.date())
    while True:
        for opens, closes in calendar.spans(day, moment.tzinfo):
            begins = max(opens, moment)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta())
        day = calendar.after(day, 1)


def days_waited(waits: Iterable[Wait]) -> int:
    """Days of the calendar that ended waits took, each day once for a wait."""
    return sum(max((wait.answered.date() - wait.asked.date()).days, 0) for wait in waits if wait.answered is not None)


def promptness(*, is_open: bool, due: date | None, finished: date | None, today: date) -> Promptness:
    """Of what is finished: early, on time or late; of what is open: within term or overdue; `none` for what was never to be finished."""
    if finished is not None:
        if due is None:
            return "unknown"
        return "early" if finished < due else "on_time" if finished == due else "late"
    if not is_open:
        return "none"
    if due is None:
        return "unknown"
    return "overdue" if due < today else "in_term"
