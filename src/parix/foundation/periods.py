"""Reporting periods: a year, half, quarter, month, or any range of days, each with one written form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def written_day(text: str) -> date:
    """The day written as year-month-day, and in no other form of the ISO standard.

    Raises ValueError (Vietnamese message). The calendar's first and last year have no year before or after them.
    """
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"«{text}» không phải là ngày có thật viết theo dạng năm-tháng-ngày")
    _refuse_edge_of_calendar(day.year)
    return day


def _refuse_edge_of_calendar(year: int) -> None:
    if not date.min.year < year < date.max.year:
        raise ValueError(f"năm {year:04d} ngoài phạm vi")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Both days included. Written `2022`, `2022-H1`, `2022-Q3`, `2022-09` or `2022-01-15..2022-03-14`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"kỳ kết thúc ({self.end}) trước khi bắt đầu ({self.start})")

    @classmethod
    def of_year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Raises ValueError (Vietnamese message) when the text is none of the written forms."""
        form = _FORM.fullmatch(text.strip())
        if form:
            return _from_form(form)
        first, dots, last = text.strip().partition("..")
        if dots:
            return cls(written_day(first), written_day(last))
        raise ValueError(f"kỳ «{text}» không đọc được; viết như ví dụ 2022, 2022-H1, 2022-Q1, 2022-09 hoặc 2022-01-15..2022-03-14")

    @property
    def key(self) -> str:
        for months, mark in ((12, ""), (6, "H"), (3, "Q"), (1, "M")):
            first_month = self.start.month - 1
            if first_month % months or self != _months(self.start.year, first_month, months):
                continue
            if mark in ("", "M"):
                return f"{self.start.year:04d}" + (f"-{self.start.month:02d}" if mark else "")
            return f"{self.start.year:04d}-{mark}{first_month // months + 1}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    def __str__(self) -> str:
        return self.key

    def a_year_before(self) -> Period:
        """The same stretch one year earlier (29 February becomes 28 February)."""
        day_after = self.end + timedelta(days=1)
        ends_a_month = day_after.day == 1
        end = _year_before(day_after) - timedelta(days=1) if ends_a_month else _year_before(self.end)
        return Period(_year_before(self.start), end)

    def covers(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _months(year: int, first: int, count: int) -> Period:
    last = first + count
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return Period(date(year, first + 1, 1), end)


def _from_form(form: re.Match[str]) -> Period:
    year = int(form[1])
    _refuse_edge_of_calendar(year)
    if form[2]:
        return _months(year, (int(form[3]) - 1) * 6, 6)
    if form[4]:
        return _months(year, (int(form[5]) - 1) * 3, 3)
    if form[6]:
        return _months(year, int(form[6]) - 1, 1)
    return Period.of_year(year)
