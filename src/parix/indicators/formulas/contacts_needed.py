"""Each settled dossier by how often the submitter had to come back to complete it: never 2 points, once 1, more 0, unless it was the
submitter's own fault. Circular 01/2018/TT-VPCP, articles 13 to 15, index 3."""

from __future__ import annotations

from parix.indicators.dossier_conditions import is_accepted, is_settled
from parix.indicators.indicator import Indicator
from parix.indicators.points import points_by_times

INDICATOR = Indicator(
    key="contacts_needed", measure="onestop.contacts_needed", dated_by="finished_on", kind="levels",
    among=is_accepted,
    counted=is_settled,
    reached=lambda dossiers, _as_of: points_by_times(dossiers.supplements, dossiers.is_submitters_fault),
)
