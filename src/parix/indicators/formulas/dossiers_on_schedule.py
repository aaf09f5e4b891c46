"""Dossiers settled by their due day, or still within term. Decision 766/QĐ-TTg of 2022, indicator 2.1: the time a supplement was waited for
has moved the due day already; what is open is judged on the day looked from."""

from __future__ import annotations

from parix.indicators.dossier_conditions import has_term, is_accepted, is_on_schedule
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="dossiers_on_schedule", measure="onestop.dossiers_on_schedule", dated_by="received_on",
    among=is_accepted,
    counted=has_term,
    reached=is_on_schedule,
)
