"""By when a procedure must be promulgated and published, and whether it was.

Decree 63/2010/NĐ-CP, articles 15 and 24, as decision 766/QĐ-TTg measures them (indicators 1.1 and 1.2). Promulgated in time: the decision is
signed at least so many working days before the legal document comes in force (province 5, ministry 20). Published in time: in the
national database at most so many working days after signing (province 5, ministry 10). A procedure with several decisions in a period
counts once, and one that was late makes it late.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from parix.foundation.problems import Problem, ProblemsFound
from parix.foundation.working_calendar.calendars import WorkingCalendar

State = Literal["on_time", "late", "waiting"]


@dataclass(frozen=True, slots=True)
class Clocks:
    """Working days before the legal document is in force, and after signing."""

    before: int
    after: int


CLOCKS = {"province": Clocks(5, 5), "ministry": Clocks(20, 10)}


def promulgate_by(calendar: WorkingCalendar, in_force_on: date, clocks: Clocks) -> date:
    """The last day to sign: so many working days lie between it and the day in force, that day's own count left out."""
    days = calendar.working_days
    position = bisect_left(days, in_force_on) - clocks.before
    if position < 0 or in_force_on > calendar.last:
        raise ProblemsFound([Problem("calendar.ends", f"ngày {in_force_on:%d/%m/%Y} nằm ngoài lịch làm việc", "sửa ngày, hoặc thêm năm vào lịch")])
    return days[position]


def publish_by(calendar: WorkingCalendar, signed_on: date, clocks: Clocks) -> date:
    return calendar.after(signed_on, clocks.after)


def kept(by: date, done_on: date | None, today: date) -> State:
    """Not done is only late once the day is over."""
    if done_on is not None:
        return "on_time" if done_on <= by else "late"
    return "late" if today > by else "waiting"


def of_procedure(states: Iterable[State]) -> State | None:
    """What a procedure with several decisions counts as; None without any. One that waits is decided by the others."""
    found = set(states)
    if not found:
        return None
    return "late" if "late" in found else "on_time" if "on_time" in found else "waiting"
