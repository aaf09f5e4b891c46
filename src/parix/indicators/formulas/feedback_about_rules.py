"""Feedback about rules and procedures, of all; the rest is about staff. Decision 766/QĐ-TTg of 2022, indicator 5.1, which is watched and
gives no points."""

from __future__ import annotations

from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import ABOUT_RULES

INDICATOR = Indicator(
    key="feedback_about_rules", measure="feedback.about_rules", table="feedback", dated_by="received_on",
    counted=lambda feedback, _as_of: feedback.feedback.notnull(),
    reached=lambda feedback, _as_of: feedback.about == ABOUT_RULES,
)
