"""Dossiers that the national portal knows. Decision 766/QĐ-TTg of 2022, indicator 1.4; where the national report counts more dossiers than the office,
the larger count is the denominator, which the set of criteria says."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every

INDICATOR = Indicator(
    key="dossiers_synced", measure="onestop.dossiers_synced", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.is_synced,
    marks=("is_synced",),
)
