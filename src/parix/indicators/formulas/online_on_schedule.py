"""Dossiers filed online that are not late. The third condition of circular 01/2018/TT-VPCP, index 9: none is."""

from __future__ import annotations

from parix.indicators.dossier_conditions import has_term, is_accepted, is_on_schedule
from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import ONLINE

INDICATOR = Indicator(
    key="online_on_schedule", measure="onestop.online_on_schedule", dated_by="received_on",
    among=is_accepted,
    counted=lambda dossiers, as_of: has_term(dossiers, as_of) & (dossiers.channel == ONLINE),
    reached=is_on_schedule,
)
