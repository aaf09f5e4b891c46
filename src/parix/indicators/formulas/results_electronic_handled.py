"""Dossiers with an electronic result, of all received or handled in the period: how the portal published decision 766/QĐ-TTg of 2022,
indicator 4.1."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import HANDLED, Indicator, every

INDICATOR = Indicator(
    key="results_electronic_handled", measure="onestop.results_electronic_handled", dated_by=HANDLED, reading_of="results_electronic",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, as_of: dossiers.has_electronic_result & (dossiers.finished_on <= as_of).fill_null(False),
    marks=("has_electronic_result",),
)
