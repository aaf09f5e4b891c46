"""Feedback in time whose sender neither disliked the answer nor raised the matter again. Decision 766/QĐ-TTg of 2022, indicator 5.3."""

from __future__ import annotations

from parix.indicators.feedback_conditions import keeps_every_clock
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="feedback_satisfied", measure="feedback.satisfied", table="feedback", dated_by="received_on",
    counted=lambda feedback, _as_of: feedback.feedback.notnull(),
    reached=lambda feedback, as_of: keeps_every_clock(feedback, as_of) & ~feedback.is_disliked & ~feedback.is_raised_again,
)
