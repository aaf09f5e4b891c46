"""From conditions to one query: numerators and denominators of many indicators, by agency (and more) and period, in one pass a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.indicator import Indicator

ibis = lazy_module("ibis")

Grain = Literal["M", "Q", "Y"]
PERIOD = "period_start"


def tally(table: Any, indicators: Iterable[Indicator], *, as_of: date, by: Sequence[str] = ("agency",), grain: Grain = "Q") -> Any:
    """An ibis table with the columns of `by`, `period_start` (date) and, for each indicator, `<key>_of` and `<key>_reached` (int64).

    Rows dated after `as_of` are not seen. A key and period where nothing was counted has 0 of 0, which is nothing arose.
    """
    indicators = tuple(indicators)
    parts = [
        _tally_by(table, [one for one in indicators if one.dated_by == dated_by], dated_by, as_of, by, grain)
        for dated_by in ("received_on", "finished_on") if any(one.dated_by == dated_by for one in indicators)
    ]
    joined = parts[0]
    keys = [*by, PERIOD]
    for part in parts[1:]:
        joined = joined.outer_join(part, keys, rname="{name}_right")
        joined = joined.mutate(**{key: ibis.coalesce(joined[key], joined[f"{key}_right"]) for key in keys}).drop(*(f"{key}_right" for key in keys))
    counts = [f"{one.key}_{what}" for one in indicators for what in ("of", "reached")]
    return joined.select(*keys, **{name: joined[name].fill_null(0) for name in counts})


def _tally_by(table: Any, indicators: Sequence[Indicator], dated_by: str, as_of: date, by: Sequence[str], grain: Grain) -> Any:
    seen = table.filter(table[dated_by] <= as_of)
    aggregates: dict[str, Any] = {}
    for one in indicators:
        counted, reached = one.counted(seen, as_of), one.reached(seen, as_of)
        aggregates[f"{one.key}_of"] = seen.count(where=counted)
        aggregates[f"{one.key}_reached"] = seen.count(where=counted & reached) if one.kind == "share" else reached.sum(where=counted).fill_null(0).cast("int64")
    return seen.group_by(*by, **{PERIOD: seen[dated_by].truncate(grain)}).aggregate(**aggregates)
