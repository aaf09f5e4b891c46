"""Asks a cluster of Spark through the product's engine, in a process of its own: `python -m benchmarks.indicators.asking_spark < what`.

In: one JSON object of the master, the Parquet files, how often to ask, the size of a task, the folder for answers, that of pyspark, and the
process group of the worker to kill. Out: times as one JSON object; the answers of a quiet run and of the one that lost a worker as Parquet.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from benchmarks.indicators.country import ON
from benchmarks.indicators.spark_cluster import CORES, MEMORY_MIB, WORKERS, kill_worker
from parix.indicators.engines import SparkEngine
from parix.indicators.formulas import QUALITY_INDICATORS
from parix.indicators.register_tables import DOSSIERS
from parix.indicators.tallies import tally

LOST_WITHIN = 60.0


class NothingLost(Exception):
    """The run was over before a worker could be taken from it, so it shows nothing."""


def main() -> None:
    given: dict[str, Any] = json.load(sys.stdin)
    sys.path.append(given["pyspark"])
    begun = time.perf_counter()
    engine = SparkEngine(master=given["master"], memory_bytes=MEMORY_MIB * 1024**2, settings=_settings(given))
    query = tally(engine.snapshot(DOSSIERS, [Path(file) for file in given["files"]]), QUALITY_INDICATORS, as_of=ON)
    told: dict[str, Any] = {"joined": time.perf_counter() - begun, "seconds": []}
    answer: list[dict[str, Any]] = []
    for _turn in range(given["runs"] + 1):
        begun = time.perf_counter()
        answer = engine.rows(query)
        told["seconds"].append(time.perf_counter() - begun)
    _write(answer, Path(given["folder"]) / "quiet.parquet")
    begun = time.perf_counter()
    answer, told["killed"] = _with_a_worker_lost(engine, lambda: engine.rows(query), given["worker"])
    told["lost"] = time.perf_counter() - begun
    _write(answer, Path(given["folder"]) / "lost.parquet")
    engine.close()
    print(json.dumps(told))


def _settings(given: Mapping[str, Any]) -> dict[str, str]:
    """Both executors before the first task; tasks small enough that there is a middle; shuffled blocks of a lost worker missed at once."""
    return {
        "spark.executor.cores": str(CORES), "spark.cores.max": str(CORES * WORKERS), "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.sql.files.maxPartitionBytes": str(given["task_bytes"]), "spark.sql.files.openCostInBytes": "0", "spark.local.dir": given["folder"],
        "spark.shuffle.io.maxRetries": "1", "spark.shuffle.io.retryWait": "1s", "spark.ui.showConsoleProgress": "false",
    }


def _with_a_worker_lost(engine: SparkEngine, ask: Callable[[], list[dict[str, Any]]], worker: int) -> tuple[list[dict[str, Any]], str]:
    """The worker is killed when some but not all tasks of a stage are done. Raises NothingLost."""
    answers: list[list[dict[str, Any]]] = []
    asking = threading.Thread(target=lambda: answers.append(ask()), daemon=True)
    asking.start()
    killed = ""
    while asking.is_alive() and not killed:
        killed = _middle(engine.session.sparkContext.statusTracker())
        time.sleep(0.01)
    if killed:
        kill_worker(worker)
    asking.join()
    if not killed or not answers or not _is_alone(engine):
        raise NothingLost(killed or "no stage was seen half done")
    return answers[0], killed


def _middle(tracker: Any) -> str:
    """Of which stage how many tasks are done, at least a quarter and not all; or nothing."""
    for number in tracker.getActiveStageIds():
        stage = tracker.getStageInfo(number)
        if stage and stage.numTasks <= 4 * stage.numCompletedTasks < 4 * stage.numTasks:
            return f"{stage.numCompletedTasks} of {stage.numTasks} tasks of a stage were done"
    return ""


def _is_alone(engine: SparkEngine) -> bool:
    """Whether the driver has seen that all executors but one are gone."""
    until = time.monotonic() + LOST_WITHIN
    while time.monotonic() < until:
        if len(engine.session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) == WORKERS:  # the driver counts as one
            return True
        time.sleep(0.1)
    return False


def _write(rows: list[dict[str, Any]], file: Path) -> None:
    pa.parquet.write_table(pa.Table.from_pylist(rows), file)


if __name__ == "__main__":
    main()
