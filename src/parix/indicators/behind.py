"""The rows behind a figure by side: all that are counted, those that reached, those that were counted and missed, those left out as unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from parix.foundation.periods import Period
from parix.indicators.counting import rows_behind
from parix.indicators.indicator import Indicator
from parix.indicators.register_tables import TABLES

Side = Literal["every", "counted", "reached", "missed", "unknown"]
FULL = 2


def behind(tables: Mapping[str, Any], one: Indicator, *, as_of: date, within: Period, agencies: Iterable[int], side: Side = "every") -> Any:
    """An ibis table of `subject`, `is_known`, `reached` (true or false; of a mean the quantity, of levels the points) and `has_missed`, those
    that missed first. Of a mean nothing misses, the largest comes first; of levels a row below the full points has missed."""
    own = {**tables, one.table: tables[one.table].filter(tables[one.table].agency.isin(sorted(agencies)))}
    rows = rows_behind(own, one, as_of=as_of, within=within, subject=TABLES[one.table].subject, where={})
    rows = rows.mutate(has_missed=rows.is_known & _has_missed(rows.reached, one))
    kept = _of_side(rows, side)
    first = kept.reached.desc() if one.kind == "mean" else kept.has_missed.desc()
    return kept.order_by([first, kept.subject])


def sides(rows: Any) -> Any:
    """Of the rows of every side one row: how many are counted (`counted`), how many of them missed (`missed`), how many left out (`unknown`)."""
    return rows.aggregate(counted=rows.count(where=rows.is_known), missed=rows.count(where=rows.has_missed), unknown=rows.count(where=~rows.is_known))


def _of_side(rows: Any, side: Side) -> Any:
    if side in ("every", "unknown"):
        return rows if side == "every" else rows.filter(~rows.is_known)
    known = rows.filter(rows.is_known)
    return known if side == "counted" else known.filter(known.has_missed if side == "missed" else ~known.has_missed)


def _has_missed(reached: Any, one: Indicator) -> Any:
    if one.kind == "mean":
        return reached.isnull()
    return (reached < FULL).fill_null(True) if one.kind == "levels" else ~reached.fill_null(False)
