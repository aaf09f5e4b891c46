"""How a turn stands on a day, and the days on which a recurring assignment falls due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from parix.web.plans.choices import MONTHS_BETWEEN, OPEN, Progress, Recurrence, State

ROMAN = ("I", "II", "III", "IV")


def is_late(state: str, due_on: date | None, done_on: date | None, today: date) -> bool:
    """Not done after its last day, or done after it. A turn without a day is never late, a cancelled one neither."""
    if due_on is None or state == State.CANCELLED:
        return False
    return (done_on or today) > due_on


def progress_of(state: str, due_on: date | None, done_on: date | None, today: date) -> Progress:
    if state == State.CANCELLED:
        return Progress.CANCELLED
    late = is_late(state, due_on, done_on, today)
    if state == State.DONE:
        return Progress.DONE_LATE if late else Progress.DONE_ON_TIME
    return Progress.OVERDUE if late and state in OPEN else Progress(state)


def turns_due(recurrence: str, *, year: int, since: date, due_on: date | None, due_day: int | None) -> list[tuple[str, date | None]]:
    """Label and last day of every turn. Of a recurring one those of the plan's year that end on or after `since` (the day the plan
    was issued or approved), up to `due_on` where one is set; an empty recurrence is one turn."""
    step = MONTHS_BETWEEN.get(Recurrence(recurrence))
    if step is None:
        return [("", due_on)]
    ends: list[tuple[str, date | None]] = [
        (label, end) for label, end in _ends(year, step, due_day) if end >= since and (due_on is None or end <= due_on)
    ]
    return ends or [("", due_on)]


def _ends(year: int, step: int, due_day: int | None) -> Iterator[tuple[str, date]]:
    for last in range(step, 13, step):
        days = monthrange(year, last)[1]
        yield _label(step, last, year), date(year, last, min(due_day or days, days))


def _label(step: int, last: int, year: int) -> str:
    if step == 1:
        return f"tháng {last}/{year}"
    if step == 3:
        return f"quý {ROMAN[last // 3 - 1]}/{year}"
    return f"6 tháng {'đầu' if last == 6 else 'cuối'} năm {year}"
