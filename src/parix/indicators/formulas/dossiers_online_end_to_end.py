"""Dossiers filed online, of those whose procedure can be done online from end to end: the reading of decision 766/QĐ-TTg of 2022,
indicator 3.3, that the portal's table of metrics gives."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import END_TO_END, ONLINE

INDICATOR = Indicator(
    key="dossiers_online_end_to_end", measure="onestop.dossiers_online_end_to_end", dated_by="received_on", reading_of="dossiers_online",
    among=is_accepted,
    counted=lambda dossiers, as_of: (dossiers.online_level == END_TO_END),
    reached=lambda dossiers, _as_of: dossiers.channel == ONLINE,
)
