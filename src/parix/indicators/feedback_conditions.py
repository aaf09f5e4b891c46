"""Conditions of feedback that several formulas share: closed, and each clock kept as seen from a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from parix.indicators.points import is_in_time
from parix.indicators.register_tables import PASSED_ON, TURNED_DOWN


def is_closed(feedback: Any, as_of: date) -> Any:
    """Answered, turned down or passed on by the day."""
    return (feedback.closed_on <= as_of).fill_null(False)


def is_closed_in_time(feedback: Any, as_of: date) -> Any:
    """By the clock of what became of it; what is open has that of an answer."""
    turned_away = is_closed(feedback, as_of) & feedback.outcome.isin([TURNED_DOWN, PASSED_ON])
    due_by = turned_away.ifelse(feedback.turn_down_by, feedback.answer_by)
    return is_in_time(feedback.closed_on, due_by, as_of)


def keeps_every_clock(feedback: Any, as_of: date) -> Any:
    """Closed in time, more asked for in time where it was, and the answer published in time where it is to be."""
    asked = feedback.asked_on.isnull() | (feedback.asked_on > as_of) | (feedback.asked_on <= feedback.ask_by)
    published = feedback.publish_by.isnull() | is_in_time(feedback.published_on, feedback.publish_by, as_of)
    return is_closed_in_time(feedback, as_of) & asked & published
