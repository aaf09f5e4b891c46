"""From conditions to one query: numerators and denominators of many indicators, by agency (and more) and period, in one pass a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Any, Literal

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.periods import Period
from parix.indicators.indicator import HANDLED, STANDING, Indicator

ibis = lazy_module("ibis")

# Month, quarter, half-year, year; "R" is the whole range asked for.
Grain = Literal["M", "Q", "H", "Y", "R"]
PERIOD = "period_start"


def tally(
    table: Any, indicators: Iterable[Indicator], *, as_of: date, by: Sequence[str] = ("agency",), grain: Grain = "Q", within: Period | None = None,
) -> Any:
    """An ibis table with the columns of `by`, `period_start` (date) and, for each indicator, `<key>_of`, `<key>_reached` (int64; of levels
    also `<key>_full`).

    Rows dated after `as_of`, or outside `within`, are not seen. A key and period where nothing was counted has 0 of 0, which is nothing
    arose. What stands or is handled in a period needs that period: `within`, and the grain "R".
    """
    indicators = tuple(indicators)
    days = dict.fromkeys(one.dated_by for one in indicators)
    parts = [_tally_by(table, [one for one in indicators if one.dated_by == day], day, as_of, by, grain, within) for day in days]
    return merged(parts, indicators, by) if len(parts) > 1 else parts[0]


def count_columns(indicators: Iterable[Indicator]) -> list[str]:
    return [f"{one.key}_{what}" for one in indicators for what in one.counts]


def merged(parts: Sequence[Any], indicators: Iterable[Indicator], by: Sequence[str] = ("agency",)) -> Any:
    """Tallies of different rows, added up; a part without an indicator's columns has nothing of it."""
    names = count_columns(indicators)
    keys = [*by, PERIOD]
    filled = [part.select(*keys, **{name: part[name] if name in part.columns else ibis.literal(0, "int64") for name in names}) for part in parts]
    together = reduce(lambda above, below: above.union(below), filled)
    return together.group_by(*keys).aggregate(**{name: together[name].sum().cast("int64") for name in names})


def _tally_by(
    table: Any, indicators: Sequence[Indicator], dated_by: str, as_of: date, by: Sequence[str], grain: Grain, within: Period | None,
) -> Any:
    seen = table.filter(*belonging(table, dated_by, as_of, within))
    if dated_by in (STANDING, HANDLED) or grain == "R":
        assert within is not None and grain == "R", "a stretch of time is counted one at a time"
        period = ibis.literal(within.start)
    else:
        period = first_day(seen[dated_by], grain)
    aggregates = {name: value for one in indicators for name, value in _aggregates(seen, one, as_of)}
    return seen.group_by(*by, **{PERIOD: period}).aggregate(**aggregates)


def belonging(table: Any, dated_by: str, as_of: date, within: Period | None) -> list[Any]:
    """The filters that keep the rows of a period, as seen from a day."""
    if dated_by == STANDING:
        day = min(within.end, as_of) if within else as_of
        return [table.in_force_since <= day, table.in_force_until.isnull() | (table.in_force_until > day)]
    if dated_by == HANDLED:
        assert within is not None
        return [table.received_on <= min(within.end, as_of), table.finished_on.isnull() | (table.finished_on >= within.start)]
    column = table[dated_by]
    return [column <= as_of] if within is None else [column >= within.start, column <= min(within.end, as_of)]


def first_day(column: Any, grain: Grain) -> Any:
    """Of the period that the day lies in."""
    if grain == "H":
        return ibis.date(column.year(), ibis.ifelse(column.month() <= 6, 1, 7), 1)
    return column.truncate(grain).cast("date")


def _aggregates(seen: Any, one: Indicator, as_of: date) -> Iterable[tuple[str, Any]]:
    counted, reached = one.counted(seen, as_of), one.reached(seen, as_of)
    if one.kind == "each":
        value = seen[one.each]
        of = value.nunique(where=counted)
        yield from ((f"{one.key}_of", of), (f"{one.key}_reached", of - value.nunique(where=counted & ~reached)))
        return
    yield f"{one.key}_of", seen.count(where=counted)
    yield f"{one.key}_reached", seen.count(where=counted & reached) if one.kind == "share" else _sum(reached, counted)
    if one.kind == "levels":
        yield f"{one.key}_full", seen.count(where=counted & (reached == 2))


def _sum(quantity: Any, counted: Any) -> Any:
    return quantity.sum(where=counted).fill_null(0).cast("int64")
