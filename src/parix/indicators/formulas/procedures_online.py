"""Procedures offered online, in part or from end to end, of those in force. Decision 766/QĐ-TTg of 2022, indicator 3.1."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator
from parix.indicators.register_tables import PARTIAL

INDICATOR = Indicator(
    key="procedures_online", measure="procedures.online", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.procedure.notnull(),
    reached=lambda procedures, _as_of: procedures.online_level >= PARTIAL,
)
