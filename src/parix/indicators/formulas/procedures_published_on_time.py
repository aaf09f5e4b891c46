"""Procedures whose every publication due in the period was in time. Decision 766/QĐ-TTg of 2022, indicator 1.2."""

from __future__ import annotations

from parix.indicators.indicator import Indicator
from parix.indicators.points import is_in_time

INDICATOR = Indicator(
    key="procedures_published_on_time", measure="procedures.published_on_time", table="promulgations", dated_by="publish_by",
    kind="each", each="procedure",
    counted=lambda promulgations, _as_of: promulgations.procedure.notnull(),
    reached=lambda promulgations, as_of: is_in_time(promulgations.published_on, promulgations.publish_by, as_of),
)
