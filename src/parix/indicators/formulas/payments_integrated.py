"""Procedures with a fee that can be paid online. Decision 766/QĐ-TTg of 2022, indicator 3.5a."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="payments_integrated", measure="procedures.payments_integrated", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.has_fee,
    reached=lambda procedures, _as_of: procedures.has_online_payment,
)
