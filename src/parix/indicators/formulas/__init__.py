"""The closed list of indicators, one file each: definition and source, what is counted, what of it reached.

In: a table by contract and a day to look from. Out: conditions over its columns. Must not: run anything, or give points.
"""

from __future__ import annotations

from types import ModuleType

from parix.indicators.formulas import (
    agencies_contacted,
    agency_time,
    apologies_sent,
    attitude,
    contacts_needed,
    data_reused,
    days_to_settle,
    dossiers_digitised,
    dossiers_filed_online,
    dossiers_on_schedule,
    dossiers_on_schedule_handled,
    dossiers_on_time,
    dossiers_online,
    dossiers_online_end_to_end,
    dossiers_satisfied,
    dossiers_synced,
    electronic_certified_copies,
    feedback_about_rules,
    feedback_handled,
    feedback_handled_on_time,
    feedback_on_time,
    feedback_satisfied,
    online_on_schedule,
    online_services_used,
    payments_integrated,
    payments_online,
    payments_used,
    personal_store_connected,
    population_data_procedures,
    population_data_used,
    procedures_one_stop,
    procedures_online,
    procedures_promulgated_and_published,
    procedures_promulgated_on_time,
    procedures_published,
    procedures_published_complete,
    procedures_published_on_time,
    publicity,
    results_electronic,
    results_electronic_handled,
    settled_at_counter,
    total_time,
)
from parix.indicators.indicator import Indicator


def _of(*modules: ModuleType) -> tuple[Indicator, ...]:
    return tuple(module.INDICATOR for module in modules)


# Those of dossiers that decision 766 scores or watches, in its order.
QUALITY_INDICATORS = _of(
    dossiers_synced, dossiers_on_schedule, days_to_settle, dossiers_online, payments_online, results_electronic, dossiers_digitised, data_reused,
    personal_store_connected, population_data_used, dossiers_satisfied,
)
DOSSIER_INDICATORS = QUALITY_INDICATORS + _of(
    dossiers_on_time, apologies_sent, dossiers_filed_online, dossiers_online_end_to_end, dossiers_on_schedule_handled, results_electronic_handled,
    online_on_schedule, total_time, agency_time, contacts_needed,
)
PROCEDURE_INDICATORS = _of(
    procedures_published_complete, procedures_online, online_services_used, payments_integrated, payments_used, population_data_procedures,
    procedures_published, procedures_one_stop, settled_at_counter,
)
PROMULGATION_INDICATORS = _of(
    procedures_promulgated_on_time, procedures_published_on_time, procedures_promulgated_and_published,
)
FEEDBACK_INDICATORS = _of(
    feedback_about_rules, feedback_on_time, feedback_satisfied, feedback_handled, feedback_handled_on_time,
)
RATING_INDICATORS = _of(agencies_contacted, publicity, attitude)
COMMUNE_INDICATORS = _of(electronic_certified_copies)

INDICATORS = {one.key: one for one in (
    *DOSSIER_INDICATORS, *PROCEDURE_INDICATORS, *PROMULGATION_INDICATORS, *FEEDBACK_INDICATORS, *RATING_INDICATORS, *COMMUNE_INDICATORS,
)}
