"""Communes that offer electronic certified copies of originals. Decision 766/QĐ-TTg of 2022, indicator 4.6. Decree 45/2020/NĐ-CP."""

from __future__ import annotations

from parix.indicators.indicator import STANDING, Indicator

INDICATOR = Indicator(
    key="electronic_certified_copies", measure="communes.electronic_certified_copies", table="communes", dated_by=STANDING,
    counted=lambda communes, _as_of: communes.agency.notnull(),
    reached=lambda communes, as_of: (communes.certified_copies_since <= as_of).fill_null(False),
)
