"""polars beside ours on the same Parquet files, in turns: it runs in the peer's own Python (`make .venv-peer/done`), on two threads as ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

import pyarrow.parquet

from benchmarks.figures import Figure, LeftOut, one
from benchmarks.indicators.agreeing import by_place, same
from benchmarks.indicators.country import ON
from benchmarks.indicators.on_duckdb import THREADS, answer_of, files_of, quality_query
from benchmarks.peer import PYTHON
from benchmarks.timing import Timing, seconds
from parix.indicators.snapshots import Snapshot, Store

SCRIPT = Path(__file__).with_name("peer_polars.py")
ENGINES = ("in-memory", "streaming")
GOAL = 1.2


def measured(store: Store, snapshot: Snapshot, group: str, runs: int, goals: bool) -> list[Figure | LeftOut]:
    if not PYTHON.exists():
        return [LeftOut(f"{group}, polars", "no polars; make .venv-peer/done")]
    print("measuring: polars", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="parix-polars-") as folder:
        answer = Path(folder) / "answer.parquet"
        command = [str(PYTHON), str(SCRIPT), ON.isoformat(), str(answer), *files_of(store, snapshot)]
        environment = {**os.environ, "POLARS_MAX_THREADS": str(THREADS)}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as peer:
            assert peer.stdin is not None and peer.stdout is not None
            told = peer.stdout.readline()
            if not told:
                return [LeftOut(f"{group}, polars", f"{SCRIPT.name} did not start; its error is above")]
            theirs = by_place(pyarrow.parquet.read_table(answer).to_pylist())
            return _measured(peer.stdin, peer.stdout, json.loads(told)["ready"], theirs, store, snapshot, group, runs, goals)


def _measured(
    to_peer: IO[str], from_peer: IO[str], version: str, theirs: dict[tuple[int, str], dict[str, int]], store: Store, snapshot: Snapshot, group: str, runs: int,
    goals: bool,
) -> list[Figure | LeftOut]:
    query = quality_query(store, snapshot)
    counts = same(by_place(store.engine.rows(query)), theirs, "polars")

    def ask(engine: str) -> float:
        to_peer.write(f"{engine}\n")
        to_peer.flush()
        return float(json.loads(from_peer.readline())["seconds"])

    turns = [(seconds(lambda: answer_of(store, query)), *map(ask, ENGINES)) for _ in range(runs + 1)][1:]
    ours, *peers = (Timing(values) for values in zip(*turns, strict=True))
    quicker = min(peers, key=lambda timing: timing.median)
    ratio = Timing(tuple(mine / their for mine, their in zip(ours.values, quicker.values, strict=True)))
    asked = f"polars {version}"
    return [
        *(Figure(group, f"{asked}, {engine}", timing, "s", remark="lazy scan_parquet, two threads") for engine, timing in zip(ENGINES, peers, strict=True)),
        Figure(group, "ours beside it", ours, "s", remark="DuckDB on two cores, the same files; both answer in columns"),
        Figure(group, f"ours / {asked}", ratio, "times", GOAL if goals else None, remark="in turns, its quicker engine"),
        one(group, f"{asked}: counts compared equal", counts, "counts", "every agency, quarter and indicator, before any time is taken"),
    ]
