"""Procedures taken in at the one-stop counter, of those in force. Decree 61/2018/NĐ-CP, article 14; decree 118/2025/NĐ-CP."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="procedures_one_stop", measure="procedures.one_stop", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.procedure.notnull(),
    reached=lambda procedures, _as_of: procedures.is_one_stop,
    marks=("is_one_stop",),
)
