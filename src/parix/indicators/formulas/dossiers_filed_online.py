"""Dossiers filed online, whatever form the result has: the other reading of decision 766/QĐ-TTg of 2022, indicator 3.3, and what the
grading of circular 01/2018/TT-VPCP asks in its index 9."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every
from parix.indicators.register_tables import ONLINE

INDICATOR = Indicator(
    key="dossiers_filed_online", measure="onestop.dossiers_filed_online", dated_by="received_on", reading_of="dossiers_online",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.channel == ONLINE,
)
