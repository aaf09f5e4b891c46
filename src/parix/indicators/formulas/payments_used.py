"""Procedures with a fee that was paid online at least once in the period. Decision 766/QĐ-TTg of 2022, indicator 3.5b."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="payments_used", measure="procedures.payments_used", table="procedures", dated_by=STANDING, needs=("dossiers",),
    counted=lambda procedures, _as_of: procedures.has_fee,
    reached=lambda procedures, _as_of: procedures.has_paid_online,
)
