"""Times the dossier indicators of a made-up country: `python -m benchmarks.indicators [--smoke] [--json] [--dossiers N ...]`."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, LeftOut, one, print_table
from benchmarks.indicators import on_duckdb
from benchmarks.indicators.country import size_of, take_country
from benchmarks.timing import growth_exponent
from parix.indicators.snapshots import Store

SIZES, SMOKE = (1_000_000, 10_000_000, 100_000_000), (2_000, 4_000)
GOAL_ROWS = 100_000_000


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indicators", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--dossiers", type=int, action="append", help="how many (may be repeated)")
    asked = parser.parse_args(arguments)
    sizes = tuple(asked.dossiers or (SMOKE if asked.smoke else SIZES))
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    times = []
    for count in sizes:
        with tempfile.TemporaryDirectory(prefix="parix-country-") as folder:
            store = Store(Path(folder) / "store", on_duckdb.engine_for(Path(folder)))
            snapshot = take_country(store, count)
            size = size_of(store.root)
            print(f"measuring: {count:,} dossiers, {size / 1e6:,.0f} MB", file=sys.stderr, flush=True)
            measured = on_duckdb.measured(store, snapshot, f"{count:,} dossiers", size, 3 if count < GOAL_ROWS else 2, count == GOAL_ROWS)
            store.engine.close()
        times.append(measured.scan.median)
        figures += measured.figures
    if len(sizes) > 1:
        figures.append(one("growth", "seconds ~ dossiers^k", growth_exponent(sizes, times), "exponent", "1 is linear"))
    figures.append(one("memory", "most held", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, "GiB", "this process, writing included"))
    if asked.json:
        print(json.dumps({"figures": [figure.to_json() for figure in figures]}, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=not asked.smoke)
        if os.getloadavg()[0] > (os.cpu_count() or 1):
            print("other work ran on this machine, so times by the wall's clock are too long")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
