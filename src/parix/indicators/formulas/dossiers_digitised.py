"""Dossiers with at least one digitised paper. Decision 766/QĐ-TTg of 2022, indicator 4.2; decree 107/2021."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every

INDICATOR = Indicator(
    key="dossiers_digitised", measure="onestop.dossiers_digitised", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.has_digitised_paper,
    marks=("has_digitised_paper",),
)
