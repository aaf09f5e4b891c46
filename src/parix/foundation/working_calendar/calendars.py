"""Which days and hours are worked. Saturdays and Sundays are off unless made up; other days off are listed with their source.

Labour Code 2019, articles 105, 111 and 112; for state offices the yearly notice on Tết and on swapped days.
Moments are wall-clock times of the office: a zone that a moment carries is kept and never converted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import Literal

from parix.foundation.phrases import Text
from parix.foundation.problems import Problem, ProblemsFound

DayKind = Literal["off", "worked", "morning", "afternoon"]
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that is not as its weekday says. `morning` and `afternoon` name the only half that is worked; `decided` is False where
    the authority has yet to settle the year."""

    day: date
    kind: DayKind
    name: str
    source: str = ""
    decided: bool = True


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When the office is open: two spans a day."""

    morning: tuple[time, time]
    afternoon: tuple[time, time]


@dataclass(frozen=True)
class WorkingCalendar:
    """Days from `first` to `last`; asking about others is refused, for nobody knows them."""

    key: str
    title: Text
    hours: WorkingHours
    first: date
    last: date
    days: Mapping[date, NamedDay]

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        every = (self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1))
        return tuple(day for day in every if self.is_worked(day))

    def is_worked(self, day: date) -> bool:
        """A half day counts as a working day."""
        self._known(day)
        named = self.days.get(day)
        return named.kind != "off" if named else day.weekday() < SATURDAY

    def spans(self, day: date, zone: tzinfo | None = None) -> tuple[tuple[datetime, datetime], ...]:
        """When the office is open on this day, earliest first, as moments of the zone."""
        if not self.is_worked(day):
            return ()
        kind = self.days[day].kind if day in self.days else "worked"
        halves = {"morning": (self.hours.morning,), "afternoon": (self.hours.afternoon,)}.get(kind, (self.hours.morning, self.hours.afternoon))
        return tuple((datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)) for opens, closes in halves)

    def closing(self, day: date, zone: tzinfo | None = None) -> datetime:
        """The end of the last span of a working day."""
        return self.spans(day, zone)[-1][1]

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next that is."""
        return self._nth(bisect_left(self.working_days, self._known(day)))

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is not counted itself; `count` from 1."""
        return self._nth(bisect_right(self.working_days, self._known(day)) + count - 1)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end`; negative when `end` is the earlier."""
        return bisect_right(self.working_days, self._known(end)) - bisect_right(self.working_days, self._known(start))

    def is_decided(self, day: date) -> bool:
        """False in a year that holds a day nobody has settled yet."""
        return all(one.decided for one in self.days.values() if one.day.year == day.year)

    def with_days(self, changed: Iterable[NamedDay]) -> WorkingCalendar:
        """The same calendar with other days, of a province or decided since; the later of two for one day holds."""
        changes = {one.day: one for one in changed}
        for day in changes:
            self._known(day)
        return replace(self, days={**self.days, **changes})

    def _known(self, day: date) -> date:
        if not self.first <= day <= self.last:
            raise ProblemsFound([_ends(self, f"ngày {day:%d/%m/%Y} nằm ngoài lịch làm việc")])
        return day

    def _nth(self, position: int) -> date:
        if position >= len(self.working_days):
            raise ProblemsFound([_ends(self, "thời hạn kéo dài quá ngày cuối của lịch làm việc")])
        return self.working_days[position]


def _ends(calendar: WorkingCalendar, message: str) -> Problem:
    remedy = f"lịch có từ {calendar.first:%d/%m/%Y} đến {calendar.last:%d/%m/%Y}: sửa ngày, hoặc thêm năm vào lịch"
    return Problem("calendar.ends", message, remedy)
