"""Procedures whose every promulgating decision due in the period was signed in time. Decision 766/QĐ-TTg of 2022, indicator 1.1: several
decisions on one procedure count once, and one that is late makes the procedure late."""

from __future__ import annotations

from parix.indicators.indicator import Indicator
from parix.indicators.points import is_in_time

INDICATOR = Indicator(
    key="procedures_promulgated_on_time", measure="procedures.promulgated_on_time", table="promulgations", dated_by="promulgate_by",
    kind="each", each="procedure",
    counted=lambda promulgations, _as_of: promulgations.procedure.notnull(),
    reached=lambda promulgations, as_of: is_in_time(promulgations.promulgated_on, promulgations.promulgate_by, as_of),
)
