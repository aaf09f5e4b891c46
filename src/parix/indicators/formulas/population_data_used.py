"""Dossiers that drew on the national population database. Decision 766/QĐ-TTg of 2022, indicator 4.5."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every

INDICATOR = Indicator(
    key="population_data_used", measure="onestop.population_data_used", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.uses_population_data,
    marks=("uses_population_data",),
)
