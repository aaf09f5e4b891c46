"""Loads the pages on SQLite and on PostgreSQL and prints the figures: `python -m benchmarks.web [--smoke] [--json] [--database …]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import psycopg

from benchmarks.figures import Figure, LeftOut, print_table
from benchmarks.timing import Timing
from benchmarks.web.load import LOCUST, SAVE, Load, Page, Site, site
from tests.own_postgres import own_server


@dataclass(frozen=True, slots=True)
class Sizes:
    province: Mapping[str, int]
    runs: int
    one: Load | None
    many: Load
    workers: int
    judged: bool


FULL = Sizes({"agencies": 20, "papers": 4_000, "communes": 124, "runs": 7}, 3, Load(1, 40, 0), Load(50, 40, 5.0), 2, judged=True)
SMOKE = Sizes({"agencies": 2, "papers": 20, "communes": 2, "runs": 1}, 1, None, Load(3, 4, 0.3), 1, judged=False)
# An address to fill (an empty one is a SQLite file of its own), or None where there is no such server.
DATABASES: Mapping[str, Callable[[], str | None]] = {"sqlite": lambda: "", "postgresql": own_server}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--migrated", type=Path, help="a migrated, empty SQLite file to begin from, which saves the time of migrating")
    parser.add_argument("--runs", type=int, help="how often each load is repeated; the figure is the median (a whole run takes about ten minutes a database)")
    parser.add_argument("--database", action="append", choices=list(DATABASES), help="one database (may be repeated)")
    asked = parser.parse_args(arguments)
    sizes = SMOKE if asked.smoke else FULL
    sizes = replace(sizes, runs=asked.runs or sizes.runs)
    figures: list[Figure] = []
    left_out: list[LeftOut] = []
    for name in asked.database or DATABASES:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        found = _measured(name, sizes, asked.migrated)
        figures += found if isinstance(found, list) else []
        left_out += [found] if isinstance(found, LeftOut) else []
    load = round(os.getloadavg()[0], 1)
    if asked.json:
        print(json.dumps({
            "judged": sizes.judged, "load": load, "cores": os.cpu_count(), "figures": [one.to_json() for one in figures],
            "left_out": [{"group": one.group, "reason": one.reason} for one in left_out],
        }, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=sizes.judged)
        print(f"cores {os.cpu_count()}, load {load}: visitors, server and database share this machine")
    return 0


def _measured(name: str, sizes: Sizes, migrated: Path | None) -> list[Figure] | LeftOut:
    if not LOCUST.exists():
        return LeftOut(name, "the load generator is missing; make bench-web installs it into .venv-load")
    url = DATABASES[name]()
    if url is None:
        return LeftOut(name, "no PostgreSQL; as root: apt-get install postgresql")
    with site(_own_database(url), sizes.province, sizes.workers, migrated) as found:
        figures = [*_inside(name, found), *_stage(name, found, sizes, "self_assessment")]
        found.go_on_to_appraisal()
        return [*figures, *_stage(f"{name}, appraisal", found, sizes, "appraisal")]


def _stage(name: str, found: Site, sizes: Sizes, stage: str) -> list[Figure]:
    alone = _visits(f"{name}, one visitor", found, sizes, sizes.one, 150, stage) if sizes.one else []
    return [*alone, *_visits(f"{name}, {sizes.many.visitors} visitors at once", found, sizes, sizes.many, 400, stage)]


def _own_database(url: str) -> str:
    """A database of its own on the server, which is the benchmark's and goes away with it."""
    if not url:
        return ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS parix_bench")
        connection.execute("CREATE DATABASE parix_bench")
    return url.rpartition("/")[0] + "/parix_bench"


def _inside(name: str, found: Site) -> list[Figure]:
    queries, spent = found.inside["save_queries"], found.inside["rescoring"]
    remark = f"all of {found.inside['leaves']} leaves that are claimed; {found.inside['refused']} refused"
    return [
        Figure(f"{name}, inside", "save with new totals and rank", Timing((float(max(queries)),)), "queries", 15.5, remark=remark),
        Figure(f"{name}, inside", "re-scoring the province", Timing(tuple(spent)), "ms", 100, remark="computing alone: every sheet and rank"),
    ]


def _visits(group: str, found: Site, sizes: Sizes, load: Load, goal: float, stage: str) -> list[Figure]:
    """Each page's 95th percentile, the median of several runs."""
    runs = []
    for number in range(sizes.runs):
        print(f"measuring: {group}, {stage}, run {number + 1} of {sizes.runs}", file=sys.stderr, flush=True)
        runs.append({page.name: page for page in found.visited(load, stage)})
    names = sorted(set.union(*(set(run) for run in runs)))
    return [_figure(group, name, [run[name] for run in runs if name in run], 50 if name == SAVE and load.visitors == 1 else goal) for name in names]


def _figure(group: str, name: str, pages: Sequence[Page], goal: float) -> Figure:
    failures, count = sum(page.failures for page in pages), sum(page.count for page in pages)
    remark = f"p95 of {count} answers, median {median(page.median for page in pages):.0f} ms" + (f"; {failures} FAILED" if failures else "")
    return Figure(group, name, Timing(tuple(page.p95 for page in pages)), "ms", goal, remark=remark)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
