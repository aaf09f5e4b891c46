"""When terms end: worked examples across Tết, swaps and closing hours; exact form against array form and against walking."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendars import NamedDay
from parix.foundation.working_calendar.due_dates import Promise, Term, days_late, due_after_waiting, due_at, due_day, received_day, touched
from parix.foundation.working_calendar.due_dates_array import ManyDueDays
from tests.unit.foundation.test_working_calendar import CALENDAR, DAYS
from tests.unit.scoring.property_settings import examples

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OFFICE)


@pytest.mark.parametrize(("received", "term", "due"), [
    (at(2026, 3, 2, 9), Term(5), date(2026, 3, 9)),
    (at(2026, 3, 2, 15), Term(5), date(2026, 3, 9)),
    (at(2026, 3, 2, 15, 1), Term(5), date(2026, 3, 10)),
    (at(2026, 3, 2, 15, 1), Term(5, next_day_after=None), date(2026, 3, 9)),
    (at(2026, 3, 2, 17, 31), Term(5, next_day_after=None), date(2026, 3, 10)),
    (at(2026, 3, 7, 9), Term(5), date(2026, 3, 16)),  # a Saturday: counts as Monday
    (at(2026, 1, 10, 9), Term(1), date(2026, 1, 12)),  # a Saturday made up
    (at(2025, 12, 31, 9), Term(1), date(2026, 1, 5)),  # the swapped Friday is off
    (at(2026, 2, 13, 9), Term(1), date(2026, 2, 23)),  # Tết
    (at(2026, 2, 13, 9), Term(10, "days"), date(2026, 2, 23)),
    (at(2026, 2, 6, 9), Term(10, "days"), date(2026, 2, 23)),  # only the last day is moved
    (at(2026, 3, 2, 9), Term(0), date(2026, 3, 2)),
    (at(2026, 3, 6, 16), Term(0), date(2026, 3, 9)),
    (at(2026, 3, 2, 9), Term(8, "working_hours"), date(2026, 3, 3)),
])
def test_due_days(received: datetime, term: Term, due: date) -> None:
    assert due_day(CALENDAR, received, term) == due


@pytest.mark.parametrize(("received", "hours", "due"), [
    (at(2026, 3, 2, 9), 2, at(2026, 3, 2, 11)),
    (at(2026, 3, 2, 10, 30), 2, at(2026, 3, 2, 14, 30)),
    (at(2026, 3, 2, 12), 1, at(2026, 3, 2, 14, 30)),
    (at(2026, 3, 2, 6), 1, at(2026, 3, 2, 8, 30)),
    (at(2026, 3, 2, 14, 30), 8, at(2026, 3, 3, 14, 30)),
    (at(2026, 3, 6, 16), 4, at(2026, 3, 9, 11, 30)),
    (at(2026, 3, 2, 12), 0, at(2026, 3, 2, 13, 30)),
])
def test_due_moments_in_hours(received: datetime, hours: int, due: datetime) -> None:
    assert due_at(CALENDAR, received, Term(hours, "working_hours")) == due


def test_days_end_when_the_office_closes() -> None:
    assert due_at(CALENDAR, at(2026, 3, 2, 9), Term(5)) == at(2026, 3, 9, 17, 30)


@given(DAYS, st.integers(0, 23), st.integers(0, 90), st.sampled_from([time(15), None]))
@examples(300)
def test_working_days_are_counted_by_walking(day: date, hour: int, count: int, cut: time | None) -> None:
    received, term = datetime.combine(day, time(hour, 30), OFFICE), Term(count, next_day_after=cut)
    counted, walked = received_day(CALENDAR, received, term), day
    while not CALENDAR.is_worked(walked) or (walked == day and hour >= (15 if cut else 18)):
        walked += timedelta(days=1)
    assert counted == walked
    for _ in range(count):
        walked += timedelta(days=1)
        while not CALENDAR.is_worked(walked):
            walked += timedelta(days=1)
    assert due_day(CALENDAR, received, term) == walked


@given(st.lists(st.tuples(DAYS, st.booleans(), st.integers(0, 90), st.booleans()), min_size=1, max_size=50))
@examples(60)
def test_many_at_once_are_each_alone(rows: list[tuple[date, bool, int, bool]]) -> None:
    received = np.array([day for day, _, _, _ in rows], dtype="datetime64[D]")
    late, counts, working = (np.array([row[at] for row in rows]) for at in (1, 2, 3))
    many = ManyDueDays(CALENDAR).due_days(received, late, counts, working).astype(object).tolist()
    assert many == [
        due_day(CALENDAR, datetime.combine(day, time(16 if is_late else 9), OFFICE), Term(count, "working_days" if in_working else "days"))
        for day, is_late, count, in_working in rows
    ]


def test_many_beyond_the_calendar_are_refused() -> None:
    one = np.array(["2028-12-20"], dtype="datetime64[D]")
    for counts, working in ((np.array([90]), np.array([True])), (np.array([90]), np.array([False]))):
        with pytest.raises(ProblemsFound, match="nằm ngoài lịch làm việc"):
            ManyDueDays(CALENDAR).due_days(one, np.array([False]), counts, working)


def test_waiting_for_a_supplement_moves_the_deadline_by_the_days_waited() -> None:
    due = date(2026, 3, 9)
    assert due_after_waiting(CALENDAR, due, asked=date(2026, 3, 4), answered=date(2026, 3, 4)) == due
    assert due_after_waiting(CALENDAR, due, asked=date(2026, 3, 4), answered=date(2026, 3, 6)) == date(2026, 3, 11)
    assert due_after_waiting(CALENDAR, due, asked=date(2026, 3, 6), answered=date(2026, 3, 8)) == due


def test_late_and_early_in_working_days() -> None:
    due = date(2026, 2, 13)
    assert [days_late(CALENDAR, due, done) for done in (date(2026, 2, 12), due, date(2026, 2, 14), date(2026, 2, 24))] == [-1, 0, 0, 2]


def test_a_changed_calendar_lists_what_it_touches_and_moves_nothing() -> None:
    term = Term(3)
    promises = [Promise(key, received, term, due_day(CALENDAR, received, term)) for key, received in (
        ("before", at(2026, 6, 1, 9)), ("across", at(2026, 6, 11, 9)), ("after", at(2026, 6, 16, 9)),
    )]
    changed = CALENDAR.with_days([NamedDay(date(2026, 6, 15), "off", "ngày riêng của tỉnh")])
    found = list(touched(changed, promises))
    assert [(one.promise.key, one.promise.due, one.would_be) for one in found] == [("across", date(2026, 6, 16), date(2026, 6, 17))]
