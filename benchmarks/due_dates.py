"""Due days of a million receipts at once, their growth, and one at a time beside a loop over the package `holidays`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from time import process_time

import holidays
import numpy as np

from benchmarks.array_form import ResultsDiffer
from benchmarks.figures import Figure, one
from benchmarks.sizes import Sizes
from benchmarks.timing import Timing, growth_exponent, held_still, processor_seconds, repeated
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, due_day
from parix.foundation.working_calendar.due_dates_array import ManyDueDays

GROUP = "due dates"
_FIRST, _SPAN = np.datetime64("2018-01-01", "D"), 365 * 8


def measure(sizes: Sizes) -> list[Figure]:
    calendar = _calendar()
    with held_still():
        many = ManyDueDays(calendar)
        rows = _receipts(sizes.receipts)
        _compare(calendar, many)
        timing = repeated(lambda: many.due_days(*rows), sizes.runs, process_time)
        counts = (sizes.receipts // 100, sizes.receipts // 10, sizes.receipts)
        grown = [repeated(partial(many.due_days, *_receipts(count)), 3, process_time).median for count in counts]
        ratios = _against_the_loop(calendar, sizes.runs)
    return [
        Figure(GROUP, f"{sizes.receipts:,} due days", timing, "s", 1, remark="working days and days mixed, across every Tết of eight years"),
        one(GROUP, "growth", growth_exponent(counts, grown), "exponent", "1 is linear"),
        Figure(GROUP, "loop over `holidays` / ours, one at a time", ratios, "times", remark="term of 10 working days; ours looks the day up"),
    ]


def _calendar() -> WorkingCalendar:
    calendar, problems = read_working_calendar(SHIPPED / "vietnam.yaml", until=2027)
    if calendar is None:
        raise ResultsDiffer(str(problems))
    return calendar


def _receipts(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(20)
    received = _FIRST + random.integers(0, _SPAN, count).astype("timedelta64[D]")
    return received, random.random(count) < 0.2, random.integers(0, 60, count), random.random(count) < 0.8


def _compare(calendar: WorkingCalendar, many: ManyDueDays) -> None:
    received, late, counts, working = _receipts(500)
    found = many.due_days(received, late, counts, working).astype(object).tolist()
    for day, is_late, count, in_working, due in zip(received.astype(object).tolist(), late, counts.tolist(), working, found, strict=True):
        moment = datetime.combine(day, time(16 if is_late else 9), UTC)
        if due_day(calendar, moment, Term(count, "working_days" if in_working else "days")) != due:
            raise ResultsDiffer(f"array form and exact form differ for {moment}")


def _against_the_loop(calendar: WorkingCalendar, runs: int) -> Timing:
    theirs = holidays.country_holidays("VN", years=list(range(2018, 2027)))
    days = [date(2024, 1, 2) + timedelta(days=7 * week) for week in range(40)]
    term = Term(10, next_day_after=None)

    def loop() -> None:
        for day in days:
            end, left = day, 10
            while left:
                end += timedelta(days=1)
                left -= end.weekday() < 5 and end not in theirs

    def ours() -> None:
        for day in days:
            due_day(calendar, datetime.combine(day, time(9), UTC), term)

    return Timing(tuple(processor_seconds(loop) / processor_seconds(ours) for _ in range(runs)))
