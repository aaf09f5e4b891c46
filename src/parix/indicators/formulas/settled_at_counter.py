"""Procedures that end at the one-stop counter, of those taken in there. Circular 01/2018/TT-VPCP, articles 13 to 15, index 5. One of which
nobody said whether it is taken in there is unknown."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="settled_at_counter", measure="procedures.settled_at_counter", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.is_one_stop.fill_null(True),
    reached=lambda procedures, _as_of: procedures.is_one_stop & procedures.is_settled_at_counter,
    marks=("is_one_stop", "is_settled_at_counter"),
)
