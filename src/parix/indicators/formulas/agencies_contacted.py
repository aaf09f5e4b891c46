"""Each rating by how many agencies the submitter had to contact: 2, 1 or 0 points. Circular 01/2018/TT-VPCP, articles 13 to 15, index 4."""

from __future__ import annotations

from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="agencies_contacted", measure="onestop.agencies_contacted", table="ratings", dated_by="rated_on", kind="levels",
    counted=lambda ratings, _as_of: ratings.agencies_contacted.notnull(),
    reached=lambda ratings, _as_of: ratings.agencies_contacted,
)
