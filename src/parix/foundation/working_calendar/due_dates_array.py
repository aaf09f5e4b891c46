"""Due days of many receipts at once. Array form of `due_dates.due_day` for terms in days and working days; same answers."""

from __future__ import annotations

from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.problems import Problem, ProblemsFound
from parix.foundation.working_calendar.calendars import WorkingCalendar

np = lazy_module("numpy")


class ManyDueDays:
    """A calendar laid out for arrays: made once, asked often."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._first = np.datetime64(calendar.first, "D")
        self._working = np.array(calendar.working_days, dtype="datetime64[D]")
        positions = (self._working - self._first).astype(np.int64)
        worked = np.zeros((calendar.last - calendar.first).days + 1, dtype=np.int64)
        worked[positions] = 1
        # how many working days lie up to and with each day
        self._up_to = np.cumsum(worked)
        self._is_worked = worked.astype(bool)

    def due_days(self, received: Any, is_late: Any, counts: Any, in_working_days: Any) -> Any:
        """`received`: datetime64[D] (n,); `is_late`: bool (n,), came in after the hour that makes it the next day's; `counts`: int (n,), 0 or
        more; `in_working_days`: bool (n,), else days of the calendar. Gives datetime64[D] (n,).

        Raises ProblemsFound when a receipt or a deadline lies beyond the calendar.
        """
        at = self._position(received.astype("datetime64[D]"))
        next_day = is_late | ~self._is_worked[at]
        rank = self._up_to[at] - 1 + next_day
        start = self._nth(rank)
        by_working_days = self._nth(rank + counts * in_working_days)
        ends = self._position(start + (counts * ~in_working_days).astype("timedelta64[D]"))
        by_days = self._nth(self._up_to[ends] - self._is_worked[ends])
        return np.where(in_working_days, by_working_days, by_days)

    def _position(self, days: Any) -> Any:
        positions = (days - self._first).astype(np.int64)
        if positions.size and (positions.min() < 0 or positions.max() >= self._up_to.size):
            raise ProblemsFound([self._ends()])
        return positions

    def _nth(self, ranks: Any) -> Any:
        if ranks.size and ranks.max() >= self._working.size:
            raise ProblemsFound([self._ends()])
        return self._working[ranks]

    def _ends(self) -> Problem:
        span = f"{self._calendar.first:%d/%m/%Y} đến {self._calendar.last:%d/%m/%Y}"
        return Problem("calendar.ends", f"có ngày nằm ngoài lịch làm việc ({span})", "sửa ngày, hoặc thêm năm vào lịch")
