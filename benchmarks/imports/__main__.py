"""Times imports into PostgreSQL: `python -m benchmarks.imports [--smoke] [--json] [--csv N ...] [--xlsx N ...]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.figures import Figure, LeftOut, one, print_table
from benchmarks.imports.exports import write_csv, write_xlsx
from benchmarks.timing import Timing, growth_exponent
from tests.own_postgres import own_server

CSV, XLSX, SMOKE = (10_000, 100_000, 1_000_000), (200_000,), 2_000
GOALS = {("csv", 1_000_000): 60.0, ("xlsx", 200_000): 120.0}
MEMORY_GIB = 1.0
NAME = "parix_bench_imports"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small sizes; goals are not judged")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--csv", type=int, action="append", help="rows of a .csv file (may be repeated)")
    parser.add_argument("--xlsx", type=int, action="append", help="rows of a .xlsx file (may be repeated)")
    asked = parser.parse_args(arguments)
    chosen = asked.csv is not None or asked.xlsx is not None
    by_kind = {
        "csv": asked.csv or [] if chosen else [SMOKE] if asked.smoke else CSV, "xlsx": asked.xlsx or [] if chosen else [SMOKE] if asked.smoke else XLSX,
    }
    server = own_server()
    figures: list[Figure] = []
    left_out = [LeftOut("imports", "no PostgreSQL; as root: apt-get install postgresql")] if server is None else []
    if server is not None:
        figures = _measured(server, by_kind)
    if asked.json:
        print(json.dumps({"figures": [figure.to_json() for figure in figures], "left_out": [each.reason for each in left_out]}, ensure_ascii=False, indent=1))
    else:
        print_table(figures, left_out, judged=not asked.smoke)
        print(f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f}: the import and its PostgreSQL (without fsync) share this machine")
    return 0


def _measured(server: str, by_kind: Mapping[str, Sequence[int]]) -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="parix-imports-") as name, psycopg.connect(server, autocommit=True) as connection:
        environment = {**os.environ, "PARIX_VAR": name, "PARIX_FILES": f"{name}/files"}
        with _database(connection, server, "prepared", "template1") as prepared:
            _run({**environment, "PARIX_DATABASE_URL": prepared}, "prepare")
            for kind, sizes in by_kind.items():
                times = []
                for count in sizes:
                    path = Path(name, f"{count}.{kind}")
                    print(f"writing: {count:,} rows of {kind}", file=sys.stderr, flush=True)
                    (write_csv if kind == "csv" else write_xlsx)(path, count)
                    with _database(connection, server, "taken", f"{NAME}_prepared") as url:
                        told, again = (json.loads(_run({**environment, "PARIX_DATABASE_URL": url}, str(path))) for _time in range(2))
                    times.append(told["whole"])
                    figures += _figures(kind, count, path.stat().st_size, told, again)
                    path.unlink()
                if len(sizes) > 1:
                    figures.append(one("growth", f"seconds ~ rows^k, {kind}", growth_exponent(sizes, times), "exponent", "1 is linear"))
    return figures


@contextmanager
def _database(connection: psycopg.Connection, server: str, name: str, template: str) -> Iterator[str]:
    """A database of its own, gone at the end."""
    connection.execute(f'DROP DATABASE IF EXISTS "{NAME}_{name}" WITH (FORCE)'.encode())
    connection.execute(f'CREATE DATABASE "{NAME}_{name}" TEMPLATE "{template}"'.encode())
    try:
        yield f"{server.rpartition('/')[0]}/{NAME}_{name}"
    finally:
        connection.execute(f'DROP DATABASE "{NAME}_{name}" WITH (FORCE)'.encode())


def _figures(kind: str, count: int, size: int, told: Mapping[str, float], again: Mapping[str, float]) -> list[Figure]:
    group = f"{count:,} rows of .{kind}, {size / 1e6:,.0f} MB"
    if told["created"] + told["bad"] != count or again["unchanged"] != told["created"] or again["created"] or again["changed"]:
        raise AssertionError(f"rows were lost or doubled: {told}, again {again}")
    parts = f"receive {told['receive']:.1f}, check {told['check']:.1f}, apply {told['apply']:.1f}; this process {told['processor']:.1f} s of a core"
    return [
        Figure(group, "received, checked and applied", Timing((told["whole"],)), "s", GOALS.get((kind, count)), remark=parts),
        one(group, "the same file again", again["whole"], "s", f"{again['unchanged']:,.0f} unchanged, nothing written"),
        Figure(group, "most memory", Timing((told["memory"],)), "GiB", MEMORY_GIB, remark=f"{told['bad']:,.0f} bad rows told"),
    ]


def _run(environment: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "benchmarks.imports.taking", *arguments], env=dict(environment), stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
