"""The clocks of feedback in working days, around Tết too, and what is refused in their file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parix.dossiers.feedback_clocks import DueDays, answer_by_after, clocks_on, due_days, publish_by, read_feedback_clocks
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar

CALENDAR, _PROBLEMS = read_working_calendar(next(SHIPPED.glob("*.yaml")), until=2028)
CLOCKS, _NONE = read_feedback_clocks()


@pytest.mark.parametrize(("received", "expected"), [
    (date(2026, 11, 2), DueDays(date(2026, 11, 4), date(2026, 11, 9), date(2026, 11, 23))),
    (date(2026, 2, 13), DueDays(date(2026, 2, 24), date(2026, 2, 27), date(2026, 3, 13))),  # over Tết
    (date(2026, 11, 7), DueDays(date(2026, 11, 11), date(2026, 11, 16), date(2026, 12, 1))),  # a Saturday, and 24 November is off
])
def test_days_due(received: date, expected: DueDays) -> None:
    assert CALENDAR is not None
    assert due_days(CALENDAR, received, clocks_on(CLOCKS, received)) == expected


@given(some.dates(date(2026, 1, 1), date(2027, 6, 1)), some.integers(0, 30), some.integers(0, 30))
def test_waiting_never_brings_the_answer_forward_and_publishing_follows(received: date, asked: int, waited: int) -> None:
    assert CALENDAR is not None
    clocks = clocks_on(CLOCKS, received)
    days = due_days(CALENDAR, received, clocks)
    first, last = (date.fromordinal(received.toordinal() + ahead) for ahead in (asked, asked + waited))
    assert answer_by_after(CALENDAR, days.answer_by, first, last) >= days.answer_by > days.ask_by > days.turn_down_by > received
    assert CALENDAR.working_days_between(CALENDAR.on_or_after(days.answer_by), publish_by(CALENDAR, days.answer_by, clocks)) == clocks.publish


def test_before_the_first_clocks_the_first_hold() -> None:
    assert clocks_on(CLOCKS, date(2000, 1, 1)) == CLOCKS[0]


@pytest.mark.parametrize("text", ["title: {vi: a, en: b}\nrules: []\n", "title: {vi: a, en: b}\nrules:\n  - {since: x}\n", "x"])
def test_unsound_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "clocks.yaml"
    path.write_text(text, encoding="utf-8")
    clocks, problems = read_feedback_clocks(path)
    assert clocks == () and problems
