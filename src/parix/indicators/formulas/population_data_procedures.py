"""Procedures connected to the national population database, of those that need its data. Decision 766/QĐ-TTg of 2022,
indicator 4.5a. One of which nobody said whether it needs them is unknown."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="population_data_procedures", measure="procedures.population_data_connected", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.needs_population_data.fill_null(True),
    reached=lambda procedures, _as_of: procedures.needs_population_data & procedures.is_population_data_connected,
    marks=("needs_population_data", "is_population_data_connected"),
)
