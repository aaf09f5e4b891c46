"""The worker as a process: killed, stopped, orphaned; nothing is lost and nothing happens twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from parix.web.audit_trail.models import Entry
from parix.web.audit_trail.queries.verification import verify
from parix.web.background.actions import enqueue
from parix.web.background.models import Run
from tests.web.databases import Database

ROOT = Path(__file__).resolve().parents[3]
WALK, MARK = "tests.web.background.sample.jobs.walk", "tests.web.background.sample.jobs.mark"
STEPS = 25


@contextmanager
def worker(database: Database, var: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.web.background.sample.settings", "PARIX_DATABASE_URL": database.url, "PARIX_VAR": str(var),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONWARNINGS": "error",
    }
    process = subprocess.Popen([sys.executable, "manage.py", "run_background", *options], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def steps_made() -> int:
    return Entry.objects.count()


def state() -> str:
    return Run.objects.values_list("state", flat=True).get()


def all_steps_once() -> list[str]:
    return sorted(f"sample.Step:{step}" for step in range(STEPS))


def test_a_killed_worker_is_followed_by_one_that_finishes_without_loss_or_double(each_database: Database, tmp_path: Path) -> None:
    enqueue(WALK, steps=STEPS, seconds="0.05")
    with worker(each_database, tmp_path) as process:
        until(lambda: steps_made() >= 5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    made = steps_made()
    assert (state(), made < STEPS) == ("running", True)
    with worker(each_database, tmp_path, "--once") as process:
        assert process.wait(60) == 0
    assert sorted(Entry.objects.values_list("subject", flat=True)) == all_steps_once()
    assert Run.objects.values_list("state", "attempts", "progress_count", "progress_of").get() == ("done", 2, STEPS, STEPS)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]
    assert (verify().entries, verify().broken) == (STEPS, None)


def test_a_worker_that_is_asked_to_stop_leaves_at_once_and_the_next_resumes(each_database: Database, tmp_path: Path) -> None:
    enqueue(WALK, steps=STEPS, seconds="0.05")
    with worker(each_database, tmp_path) as process:
        until(lambda: steps_made() >= 5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert (state(), steps_made() < STEPS) == ("waiting", True)
    with worker(each_database, tmp_path, "--once") as process:
        assert process.wait(60) == 0
    assert sorted(Entry.objects.values_list("subject", flat=True)) == all_steps_once()
    assert Run.objects.values_list("state", "attempts").get() == ("done", 1)


@pytest.mark.needs_postgres
@pytest.mark.parametrize("each_database", ["postgresql"], indirect=True)
def test_two_workers_share_the_work(each_database: Database, tmp_path: Path) -> None:
    for number in range(40):
        enqueue(MARK, number=number)
    with worker(each_database, tmp_path, "--once") as one, worker(each_database, tmp_path, "--once") as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    assert sorted(Entry.objects.values_list("subject", flat=True)) == sorted(f"sample.Mark:{number}" for number in range(40))
    assert set(Run.objects.values_list("state", "attempts")) == {("done", 1)}


def test_an_idle_worker_stops_on_request_and_with_its_parent(tmp_path: Path, each_database: Database) -> None:
    enqueue(MARK, number=1)
    with worker(each_database, tmp_path) as process:
        until(lambda: state() == "done")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    shell = subprocess.Popen(
        [sys.executable, "-c", "import os, subprocess, sys; p = subprocess.Popen([*sys.argv[1:], '--parent', str(os.getpid())]); print(p.pid, flush=True)",
         sys.executable, "manage.py", "run_background"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PARIX_DATABASE_URL": each_database.url, "PARIX_VAR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")},
    )
    assert shell.stdout is not None
    orphan = int(shell.stdout.readline())
    assert shell.wait(20) == 0
    shell.stdout.close()
    until(lambda: not Path(f"/proc/{orphan}").exists() or "Z" in Path(f"/proc/{orphan}/stat").read_text().split()[2], 30)
