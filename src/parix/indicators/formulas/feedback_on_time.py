"""Feedback that kept each of its clocks: turned down or passed on in 2 working days, more asked for in 5, answered in 15, published in 2.
Decision 766/QĐ-TTg of 2022, indicator 5.2."""

from __future__ import annotations

from parix.indicators.feedback_conditions import keeps_every_clock
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="feedback_on_time", measure="feedback.on_time", table="feedback", dated_by="received_on",
    counted=lambda feedback, _as_of: feedback.feedback.notnull(),
    reached=keeps_every_clock,
)
