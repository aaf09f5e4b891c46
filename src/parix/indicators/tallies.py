"""From conditions to one query: numerators and denominators of many indicators, by agency (and more) and period, in one pass a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, reduce
from typing import Any, Literal

from parix.foundation.lazy_modules import lazy_module
from parix.foundation.periods import Period
from parix.indicators.indicator import HANDLED, STANDING, Indicator, every

ibis = lazy_module("ibis")

# Month, quarter, half-year, year; "R" is the whole range asked for.
Grain = Literal["M", "Q", "H", "Y", "R"]
PERIOD = "period_start"


def tally(
    table: Any, indicators: Iterable[Indicator], *, as_of: date, by: Sequence[str] = ("agency",), grain: Grain = "Q", within: Period | None = None,
) -> Any:
    """An ibis table with the columns of `by`, `period_start` (date) and, for each indicator, `<key>_of`, `<key>_reached` (int64; of levels
    also `<key>_full`, of what needs marks `<key>_unknown`).

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
    """Tallies by different dates side by side, each with indicators of its own; where one has no row it counted 0 of 0."""
    keys = [*by, PERIOD]
    together = reduce(lambda left, right: _beside(left, right, keys), parts)
    return together.select(*keys, **{name: together[name].fill_null(0) for name in count_columns(indicators)})


def _beside(left: Any, right: Any, keys: Sequence[str]) -> Any:
    joined = left.outer_join(right, keys, rname="{name}_right")
    return joined.mutate(**{name: ibis.coalesce(joined[name], joined[f"{name}_right"]) for name in keys}).drop(*(f"{name}_right" for name in keys))


def _tally_by(
    table: Any, indicators: Sequence[Indicator], dated_by: str, as_of: date, by: Sequence[str], grain: Grain, within: Period | None,
) -> Any:
    (among,) = {one.among for one in indicators}
    seen = table.filter(*belonging(table, dated_by, as_of, within), *([among(table, as_of)] if among else []))
    if dated_by in (STANDING, HANDLED) or grain == "R":
        assert within is not None and grain == "R", "a stretch of time is counted one at a time"
        period = ibis.literal(within.start)
    else:
        period = _number(seen[dated_by], grain)
    aggregates = {name: value for one in indicators for name, value in _aggregates(seen, one, as_of)}
    found = seen.group_by(*by, **{PERIOD: period}).aggregate(**aggregates)
    return found if grain == "R" else found.mutate(**{PERIOD: _first_day(found[PERIOD], grain)})


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
    return _first_day(_number(column, grain), grain)


def _number(column: Any, grain: Grain) -> Any:
    """Of the period that the day lies in, counted from the year 1: quicker than a day, or its year and month, to make and to group by."""
    since = ibis.date(1, 1, 1)
    if grain == "H":
        return column.delta(since, unit="quarter") // 2
    return column.delta(since, unit={"M": "month", "Q": "quarter", "Y": "year"}[grain])


def _first_day(number: Any, grain: Grain) -> Any:
    in_year = {"M": 12, "Q": 4, "H": 2, "Y": 1}[grain]
    return ibis.date((number // in_year + 1).cast("int32"), (number % in_year * (12 // in_year) + 1).cast("int32"), 1)


@cache
def _adding() -> tuple[Any, Any]:
    """The engines' own ways to count where something holds and to add up, cast to 64 bits: DuckDB answers in 128, which are slow to add up
    again, to write and to read. Its count of rows behind a filter is slow too, being carried out count by count."""
    wide = ibis.dtype("decimal(38, 0)")
    many = ibis.udf.agg.builtin(lambda condition: ..., name="count_if", signature=((ibis.dtype("boolean"),), wide))
    whole = ibis.udf.agg.builtin(lambda number: ..., name="sum", signature=((ibis.dtype("int64"),), wide))
    return many, whole


def count_if(condition: Any) -> Any:
    """How many rows it holds for; a row of which it is unknown is none. Where it is unknown of all, DuckDB answers nothing."""
    return _adding()[0](condition).cast("int64")


def added(numbers: Any, where: Any = None) -> Any:
    """The whole numbers as one; of no rows 0."""
    return _adding()[1](numbers, where=where).cast("int64").fill_null(0)


def _aggregates(seen: Any, one: Indicator, as_of: date) -> Iterable[tuple[str, Any]]:
    counted, reached, known = one.counted(seen, as_of), one.reached(seen, as_of), one.is_known(seen)
    if one.kind == "each":
        value = seen[one.each]
        of = value.nunique(where=counted)
        yield from ((f"{one.key}_of", of), (f"{one.key}_reached", of - value.nunique(where=counted & ~reached)))
        return
    # rows, and values that are there, are counted quicker than what a condition holds for
    whole = seen.count() if one.counted is every else count_if(counted)
    of = whole
    if known is not None:
        of = seen[one.marks[0]].count() if one.counted is every and len(one.marks) == 1 else count_if(counted & known)
    yield f"{one.key}_of", of
    many = count_if(counted & reached) if one.kind == "share" else added(reached, counted)
    yield f"{one.key}_reached", many if known is None else many.fill_null(0)
    if one.kind == "levels":
        yield f"{one.key}_full", count_if(counted & (reached == 2))
    if known is not None:
        # an engine counts the same only once, whichever indicators ask for it
        yield f"{one.key}_unknown", whole - of
