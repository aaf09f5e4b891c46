"""Published procedures with all their parts. Decision 766/QĐ-TTg of 2022, indicator 1.3. Decree 63/2010/NĐ-CP, article 8, clause 2;
as they are when looked at, not by period."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="procedures_published_complete", measure="procedures.published_complete", table="procedures", dated_by=STANDING,
    counted=lambda procedures, _as_of: procedures.is_published,
    reached=lambda procedures, _as_of: procedures.is_complete,
)
