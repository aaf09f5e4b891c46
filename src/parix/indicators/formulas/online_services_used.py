"""Online services that received a dossier online in the period, of those offered at its end. Decision 766/QĐ-TTg of 2022,
indicator 3.2."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator
from parix.indicators.register_tables import PARTIAL

INDICATOR = Indicator(
    key="online_services_used", measure="procedures.online_used", table="procedures", dated_by=STANDING, needs=("dossiers",),
    counted=lambda procedures, _as_of: procedures.online_level >= PARTIAL,
    reached=lambda procedures, _as_of: procedures.has_online_dossier,
)
