"""Due times with waits in both ways, what counts as late, and the dated rules that say which way holds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parix.dossiers.clock_rules import read_clock_book
from parix.dossiers.clocks import Extension, Promptness, Wait, days_waited, due_in_force, moved_by, open_time, promptness
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, due_at

HERE = timezone(timedelta(hours=7))


def _calendar() -> WorkingCalendar:
    calendar, _problems = read_working_calendar(next(SHIPPED.glob("*.yaml")), until=2028)
    assert calendar is not None
    return calendar


CALENDAR = _calendar()


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=HERE)


MONDAY, TUESDAY, FRIDAY = at(2), at(3), at(6)
FIVE = Term(5)


def test_without_waiting_it_is_the_term() -> None:
    assert due_in_force(CALENDAR, MONDAY, FIVE) == due_at(CALENDAR, MONDAY, FIVE) == datetime(2026, 3, 9, 17, 30, tzinfo=HERE)


def test_waiting_restarts_the_term_or_moves_its_end() -> None:
    assert due_in_force(CALENDAR, MONDAY, FIVE, [Wait(TUESDAY, FRIDAY, "restart")]) == datetime(2026, 3, 13, 17, 30, tzinfo=HERE)
    assert due_in_force(CALENDAR, MONDAY, FIVE, [Wait(TUESDAY, FRIDAY, "shift")]) == datetime(2026, 3, 12, 17, 30, tzinfo=HERE)


def test_an_extension_is_a_promise_of_its_own_and_waits_move_it_on() -> None:
    extension = Extension(FRIDAY, at(16, 11))
    assert due_in_force(CALENDAR, MONDAY, FIVE, [Wait(TUESDAY, at(4)), extension]) == at(16, 11)
    assert due_in_force(CALENDAR, MONDAY, FIVE, [extension, Wait(at(10), at(11), "shift")]) == datetime(2026, 3, 17, 17, 30, tzinfo=HERE)


def test_while_waiting_nothing_is_due() -> None:
    assert due_in_force(CALENDAR, MONDAY, FIVE, [Wait(TUESDAY)]) is None


def test_a_supplement_that_comes_after_fifteen_counts_from_the_next_day() -> None:
    early, late = (due_in_force(CALENDAR, MONDAY, FIVE, [Wait(TUESDAY, at(6, hour))]) for hour in (14, 16))
    assert early is not None and late is not None and (early.day, late.day) == (13, 16)


def test_terms_in_hours_move_by_open_hours() -> None:
    due = due_in_force(CALENDAR, at(2, 8), Term(4, "working_hours"), [Wait(at(2, 10), at(3, 10), "shift")])
    # due at 14:00 of Monday: half past eleven ends three and a half hours; eight open hours were waited
    assert due == datetime(2026, 3, 3, 14, 0, tzinfo=HERE)


@given(some.integers(0, 10), some.integers(0, 20), some.integers(0, 20), some.sampled_from(["working_days", "days", "working_hours"]))
def test_moving_the_end_never_brings_it_forward(count: int, asked: int, waited: int, unit: str) -> None:
    term = Term(count, unit)  # type: ignore[arg-type]
    wait = Wait(MONDAY + timedelta(days=asked), MONDAY + timedelta(days=asked + waited), "shift")
    before, after = due_in_force(CALENDAR, MONDAY, term), due_in_force(CALENDAR, MONDAY, term, [wait])
    assert before is not None and after is not None and before <= after


@given(some.integers(0, 40), some.integers(0, 80))
def test_open_time_and_moving_are_each_others_undoing(start: int, hours: int) -> None:
    moment = CALENDAR.spans(CALENDAR.on_or_after((MONDAY + timedelta(days=start)).date()), HERE)[0][0]
    assert open_time(CALENDAR, moment, moved_by(CALENDAR, moment, timedelta(hours=hours))) == timedelta(hours=hours)


def test_days_waited_are_days_of_the_calendar() -> None:
    assert days_waited([Wait(TUESDAY, FRIDAY), Wait(at(10), at(12)), Wait(at(20))]) == 5


@pytest.mark.parametrize(("is_open", "due", "finished", "expected"), [
    (False, 9, 8, "early"), (False, 9, 9, "on_time"), (False, 9, 10, "late"), (True, 9, None, "in_term"), (True, 8, None, "in_term"), (True, 7, None, "overdue"),
    (True, None, None, "unknown"), (False, None, 9, "unknown"), (False, 9, None, "none"),
])
def test_promptness_compares_days(is_open: bool, due: int | None, finished: int | None, expected: Promptness) -> None:
    days = [None if one is None else date(2026, 3, one) for one in (due, finished)]
    assert promptness(is_open=is_open, due=days[0], finished=days[1], today=date(2026, 3, 8)) == expected


def test_the_shipped_rules_are_sound_and_dated() -> None:
    book, problems = read_clock_book()
    assert book is not None and problems == []
    rules = book.on(date(2026, 1, 1))
    assert (rules.next_day_after, rules.supplement, rules.supplements, rules.extensions) == (time(15), "restart", 1, 1)
    assert book.on(date(2019, 1, 1)).since < rules.since and book.on(date(2000, 1, 1)) == book.rules[0]


@pytest.mark.parametrize(("text", "code"), [
    ("title: {vi: a, en: b}\nrules: []\n", "dossiers.clock_order"),
    ("title: {vi: a, en: b}\nrules:\n  - {since: '2020-01-01', act: x, next_day_after: soon, supplement: shift, supplements: '1', extensions: '1', apology_days_before: '1'}\n", ""),
    ("title: {vi: a, en: b}\nrules:\n  - {since: '2020-01-01', act: x, next_day_after: none, supplement: other, supplements: '1', extensions: '1', apology_days_before: '1'}\n", ""),
])
def test_unsound_rules_are_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    book, problems = read_clock_book(path)
    assert book is None and problems and (not code or problems[0].code == code)
