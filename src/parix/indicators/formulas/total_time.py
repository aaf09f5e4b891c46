"""Each settled dossier by its whole time: earlier than its term 2 points, on the day 1, later 0. Circular 01/2018/TT-VPCP, articles 13 to 15, index 1."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator
from parix.indicators.points import points_by_day

INDICATOR = Indicator(
    key="total_time", measure="onestop.total_time", dated_by="finished_on", kind="levels",
    among=is_accepted,
    counted=lambda dossiers, as_of: is_settled(dossiers, as_of) & dossiers.due_on.notnull(),
    reached=lambda dossiers, _as_of: points_by_day(dossiers.finished_on, dossiers.due_on),
)
