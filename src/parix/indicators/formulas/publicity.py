"""Each rating by how procedures are made public: 2, 1 or 0 points. Circular 01/2018/TT-VPCP, articles 13 to 15, index 6."""

from __future__ import annotations

from parix.indicators.indicator import Indicator

INDICATOR = Indicator(
    key="publicity", measure="onestop.publicity", table="ratings", dated_by="rated_on", kind="levels",
    counted=lambda ratings, _as_of: ratings.publicity.notnull(),
    reached=lambda ratings, _as_of: ratings.publicity,
)
