"""Procedures that are published, of those in force. Decree 63/2010/NĐ-CP, articles 13 to 17."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="procedures_published", measure="procedures.published", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.procedure.notnull(),
    reached=lambda procedures, _as_of: procedures.is_published,
)
