"""Feedback closed by the day it was to be answered; publication is left aside. Circular 01/2018/TT-VPCP, articles 13 to 15, index 8."""

from __future__ import annotations

from parix.indicators.feedback_conditions import is_closed_in_time
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="feedback_handled_on_time", measure="feedback.handled_on_time", table="feedback", dated_by="received_on",
    counted=lambda feedback, _as_of: feedback.feedback.notnull(),
    reached=is_closed_in_time,
)
