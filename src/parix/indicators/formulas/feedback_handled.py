"""Feedback that was answered, turned down or passed on by the day looked from. Decree 20/2008/NĐ-CP."""

from __future__ import annotations

from parix.indicators.feedback_conditions import is_closed
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="feedback_handled", measure="feedback.handled", table="feedback", dated_by="received_on",
    counted=lambda feedback, _as_of: feedback.feedback.notnull(),
    reached=is_closed,
)
