"""When a term ends, counted from a moment of receipt.

Exact form. What comes in after the hour of `next_day_after`, or on a day off, counts as received on the next working day; that day is
not counted (decree 61/2018, article 17 and circular 01/2018 as carried over by decree 118/2025). A term in working days skips every day
off; one in days moves only its last day off the days off (Civil Code 2015, article 148).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from parix.foundation.working_calendar.calendars import WorkingCalendar

Unit = Literal["working_days", "days", "working_hours"]


@dataclass(frozen=True, slots=True)
class Term:
    """`count` 0 means the day of receipt itself."""

    count: int
    unit: Unit = "working_days"
    next_day_after: time | None = time(15, 0)


@dataclass(frozen=True, slots=True)
class Promise:
    """A deadline somebody was told, and what it was counted from."""

    key: str
    received: datetime
    term: Term
    due: date


@dataclass(frozen=True, slots=True)
class Touched:
    """A promise that would be another day by the changed calendar. The promised day stays."""

    promise: Promise
    would_be: date


def received_day(calendar: WorkingCalendar, received: datetime, term: Term) -> date:
    """The working day that counts as the day of receipt."""
    day = received.date()
    if calendar.is_worked(day) and not _is_late(calendar, received, term):
        return day
    return calendar.after(day, 1)


def due_day(calendar: WorkingCalendar, received: datetime, term: Term) -> date:
    """The last day of the term. Raises ProblemsFound beyond the calendar."""
    if term.unit == "working_hours":
        return due_at(calendar, received, term).date()
    start = received_day(calendar, received, term)
    if term.count == 0:
        return start
    if term.unit == "working_days":
        return calendar.after(start, term.count)
    return calendar.on_or_after(start + timedelta(days=term.count))


def due_at(calendar: WorkingCalendar, received: datetime, term: Term) -> datetime:
    """The last moment of the term: for days, when the office closes on the last; for hours, when so many open hours have passed."""
    if term.unit != "working_hours":
        return calendar.closing(due_day(calendar, received, term), received.tzinfo)
    start = received_day(calendar, received, term)
    left, moment = timedelta(hours=term.count), received if start == received.date() else calendar.spans(start, received.tzinfo)[0][0]
    while True:
        for opens, closes in calendar.spans(start, received.tzinfo):
            begins = max(opens, moment)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta())
        start = calendar.after(start, 1)


def due_after_waiting(calendar: WorkingCalendar, due: date, asked: date, answered: date) -> date:
    """The deadline moved by the working days during which a supplement was waited for. The other way the law knows, the whole term
    anew from the day the supplement came, is `due_day` from that moment."""
    waited = calendar.working_days_between(asked, answered)
    return calendar.after(due, waited) if waited > 0 else due


def days_late(calendar: WorkingCalendar, due: date, done: date) -> int:
    """Working days after the deadline; 0 on the day, negative when early."""
    return calendar.working_days_between(due, done)


def touched(after: WorkingCalendar, promises: Iterable[Promise]) -> Iterator[Touched]:
    """Every promise that the calendar `after` would have dated otherwise."""
    for promise in promises:
        would_be = due_day(after, promise.received, promise.term)
        if would_be != promise.due:
            yield Touched(promise, would_be)


def _is_late(calendar: WorkingCalendar, received: datetime, term: Term) -> bool:
    latest = calendar.closing(received.date(), received.tzinfo)
    if term.next_day_after is not None:
        latest = min(latest, datetime.combine(received.date(), term.next_day_after, received.tzinfo))
    return received > latest
