"""Conditions that tables share: in time by a day, and the 2, 1 or 0 points of the one-stop grading."""

from __future__ import annotations

from datetime import date
from typing import Any

from parix.foundation.lazy_modules import lazy_module

ibis = lazy_module("ibis")


def is_in_time(done_on: Any, due_by: Any, as_of: date) -> Any:
    """Done by the day or, not being done on the day looked from, not past it then."""
    return ibis.least(done_on.fill_null(as_of), ibis.literal(as_of)) <= due_by


def points_by_day(done_on: Any, due_on: Any) -> Any:
    """Earlier 2, on the day 1, later 0."""
    return ibis.cases((done_on < due_on, 2), (done_on == due_on, 1), else_=0)


def points_by_times(times: Any, is_excused: Any) -> Any:
    """Never, or excused, 2; once 1; more often 0."""
    return ibis.cases((is_excused | (times == 0), 2), (times == 1, 1), else_=0)
