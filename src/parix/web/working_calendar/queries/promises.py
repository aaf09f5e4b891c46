"""Deadlines that rooms above have promised, named by a setting so that none of them is known here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from parix.foundation.working_calendar.calendars import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Touched:
    """A promise that stays, and the day that the changed calendar would have given it. `url` is an address within the site."""

    subject: str
    label: str
    url: str
    promised: date
    would_be: date


@dataclass(frozen=True, slots=True)
class Changed:
    """What a room is asked: the calendar as it will be, the first and last day that change, and the agencies it holds for (None: all)."""

    calendar: WorkingCalendar
    first: date
    last: date
    agency_ids: Collection[int] | None


Promises = Callable[[Changed], Iterable[Touched]]


def touched_by(changed: Changed) -> Iterator[Touched]:
    """Of every room that promises deadlines (setting CALENDAR_PROMISES)."""
    for path in settings.CALENDAR_PROMISES:
        source: Promises = import_string(path)
        yield from source(changed)
