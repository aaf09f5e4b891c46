"""Clocks of promulgation and publication on the working calendar of state offices."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import ProblemsFound
from parix.foundation.working_calendar.calendar_files import SHIPPED, read_working_calendar
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.procedures.publication_clocks import CLOCKS, Clocks, State, kept, of_procedure, promulgate_by, publish_by
from tests.unit.scoring.property_settings import examples


@cache
def calendar() -> WorkingCalendar:
    (path,) = sorted(SHIPPED.glob("*.yaml"))
    found, _problems = read_working_calendar(path, until=2027)
    assert found is not None
    return found


def test_the_decision_stands_five_working_days_before_and_five_after() -> None:
    """In force on Monday 9 November 2026: signed by Monday the 2nd; signed on Thursday the 5th: published by Thursday the 12th."""
    assert promulgate_by(calendar(), date(2026, 11, 9), CLOCKS["province"]) == date(2026, 11, 2)
    assert publish_by(calendar(), date(2026, 11, 5), CLOCKS["province"]) == date(2026, 11, 12)
    assert promulgate_by(calendar(), date(2026, 11, 9), CLOCKS["ministry"]) == date(2026, 10, 12)


def test_days_off_are_no_working_days() -> None:
    """National Day and its neighbour, and the weekend, lie between."""
    assert promulgate_by(calendar(), date(2026, 9, 7), Clocks(1, 1)) == date(2026, 9, 4)
    assert publish_by(calendar(), date(2026, 9, 4), Clocks(1, 1)) == date(2026, 9, 7)


@given(st.dates(date(2026, 3, 1), date(2026, 12, 20)), st.sampled_from(list(CLOCKS.values())))
@examples(100)
def test_so_many_working_days_lie_between(day: date, clocks: Clocks) -> None:
    by = promulgate_by(calendar(), day, clocks)
    assert calendar().is_worked(by) and by < day
    assert calendar().working_days_between(by, day - timedelta(days=1)) == clocks.before - 1
    assert calendar().working_days_between(day, publish_by(calendar(), day, clocks)) == clocks.after


def test_a_day_that_no_calendar_knows_is_refused() -> None:
    for day in (date(1900, 1, 1), date(2099, 1, 1)):
        with pytest.raises(ProblemsFound):
            promulgate_by(calendar(), day, CLOCKS["province"])


@pytest.mark.parametrize(("done", "today", "state"), [
    (date(2026, 11, 2), date(2026, 12, 1), "on_time"), (date(2026, 11, 3), date(2026, 12, 1), "late"),
    (None, date(2026, 11, 2), "waiting"), (None, date(2026, 11, 3), "late"),
])
def test_late_only_when_the_day_is_over(done: date | None, today: date, state: State) -> None:
    assert kept(date(2026, 11, 2), done, today) == state


def test_one_late_decision_makes_the_procedure_late() -> None:
    assert [of_procedure(states) for states in ([], ["waiting"], ["on_time", "waiting"], ["on_time", "late"])] == [None, "waiting", "on_time", "late"]  # type: ignore[arg-type]
