"""The same question, unchanged, to a cluster of Spark: its answers beside DuckDB's, and once more with a worker killed in the middle."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet

from benchmarks.figures import Figure, LeftOut, one
from benchmarks.indicators.agreeing import by_place, same
from benchmarks.indicators.on_duckdb import files_of, quality_query
from benchmarks.indicators.spark_cluster import CORES, MEMORY_MIB, WORKERS, Cluster, ClusterFailed, cluster
from benchmarks.timing import Timing
from parix.indicators.snapshots import Snapshot, Store

ROOT = Path(__file__).resolve().parents[2]
TASKS = 24


def measured(store: Store, snapshot: Snapshot, group: str, size: int, runs: int) -> list[Figure | LeftOut]:
    spark = _pyspark()
    if spark is None or shutil.which("java") is None:
        missing = "no pyspark; make .venv-spark/done" if spark is None else "no Java; as root: apt-get install openjdk-17-jre-headless"
        return [LeftOut(f"{group}, Spark", missing)]
    print("measuring: Spark", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="parix-spark-") as name:
        folder = Path(name)
        try:
            with cluster(spark, folder) as started:
                told = _asked(started, spark, folder, files_of(store, snapshot), size, runs)
        except (ClusterFailed, subprocess.CalledProcessError) as failed:
            return [LeftOut(f"{group}, Spark", str(failed))]
        answers = {turn: by_place(pyarrow.parquet.read_table(folder / f"{turn}.parquet").to_pylist()) for turn in ("quiet", "lost")}
    ours = by_place(store.engine.rows(quality_query(store, snapshot)))
    counts = [same(ours, theirs, f"Spark, {turn}") for turn, theirs in answers.items()]
    workers = f"a master and {WORKERS} workers on loopback, each of {CORES} core and {MEMORY_MIB / 1024:.0f} GiB"
    return [
        Figure(group, "Spark, agency x quarter", Timing(tuple(told["seconds"][1:])), "s", remark=f"{workers}; the engine unchanged"),
        one(group, "Spark, the first time", told["seconds"][0], "s", f"after {told['joined']:.1f} s to join the cluster"),
        one(group, "Spark, a worker killed (-9)", told["lost"], "s", told["killed"]),
        one(group, "Spark: counts compared equal", sum(counts), "counts", "with DuckDB's: every agency, quarter and indicator, both runs"),
    ]


def _asked(started: Cluster, spark: Path, folder: Path, files: list[str], size: int, runs: int) -> dict[str, Any]:
    given = {
        "master": started.master, "worker": started.workers[0], "files": files, "runs": runs, "task_bytes": max(1, size // TASKS), "folder": str(folder),
        "pyspark": str(spark.parent),
    }
    command = [sys.executable, "-m", "benchmarks.indicators.asking_spark"]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    asked = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT, env=environment)
    told: dict[str, Any] = json.loads(asked.stdout)
    return told


def _pyspark() -> Path | None:
    """Where pyspark lies: among our own packages or in the virtual environment beside them."""
    found = importlib.util.find_spec("pyspark")
    if found is not None and found.origin is not None:
        return Path(found.origin).parent
    return next(ROOT.glob(".venv-spark/lib/python*/site-packages/pyspark"), None)
