"""Reads of the calendar: the one on which an agency's deadlines are counted, its days by year, and what a change touched.

In: an agency, a day. Out: the engine's calendar, small rows. Must not: change anything, or know whose deadlines they are.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import DayKind, NamedDay, WorkingCalendar
from parix.web.organisations.queries import ids_above
from parix.web.working_calendar.models import CalendarChange as CalendarChange
from parix.web.working_calendar.models import CalendarDay as CalendarDay
from parix.web.working_calendar.models import TouchedDeadline as TouchedDeadline

_YEARS_AHEAD = 2
Row = tuple[date, str, str, str]


def working_calendar(today: date) -> WorkingCalendar:
    """Of the whole country, from its first year to two years ahead. One query: a day that was just settled counts at once."""
    return _built(today.year + _YEARS_AHEAD, _rows(Q(province__isnull=True)))


def calendar_for(agency_id: int, today: date) -> WorkingCalendar:
    """The same with the days of the agency's province, which come before those of the country."""
    return calendar_of_province(ids_above([agency_id])[agency_id], today)


def calendar_of_province(agency_ids: tuple[int, ...], today: date) -> WorkingCalendar:
    """For whoever knows the agencies above already."""
    country, province = _rows(Q(province__isnull=True)), _rows(Q(province_id__in=agency_ids))
    return _built(today.year + _YEARS_AHEAD, country + province)


def is_within(calendar: WorkingCalendar, day: date) -> bool:
    return calendar.first <= day <= calendar.last


def days_of_year(calendar: WorkingCalendar, year: int) -> list[NamedDay]:
    """Every day of the year that is not as its weekday says, in order."""
    return sorted((one for one in calendar.days.values() if one.day.year == year), key=lambda one: one.day)


def rows_of_year(year: int, province_id: int) -> dict[date, CalendarDay]:
    """The days that were written here, the province's before the country's."""
    found = CalendarDay.objects.filter(day__year=year).filter(Q(province__isnull=True) | Q(province_id=province_id))
    return {one.day: one for one in sorted(found, key=lambda one: one.province_id is not None)}


def changes_listed(province_id: int) -> QuerySet[CalendarChange]:
    return CalendarChange.objects.filter(Q(province__isnull=True) | Q(province_id=province_id))


def change_by_id(pk: int) -> CalendarChange | None:
    return CalendarChange.objects.select_related("province").filter(pk=pk).first()


def _rows(which: Q) -> tuple[Row, ...]:
    return tuple(CalendarDay.objects.filter(which).order_by("day", "pk").values_list("day", "kind", "name", "act"))


@lru_cache(maxsize=64)
def _built(until: int, rows: tuple[Row, ...]) -> WorkingCalendar:
    """Once for the same days: laying out ten years takes milliseconds."""
    calendar = _shipped(until)
    return calendar.with_days(_named(row) for row in rows if is_within(calendar, row[0]))


def _named(row: Row) -> NamedDay:
    day, kind, name, act = row
    known: dict[str, DayKind] = {"off": "off", "worked": "worked", "morning": "morning", "afternoon": "afternoon"}
    return NamedDay(day, known[kind], name, act)


@lru_cache(maxsize=8)
def _shipped(until: int) -> WorkingCalendar:
    (path,) = sorted(SHIPPED.glob("*.yaml"))
    calendar, problems = read_working_calendar(path, until=until)
    if calendar is None:
        raise ProblemsFound(problems)
    return calendar
