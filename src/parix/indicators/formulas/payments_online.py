"""Dossiers whose fee was paid online; those without a fee are not counted. Decision 766/QĐ-TTg of 2022, indicator 3.6."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted
from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import FEE_PAID_ONLINE, FEE_PAID_OTHERWISE, FEE_UNPAID

INDICATOR = Indicator(
    key="payments_online", measure="onestop.payments_online", dated_by="received_on",
    among=is_accepted,
    counted=lambda dossiers, as_of: dossiers.fee.isin([FEE_UNPAID, FEE_PAID_ONLINE, FEE_PAID_OTHERWISE]),
    reached=lambda dossiers, _as_of: dossiers.fee == FEE_PAID_ONLINE,
)
