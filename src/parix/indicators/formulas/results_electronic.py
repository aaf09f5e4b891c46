"""Settled dossiers whose result was issued electronically. Decision 766/QĐ-TTg of 2022, indicator 4.1; decree 45/2020."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="results_electronic", measure="onestop.results_electronic", dated_by="finished_on",
    among=is_accepted,
    counted=is_settled,
    reached=lambda dossiers, _as_of: dossiers.has_electronic_result,
    marks=("has_electronic_result",),
)
