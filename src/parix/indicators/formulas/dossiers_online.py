"""Dossiers filed online and answered electronically. Decision 766/QĐ-TTg of 2022, indicator 3.3."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every
from parix.indicators.register_tables import ONLINE

INDICATOR = Indicator(
    key="dossiers_online", measure="onestop.dossiers_online", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: (dossiers.channel == ONLINE) & dossiers.has_electronic_result,
    marks=("has_electronic_result",),
)
