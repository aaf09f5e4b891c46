"""Reads a working calendar: years with their days off, swapped days and half days, each with its source.

Years after the last one listed, as far as `until`, are taken from the package `holidays` and marked as not decided: Tết and swapped
days are settled year by year, often in the year itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

import holidays
from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass as shape

import parix
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.nearest import did_you_mean
from parix.foundation.phrases import Text
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, Count, Day, keys_of, typed
from parix.foundation.working_calendar.calendars import SATURDAY, NamedDay, WorkingCalendar, WorkingHours

SHIPPED = Path(parix.__file__).parent / "definitions" / "working_calendars"
_PROVISIONAL = "dự kiến theo luật và âm lịch; cơ quan có thẩm quyền chưa thông báo"


def _clock(value: object) -> time:
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"«{value}» không phải giờ viết theo dạng 07:30") from None


Clock = Annotated[time, BeforeValidator(_clock)]


@shape(frozen=True, config=STRICT)
class _Title:
    vi: str
    en: str


@shape(frozen=True, config=STRICT)
class _Source:
    title: str
    note: str = ""


@shape(frozen=True, config=STRICT)
class _Span:
    opens: Clock
    closes: Clock


@shape(frozen=True, config=STRICT)
class _Hours:
    morning: _Span
    afternoon: _Span


@shape(frozen=True, config=STRICT)
class _Off:
    days: tuple[Day, ...]
    name: str
    source: str


@shape(frozen=True, config=STRICT)
class _Swap:
    off: Day
    worked: Day
    name: str
    source: str


@shape(frozen=True, config=STRICT)
class _Half:
    day: Day
    worked: Literal["morning", "afternoon"]
    name: str
    source: str


@shape(frozen=True, config=STRICT)
class _Year:
    year: Count
    off: tuple[_Off, ...]
    swaps: tuple[_Swap, ...] = ()
    halves: tuple[_Half, ...] = ()


@shape(frozen=True, config=STRICT)
class _File:
    calendar: str
    title: _Title
    hours: _Hours
    sources: dict[str, _Source]
    years: tuple[_Year, ...]


_ADAPTER = TypeAdapter(_File)
_KEYS = keys_of(_File, _Title, _Source, _Hours, _Span, _Year, _Off, _Swap, _Half)


def read_working_calendar(path: Path, *, until: int) -> tuple[WorkingCalendar | None, list[Problem]]:
    """The calendar up to the last day of the year `until`, or None and every problem with its line. Never raises for what the file holds."""
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems
    read = typed(_ADAPTER, node, _KEYS)
    if read.value is None:
        return None, read.problems
    file = read.value
    problems = [*_unsound_years(file, node), *_unsound_days(file, node)]
    if problems:
        return None, problems
    days = {one.day: one for year in file.years for one in _named(year, file.sources)}
    last = file.years[-1].year
    for one in _provisional(range(last + 1, until + 1)):
        days.setdefault(one.day, one)
    hours = WorkingHours(*((span.opens, span.closes) for span in (file.hours.morning, file.hours.afternoon)))
    calendar = WorkingCalendar(
        file.calendar, Text(file.title.vi, file.title.en), hours, date(file.years[0].year, 1, 1), date(max(last, until), 12, 31), days,
    )
    return calendar, []


def _named(year: _Year, sources: dict[str, _Source]) -> Iterator[NamedDay]:
    for off in year.off:
        yield from (NamedDay(day, "off", off.name, sources[off.source].title) for day in off.days)
    for swap in year.swaps:
        yield NamedDay(swap.off, "off", f"{swap.name}: nghỉ, làm bù {swap.worked:%d/%m/%Y}", sources[swap.source].title)
        yield NamedDay(swap.worked, "worked", f"{swap.name}: làm bù cho {swap.off:%d/%m/%Y}", sources[swap.source].title)
    for half in year.halves:
        yield NamedDay(half.day, half.worked, half.name, sources[half.source].title)


def _provisional(years: range) -> Iterator[NamedDay]:
    if years:
        for day, name in sorted(holidays.country_holidays("VN", years=list(years), language="vi").items()):
            if day.year in years:
                yield NamedDay(day, "off", name, _PROVISIONAL, decided=False)


def _unsound_years(file: _File, node: Node) -> Iterator[Problem]:
    years = [one.year for one in file.years]
    if not years or years != list(range(years[0], years[0] + len(years))):
        yield Problem("calendar.unsound_years", "các năm không liền nhau", "xếp từ năm cũ đến năm mới, mỗi năm một lần", node.find(("years",)).place)
    for span in ("morning", "afternoon"):
        hours = getattr(file.hours, span)
        if hours.opens >= hours.closes:
            yield Problem("calendar.unsound_hours", "giờ mở cửa không trước giờ đóng cửa", "sửa giờ", node.find(("hours", span)).place)
    if file.hours.morning.closes > file.hours.afternoon.opens:
        yield Problem("calendar.unsound_hours", "buổi chiều bắt đầu trước khi buổi sáng hết", "sửa giờ", node.find(("hours",)).place)


def _unsound_days(file: _File, node: Node) -> Iterator[Problem]:
    """Unknown sources, days listed twice, and swaps that give nothing back: one off on a day of rest, or worked on a day of work."""
    seen: set[date] = set()
    for at, year in enumerate(file.years):
        entries: list[tuple[str, int, str, tuple[date, ...]]] = [
            *(("off", index, one.source, one.days) for index, one in enumerate(year.off)),
            *(("swaps", index, one.source, (one.off, one.worked)) for index, one in enumerate(year.swaps)),
            *(("halves", index, one.source, (one.day,)) for index, one in enumerate(year.halves)),
        ]
        for key, index, source, days in entries:
            place = node.find(("years", at, key, index)).place
            if source not in file.sources:
                yield Problem("calendar.unknown_source", f"không có nguồn «{source}»", did_you_mean(source, file.sources), place)
            for day in days:
                if day in seen:
                    yield Problem("calendar.double_day", f"ngày {day:%d/%m/%Y} ghi hai lần", "giữ một lần", place)
                seen.add(day)
            if key != "swaps" and any(day.year != year.year for day in days):
                yield Problem("calendar.wrong_year", f"có ngày không thuộc năm {year.year}", "chuyển sang đúng năm", place)
        for index, swap in enumerate(year.swaps):
            if swap.off.weekday() >= SATURDAY or swap.worked.weekday() < SATURDAY:
                place = node.find(("years", at, "swaps", index)).place
                yield Problem("calendar.unsound_swap", "hoán đổi phải từ ngày làm việc sang thứ Bảy, Chủ nhật", "kiểm tra hai ngày", place)
