"""Dossiers with papers from the electronic store of the person or organisation. Decision 766/QĐ-TTg of 2022, indicator 4.4."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator, every

INDICATOR = Indicator(
    key="personal_store_connected", measure="onestop.personal_store_connected", dated_by="received_on",
    among=is_accepted,
    counted=every,
    reached=lambda dossiers, _as_of: dossiers.uses_personal_store,
    marks=("uses_personal_store",),
)
