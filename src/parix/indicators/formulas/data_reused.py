"""Dossiers that took papers or results digitised before. Decision 766/QĐ-TTg of 2022, indicator 4.3."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every

INDICATOR = Indicator(
    key="data_reused", measure="onestop.data_reused", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.reuses_data,
    marks=("reuses_data",),
)
