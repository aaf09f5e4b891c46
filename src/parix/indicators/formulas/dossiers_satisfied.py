"""Dossiers that nobody disliked or complained of and that are not overdue. Decision 766/QĐ-TTg of 2022, indicator 5.4."""

from __future__ import annotations

from parix.indicators.dossier_conditions import has_term, is_accepted, is_on_schedule
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="dossiers_satisfied", measure="onestop.dossiers_satisfied", dated_by="received_on",
    among=is_accepted,
    counted=has_term,
    reached=lambda dossiers, as_of: ~dossiers.is_disliked & ~dossiers.has_feedback & is_on_schedule(dossiers, as_of),
)
