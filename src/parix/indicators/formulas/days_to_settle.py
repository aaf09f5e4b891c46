"""Days from receipt to the end of handling, less those waited for a supplement. Decision 766/QĐ-TTg of 2022, indicator 2.2: watched, without points."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="days_to_settle", measure="onestop.days_to_settle", dated_by="finished_on",
    among=is_accepted,
    counted=is_settled,
    reached=lambda dossiers, _as_of: dossiers.finished_on.delta(dossiers.received_on, unit="day") - dossiers.waited_days,
    kind="mean",
)
