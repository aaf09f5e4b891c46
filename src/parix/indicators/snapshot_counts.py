"""Counts from a snapshot by the shortest way: from the roll-up where it holds the figure, else from the rows that may matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from parix.foundation.periods import Period
from parix.indicators.counting import Count, Place, counted, counts
from parix.indicators.indicator import HANDLED, STANDING, Indicator
from parix.indicators.register_tables import TABLES
from parix.indicators.rollups import can_answer, from_rollup
from parix.indicators.snapshots import Snapshot, Store
from parix.indicators.tallies import Grain


def counts_of(
    store: Store, snapshot: Snapshot, indicators: Iterable[Indicator], *, as_of: date, within: Period, by: Sequence[str] = ("agency",),
    grain: Grain = "R", where: Mapping[str, Any] | None = None,
) -> dict[Place, dict[str, Count]]:
    """As `counting.counts`, of the rows that have the values of `where`; a table that the snapshot lacks, or that knows nothing of a column
    asked for, leaves its indicators out."""
    where, found = where or {}, defaultdict[Place, dict[str, Count]](dict)
    wanted = [one for one in indicators if snapshot.tables.get(one.table) and TABLES[one.table].columns.keys() >= {*by, *where}]
    rolled = [one for one in wanted if as_of == snapshot.as_of and can_answer(one, within, (*by, *where))]
    if rolled:
        query = from_rollup(store.rollup(snapshot), rolled, within=within, by=by, grain=grain, where=where)
        counted(found, store.engine.rows(query), rolled, by, within)
    for day in dict.fromkeys(one.dated_by for one in wanted if one not in rolled):
        several = [one for one in wanted if one not in rolled and one.dated_by == day]
        tables = tables_of(store, snapshot, day, within, where)
        for place, some in counts(store.engine, tables, several, as_of=as_of, within=within, by=by, grain=grain).items():
            found[place] |= some
    return dict(found)


def tables_of(store: Store, snapshot: Snapshot, day: str, within: Period, where: Mapping[str, Any]) -> dict[str, Any]:
    """For indicators dated by the day's column: of the dossiers only the parts that may hold rows of the period; of each table only the rows wanted."""
    column = "received_on" if day == STANDING else "" if day == HANDLED else day
    tables = {name: store.table(snapshot, name, column, within) for name, parts in snapshot.tables.items() if parts}
    for key, value in where.items():
        tables = {name: table.filter(table[key] == value) if key in table.columns else table for name, table in tables.items()}
    return tables
