"""What DuckDB takes for a country: every agency and quarter from the rows and from the roll-up, one agency, a refresh."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks.figures import Figure, one
from benchmarks.indicators.agreeing import YEARS, by_place, same, same_as_plain_python
from benchmarks.indicators.by_hand import QUERY
from benchmarks.indicators.country import DAYS, ON, rows_of
from benchmarks.timing import Timing, seconds
from parix.foundation.periods import Period
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import INDICATORS, QUALITY_INDICATORS
from parix.indicators.rollups import from_rollup
from parix.indicators.snapshot_counts import counts_of
from parix.indicators.snapshots import Snapshot, Store
from parix.indicators.tallies import tally

THREADS, MEMORY = 2, 6 * 1024**3
QUARTER = Period.parse("2023-Q2")


@dataclass(frozen=True, slots=True)
class Measured:
    scan: Timing
    figures: list[Figure]


def engine_for(folder: Path) -> DuckEngine:
    return DuckEngine(threads=THREADS, memory_bytes=MEMORY, spill=folder)


def files_of(store: Store, snapshot: Snapshot) -> list[str]:
    return [str(store.root / part.file) for part in snapshot.tables["dossiers"]]


def quality_query(store: Store, snapshot: Snapshot) -> Any:
    return tally(store.table(snapshot, "dossiers"), QUALITY_INDICATORS, as_of=ON)


def rollup_query(store: Store, snapshot: Snapshot) -> Any:
    return from_rollup(store.rollup(snapshot), QUALITY_INDICATORS, within=YEARS, by=("agency",), grain="Q", where={})


def answer_of(store: Store, query: Any) -> Any:
    """As columns of Arrow, the form in which DuckDB itself answers."""
    return store.engine.connection.to_pyarrow(query)


def measured(store: Store, snapshot: Snapshot, group: str, size: int, runs: int, goals: bool) -> Measured:
    engine, query = store.engine, quality_query(store, snapshot)
    bare = duckdb.connect(config={"threads": THREADS, "memory_limit": f"{MEMORY // 1024**2}MiB", "preserve_insertion_order": False})
    given = {"on": ON, "files": files_of(store, snapshot)}
    answer = by_place(engine.rows(query))
    theirs = by_place(bare.execute(QUERY, given).to_arrow_table().to_pylist())
    counts = same(answer, theirs, "by hand")
    same(answer, by_place(engine.rows(rollup_query(store, snapshot))), "roll-up")
    rows, plain = same_as_plain_python(store, snapshot, answer, snapshot.rows["dossiers"])
    pairs = [(seconds(lambda: engine.rows(query)), seconds(lambda: bare.execute(QUERY, given).to_arrow_table().to_pylist())) for _ in range(runs)]
    bare.close()
    scan = Timing(tuple(pair[0] for pair in pairs))
    figure = INDICATORS["dossiers_on_schedule"]

    def asked(wanted: Any, within: Period, as_of: date = ON, **where: Any) -> Timing:
        return Timing(tuple(seconds(lambda: counts_of(store, snapshot, wanted, as_of=as_of, within=within, grain="Q", **where)) for _ in range(runs)))

    rolled = Timing(tuple(seconds(lambda: answer_of(store, rollup_query(store, snapshot))) for _ in range(runs)))
    return Measured(scan, [
        Figure(group, "dossiers by decision 766, agency x quarter", scan, "s", 15 if goals else None, remark=f"{size / 1e6:,.0f} MB of Parquet, from scratch"),
        Figure(group, "ours / by hand", Timing(tuple(mine / other for mine, other in pairs)), "times", 1.2, remark="same DuckDB, in pairs, answers equal"),
        Figure(group, "one agency's quarter", asked(QUALITY_INDICATORS, QUARTER, date(2025, 12, 30), where={"agency": 7}), "s", 0.1, remark="from raw rows"),
        Figure(group, "one figure, agency x quarter", asked([figure], YEARS), "s", 0.5, remark="from the roll-up, all five years"),
        Figure(group, "all figures of one quarter", asked(QUALITY_INDICATORS, QUARTER), "s", 0.5, remark="from the roll-up, every agency"),
        Figure(group, "all figures, agency x quarter", rolled, "s", 0.5, remark="from the roll-up, all five years; as columns"),
        one(group, "counts compared equal", counts, "counts", f"with the query by hand and the roll-up; {plain:,} with plain Python over {rows:,} dossiers"),
        *_refreshed(store, snapshot, group, sum(snapshot.rows.values()), min(runs, 3)),
    ])


def _refreshed(store: Store, snapshot: Snapshot, group: str, dossiers: int, turns: int) -> list[Figure]:
    """A thousand changed dossiers: as in life, nine in ten of the last two months and the rest of the year, or spread over five years."""
    figures = []
    for name, goal, oldest in (("refresh, 1,000 changed of the last months", 5.0, None), ("refresh, 1,000 changed of five years", None, 1)):
        times = []
        for turn in range(turns):
            random = np.random.default_rng(turn)
            recent = max(1, dossiers - dossiers // 30)
            numbers = random.integers(oldest or recent, dossiers + 1, 900) if oldest else random.integers(recent, dossiers + 1, 900)
            older = random.integers(oldest or max(1, dossiers - dossiers // 5), dossiers + 1, 100)
            rows = rows_of(random, np.unique(np.concatenate([numbers, older])), 0 if oldest else DAYS - 60, DAYS)
            begun = time.perf_counter()
            store.take(f"refreshed-{turn}", as_of=ON, taken_at="", before=snapshot, dossiers=[rows])
            times.append(time.perf_counter() - begun)
        remark = "changed parts and roll-up written anew"
        figures.append(Figure(group, name, Timing(tuple(times)), "s", goal if dossiers == 10_000_000 else None, remark=remark))
    store.forget([snapshot.name])
    return figures
