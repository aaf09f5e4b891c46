"""Dossiers on schedule, of all that were open on any day of the period: decision 766/QĐ-TTg of 2022, indicator 2.1, read as "received or
handled in the period", so that one taken over from an earlier period counts again."""

from __future__ import annotations

from parix.indicators.dossier_conditions import has_term, is_accepted, is_on_schedule
from parix.indicators.indicator import HANDLED, Indicator

INDICATOR = Indicator(
    key="dossiers_on_schedule_handled", measure="onestop.dossiers_on_schedule_handled", dated_by=HANDLED, reading_of="dossiers_on_schedule",
    among=is_accepted,
    counted=has_term,
    reached=is_on_schedule,
)
