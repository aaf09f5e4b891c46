"""The rows behind a figure by side: all that are counted, those that reached, those that were counted and missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from parix.foundation.periods import Period
from parix.indicators.counting import rows_behind
from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import TABLES

Side = Literal["counted", "reached", "missed"]
FULL = 2


def behind(tables: Mapping[str, Any], one: Indicator, *, as_of: date, within: Period, agencies: Iterable[int], side: Side = "counted") -> Any:
    """An ibis table of `subject`, `reached` (true or false; of a mean the quantity, of levels the points) and `has_missed`, those that missed
    first. Of a mean nothing misses, the largest comes first; of levels a row below the full points has missed."""
    own = {**tables, one.table: tables[one.table].filter(tables[one.table].agency.isin(sorted(agencies)))}
    rows = rows_behind(own, one, as_of=as_of, within=within, subject=TABLES[one.table].subject, where={})
    rows = rows.mutate(has_missed=_has_missed(rows.reached, one))
    kept = rows if side == "counted" else rows.filter(rows.has_missed if side == "missed" else ~rows.has_missed)
    first = kept.reached.desc() if one.kind == "mean" else kept.has_missed.desc()
    return kept.order_by([first, kept.subject])


def sides(rows: Any) -> Any:
    """One row: how many are counted (`counted`) and how many of them missed (`missed`)."""
    return rows.aggregate(counted=rows.count(), missed=rows.count(where=rows.has_missed))


def _has_missed(reached: Any, one: Indicator) -> Any:
    if one.kind == "mean":
        return reached.isnull()
    return (reached < FULL).fill_null(True) if one.kind == "levels" else ~reached.fill_null(False)
