"""Each settled dossier by the time of every agency involved: all early 2 points, one just on time 1, one late 0. Circular 01/2018/TT-VPCP,
articles 13 to 15, index 2; the register keeps the points, for only it knows the stages."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="agency_time", measure="onestop.agency_time", dated_by="finished_on", kind="levels",
    among=is_accepted,
    counted=lambda dossiers, as_of: is_settled(dossiers, as_of) & dossiers.stage_points.notnull(),
    reached=lambda dossiers, _as_of: dossiers.stage_points,
)
