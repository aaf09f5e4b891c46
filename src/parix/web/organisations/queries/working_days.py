"""The one working calendar that deadlines are counted on."""

from __future__ import annotations

from datetime import date
from functools import cache

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import WorkingCalendar

_YEARS_AHEAD = 2


def working_calendar(today: date) -> WorkingCalendar:
    """Of state offices, from its first year to two years ahead; read once a process and year."""
    return _read(today.year + _YEARS_AHEAD)


@cache
def _read(until: int) -> WorkingCalendar:
    (path,) = sorted(SHIPPED.glob("*.yaml"))
    calendar, problems = read_working_calendar(path, until=until)
    if calendar is None:
        raise ProblemsFound(problems)
    return calendar
