"""Procedures promulgated in time and published in time, every time it was due in the period. Decree 63/2010/NĐ-CP; one criterion of
provinces' indices."""

from __future__ import annotations

from parix.indicators.indicator import Indicator
from parix.indicators.points import is_in_time

INDICATOR = Indicator(
    key="procedures_promulgated_and_published", measure="procedures.promulgated_and_published_on_time", table="promulgations", dated_by="promulgate_by",
    kind="each", each="procedure",
    counted=lambda promulgations, _as_of: promulgations.procedure.notnull(),
    reached=lambda promulgations, as_of: (
        is_in_time(promulgations.promulgated_on, promulgations.promulgate_by, as_of)
        & (promulgations.publish_by.isnull() | is_in_time(promulgations.published_on, promulgations.publish_by, as_of))
    ),
)
