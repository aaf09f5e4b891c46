"""Times the dossier indicators of a made-up country: `python -m benchmarks.indicators [--smoke] [--json] [--only PART ...] [--dossiers N ...]`.

Parts: `duckdb` (from rows, from the roll-up, a refresh), `postgresql` and `polars` (peers, in turns with ours), `spark` (a cluster of three
processes on loopback). Each has sizes of its own unless told how many dossiers.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, LeftOut, one, print_table
from benchmarks.indicators import on_duckdb, on_polars, on_postgresql, on_spark
from benchmarks.indicators.country import size_of, take_country
from benchmarks.timing import growth_exponent
from parix.indicators.snapshots import Snapshot, Store

GOAL_ROWS, PEER_ROWS = 100_000_000, 10_000_000
SIZES: Mapping[str, tuple[int, ...]] = {
    "duckdb": (1_000_000, PEER_ROWS, GOAL_ROWS), "postgresql": (PEER_ROWS,), "polars": (PEER_ROWS,), "spark": (1_000_000,),
}
# Without the cluster, whose four processes take longer to start than all else takes together: `--only spark --smoke` has it.
SMOKE: Mapping[str, tuple[int, ...]] = {"duckdb": (2_000, 4_000), "postgresql": (2_000,), "polars": (2_000,), "spark": (100_000,)}
IN_SMOKE = ("duckdb", "postgresql", "polars")
RUNS = 5


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indicators", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small sizes, without Spark unless it is named; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--only", action="append", choices=list(SIZES), help="one part (may be repeated)")
    parser.add_argument("--dossiers", type=int, action="append", help="how many, for every part asked for (may be repeated)")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each question is asked; half as often of 100 million")
    asked = parser.parse_args(arguments)
    parts = asked.only or (IN_SMOKE if asked.smoke else tuple(SIZES))
    sizes = {part: tuple(asked.dossiers or (SMOKE if asked.smoke else SIZES)[part]) for part in parts}
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    times: dict[int, float] = {}
    for count in sorted({count for several in sizes.values() for count in several}):
        for found in _measured(count, [part for part in parts if count in sizes[part]], 2 if asked.smoke else asked.runs, times):
            (left_out if isinstance(found, LeftOut) else figures).append(found)  # type: ignore[arg-type]
    if len(times) > 1:
        figures.append(one("growth", "seconds ~ dossiers^k", growth_exponent(list(times), list(times.values())), "exponent", "1 is linear"))
    figures.append(one("memory", "most held", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, "GiB", "this process, writing included"))
    if asked.json:
        shown = {"figures": [figure.to_json() for figure in figures], "left_out": [{"group": each.group, "reason": each.reason} for each in left_out]}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=not asked.smoke)
        print(f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f}; rows are made up and seeded; peers and clusters run on this machine too")
        if os.getloadavg()[0] > (os.cpu_count() or 1):
            print("other work ran on this machine, so times by the wall's clock are too long")
    return 0


def _measured(count: int, parts: Sequence[str], runs: int, times: dict[int, float]) -> Sequence[Figure | LeftOut]:
    """All parts of one size, over one country; the seconds of the scan are put into `times`."""
    group, found = f"{count:,} dossiers", list[Figure | LeftOut]()
    some = runs if count < GOAL_ROWS else max(2, runs // 2)
    with tempfile.TemporaryDirectory(prefix="parix-country-") as folder:
        store = Store(Path(folder) / "store", on_duckdb.engine_for(Path(folder)))
        print(f"making: {count:,} dossiers", file=sys.stderr, flush=True)
        snapshot = take_country(store, count)
        size = size_of(store.root)
        print(f"measuring: {count:,} dossiers, {size / 1e6:,.0f} MB", file=sys.stderr, flush=True)
        others: Mapping[str, Callable[[Store, Snapshot], Sequence[Figure | LeftOut]]] = {
            "postgresql": lambda store, snapshot: on_postgresql.measured(store, snapshot, group, some, count >= PEER_ROWS),
            "polars": lambda store, snapshot: on_polars.measured(store, snapshot, group, some, count >= PEER_ROWS),
            "spark": lambda store, snapshot: on_spark.measured(store, snapshot, group, size, min(some, 3)),
        }
        if "duckdb" in parts:
            measured = on_duckdb.measured(store, snapshot, group, size, some, count == GOAL_ROWS)
            times[count] = measured.scan.median
            found += measured.figures
        for part in parts:
            found += others[part](store, snapshot) if part in others else ()
        store.engine.close()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
