"""One database under load: filled, served by gunicorn, visited by locust; response times by page."""

from __future__ import annotations

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCUST = ROOT / ".venv-load" / "bin" / "locust"
VISITORS = Path(__file__).with_name("visitors.py")
START_SECONDS = 60
SAVE = "lưu một tiêu chí"


@dataclass(frozen=True, slots=True)
class Load:
    """How many visitors, for how many seconds, and how many seconds each thinks between two pages on average."""

    visitors: int
    seconds: int
    thinking: float


@dataclass(frozen=True, slots=True)
class Page:
    """Response times in milliseconds as the visitor measures them, waiting in the server's queue included."""

    name: str
    count: int
    failures: int
    median: float
    p95: float


@dataclass(frozen=True)
class Site:
    environment: Mapping[str, str]
    inside: Mapping[str, Any]
    address: str

    def go_on_to_appraisal(self) -> None:
        subprocess.run([sys.executable, "-m", "benchmarks.web.filling", "--onward"], env=self.environment, check=True, cwd=ROOT)

    def visited(self, load: Load, stage: str) -> list[Page]:
        """The round's pages as people go to them in this stage."""
        # Visitors come one after the other while the first ones think already, and it is counted once all are there.
        coming = load.visitors / max(load.thinking, 1)
        with tempfile.TemporaryDirectory() as folder:
            command = [
                str(LOCUST), "-f", str(VISITORS), "--headless", "--only-summary", "--users", str(load.visitors), "--spawn-rate", f"{coming:.2f}",
                "--reset-stats",
                "--run-time", f"{load.seconds}s", "--stop-timeout", "10", "--host", self.address, "--csv", f"{folder}/found", "--exit-code-on-error", "0",
            ]
            environment = {**self.environment, "PARIX_BENCH_THINKING": str(load.thinking), "PARIX_BENCH_STAGE": stage}
            subprocess.run(command, env=environment, check=True, capture_output=True)
            with Path(f"{folder}/found_stats.csv").open(encoding="utf-8") as found:
                rows = [row for row in csv.DictReader(found) if row["Name"] != "Aggregated"]
            for name in [row["Name"] for row in rows if not int(row["Request Count"])]:
                print(f"not measured: {name}, nobody came to it while answers were counted", file=sys.stderr, flush=True)
            return [_page(row) for row in rows if int(row["Request Count"])]


def _page(row: Mapping[str, str]) -> Page:
    return Page(row["Name"], int(row["Request Count"]), int(row["Failure Count"]), float(row["50%"]), float(row["95%"]))


@contextmanager
def site(database_url: str, sizes: Mapping[str, int], workers: int, migrated: Path | None = None) -> Iterator[Site]:
    """The filled site, served until the block ends. An empty address is a SQLite file of its own, a copy of `migrated` where that is there."""
    with tempfile.TemporaryDirectory(prefix="parix-bench-") as name:
        folder = Path(name)
        if not database_url and migrated is not None and migrated.exists():
            shutil.copy(migrated, folder / "parix.sqlite3")
        environment = {
            **os.environ, "PARIX_VAR": str(folder), "PARIX_DATABASE_URL": database_url or f"sqlite:///{folder / 'parix.sqlite3'}",
            "PARIX_BENCH_EDITIONS": str(folder / "editions"), "PARIX_BENCH_TOLD": str(folder / "told.json"),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))), "DJANGO_SETTINGS_MODULE": "parix.web.project.settings",
        }
        asked = [f"--{key}={value}" for key, value in sizes.items()]
        subprocess.run([sys.executable, str(ROOT / "manage.py"), "collectstatic", "--no-input", "--verbosity", "0"], env=environment, check=True)
        filling = [sys.executable, "-m", "benchmarks.web.filling", *asked]
        done = subprocess.run(filling, env=environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        with _served(environment, workers, folder / "server.log") as address:
            yield Site(environment, json.loads(done.stdout.splitlines()[-1]), address)


@contextmanager
def _served(environment: Mapping[str, str], workers: int, log: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "benchmarks.web.site:application", "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4",
        "--worker-class", "gthread", "--log-level", "warning", "--no-control-socket",
    ]
    with log.open("w") as written:
        server = subprocess.Popen(command, env=dict(environment), stdout=written, stderr=subprocess.STDOUT, cwd=ROOT)
    try:
        _wait(f"http://127.0.0.1:{port}/cong-khai/", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer: {log.read_text(encoding='utf-8')[-2000:]}")
