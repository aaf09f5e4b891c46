"""Times the dossier indicators of a made-up country: `python -m benchmarks.indicators [--smoke] [--json] [--dossiers N ...]`."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.figures import Figure, one, print_table
from benchmarks.indicators.by_hand import QUERY
from benchmarks.indicators.country import write_country
from benchmarks.timing import Timing, growth_exponent, seconds
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import QUALITY_INDICATORS
from parix.indicators.register_tables import DOSSIERS
from parix.indicators.tallies import tally

ON = date(2025, 12, 31)
SIZES, SMOKE = (1_000_000, 10_000_000, 100_000_000), (20_000, 40_000)
GOAL_ROWS, GOAL_SECONDS, MEMORY = 100_000_000, 15, 6 * 1024**3


class AnswersDiffer(Exception):
    """Ours and the query by hand disagree; no time is worth printing then."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indicators", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--dossiers", type=int, action="append", help="how many (may be repeated)")
    asked = parser.parse_args(arguments)
    sizes = tuple(asked.dossiers or (SMOKE if asked.smoke else SIZES))
    figures, times = [], []
    for count in sizes:
        with tempfile.TemporaryDirectory(prefix="parix-country-") as folder:
            size = write_country(Path(folder), count)
            print(f"measuring: {count:,} dossiers, {size / 1e6:,.0f} MB", file=sys.stderr, flush=True)
            ours, ratios, one_quarter = _measure(Path(folder), 3 if count < GOAL_ROWS else 2)
        times.append(ours.median)
        goal = GOAL_SECONDS if count == GOAL_ROWS else None
        group = f"{count:,} dossiers"
        figures += [
            Figure(group, "dossiers by decision 766, agency x quarter", ours, "s", goal, remark=f"{size / 1e6:,.0f} MB of Parquet, from scratch"),
            Figure(group, "ours / by hand", ratios, "times", 1.2, remark="same DuckDB, in pairs, answers equal"),
            Figure(group, "one agency's quarter", one_quarter, "s", 0.1 if count == GOAL_ROWS else None, remark="from raw rows"),
        ]
    if len(sizes) > 1:
        figures.append(one("growth", "seconds ~ dossiers^k", growth_exponent(sizes, times), "exponent", "1 is linear"))
    figures.append(one("memory", "most held", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, "GiB", "this process, writing included"))
    if asked.json:
        print(json.dumps({"figures": [figure.to_json() for figure in figures]}, ensure_ascii=False, indent=1))
    else:
        print_table(figures, [], judged=not asked.smoke)
        if os.getloadavg()[0] > (os.cpu_count() or 1):
            print("other work ran on this machine, so times by the wall's clock are too long")
    return 0


def _measure(folder: Path, runs: int) -> tuple[Timing, Timing, Timing]:
    engine = DuckEngine(threads=2, memory_bytes=MEMORY, spill=folder)
    table = engine.snapshot(DOSSIERS, folder / "*.parquet")
    query = tally(table, QUALITY_INDICATORS, as_of=ON)
    quarter = tally(table.filter((table.agency == 7) & table.received_on.between(date(2023, 4, 1), date(2023, 6, 30))), QUALITY_INDICATORS, as_of=ON)
    bare = duckdb.connect(config={"threads": 2, "memory_limit": f"{MEMORY // 1024**2}MiB", "preserve_insertion_order": False})
    given = {"on": ON, "files": str(folder / "*.parquet")}
    _compare(engine, query, bare, given)
    pairs = [(seconds(lambda: engine.rows(query)), seconds(lambda: bare.execute(QUERY, given).to_arrow_table().to_pylist())) for _ in range(runs)]
    ours = Timing(tuple(pair[0] for pair in pairs))
    one_quarter = Timing(tuple(seconds(lambda: engine.rows(quarter)) for _ in range(5)))
    engine.close()
    bare.close()
    return ours, Timing(tuple(mine / theirs for mine, theirs in pairs)), one_quarter


def _compare(engine: DuckEngine, query: Any, bare: duckdb.DuckDBPyConnection, given: dict[str, Any]) -> None:
    """Count by count, for every agency and quarter."""
    theirs = bare.execute(QUERY, given).to_arrow_table().to_pylist()
    columns = [name for name in theirs[0] if name not in ("agency", "period_start")]

    def by_place(rows: list[dict[str, Any]]) -> dict[tuple[int, str], list[int]]:
        return {(row["agency"], str(row["period_start"])[:10]): [int(row[name] or 0) for name in columns] for row in rows}

    ours, by_hand = by_place(engine.rows(query)), by_place(theirs)
    if ours != by_hand:
        differing = [place for place in ours.keys() | by_hand.keys() if ours.get(place) != by_hand.get(place)]
        raise AnswersDiffer(f"{len(differing)} of {len(ours)} places differ, such as {differing[:3]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
