"""The closed list of indicators, one file each: definition and source, what is counted, what of it reached.

In: a table by contract and a day to look from. Out: conditions over its columns. Must not: run anything, or give points.
"""

from parix.indicators.formulas import (
    data_reused,
    days_to_settle,
    dossiers_digitised,
    dossiers_on_schedule,
    dossiers_online,
    dossiers_satisfied,
    dossiers_synced,
    payments_online,
    personal_store_connected,
    population_data_used,
    results_electronic,
)
from parix.indicators.indicator import Indicator

DOSSIER_INDICATORS: tuple[Indicator, ...] = tuple(module.INDICATOR for module in (
    dossiers_synced, dossiers_on_schedule, days_to_settle, dossiers_online, payments_online, results_electronic, dossiers_digitised, data_reused,
    personal_store_connected, population_data_used, dossiers_satisfied,
))
