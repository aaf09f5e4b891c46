"""A standalone cluster of Apache Spark: a master and workers as processes of their own, on free ports of loopback; gone afterwards."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS, CORES, MEMORY_MIB = 2, 1, 1024
PATIENCE = 120.0
# Small daemons that start quickly; what they watch over has settings of its own.
DAEMONS = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}


class ClusterFailed(Exception):
    """The cluster did not come up; with the end of what its processes wrote."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`master` as SparkEngine takes it; `workers` are process groups: a worker, and the executors that it started."""

    master: str
    workers: tuple[int, ...]


@contextmanager
def cluster(spark: Path, folder: Path) -> Iterator[Cluster]:
    """Of the programs in the folder `spark` (that of pyspark), with logs and work under `folder`. Raises ClusterFailed."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}, **DAEMONS, "SPARK_HOME": str(spark),
        "SPARK_CONF_DIR": str(folder), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder / "spill"),
    }
    port, page = _free_ports(2)
    master = f"spark://127.0.0.1:{port}"
    with ExitStack() as started:
        def start(name: str, *arguments: object) -> int:
            """What a process of the cluster writes goes into a file; its whole process group ends with the cluster."""
            log = started.enter_context((folder / f"{name}.log").open("w"))
            command = [str(spark / "bin" / "spark-class"), *map(str, arguments)]
            process = subprocess.Popen(command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            started.callback(_end, process)
            return process.pid

        start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", page)
        workers = [
            start(
                f"worker-{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--port", 0, "--webui-port", 0, "--cores", CORES,
                "--memory", f"{MEMORY_MIB}m", "--work-dir", folder / f"work-{number}", master,
            ) for number in range(WORKERS)
        ]
        _wait(lambda: _alive(page) == WORKERS, folder)
        yield Cluster(master, tuple(workers))


def kill_worker(worker: int) -> None:
    """Without a word, with its executors, as when a machine is lost."""
    os.killpg(worker, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # an executor may outlive its worker by a moment
    for _ in range(50):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        time.sleep(0.1)


def _alive(page: int) -> int:
    """How many workers have reported to the master, by its own page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            told: Mapping[str, int] = json.load(answer)
    except OSError:
        return 0
    return told["aliveworkers"]


def _wait(is_there: Callable[[], bool], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not is_there():
        if time.monotonic() > until:
            said = "\n".join(log.read_text(errors="replace")[-600:] for log in sorted(folder.glob("*.log")))
            raise ClusterFailed(f"no {WORKERS} workers after {PATIENCE:.0f} s\n{said}")
        time.sleep(0.2)


def _free_ports(many: int) -> list[int]:
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(many)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
