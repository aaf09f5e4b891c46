"""Performing one run: claim it, call the job, and write down how it went.

A job is `def job(*, now, progress, **ids)` in a room's `jobs` and may be run again at any time, so it must leave the same
behind when it is (idempotent). It fetches by id, calls actions, and calls `progress(count, of)` as it goes; that call is
also where a worker that is asked to stop leaves it.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

import parix
from parix.foundation.problems import ProblemsFound
from parix.web.background.choices import State
from parix.web.background.models import Run

log = logging.getLogger("parix.background")

ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=30)
UNTIL_THE_OTHER_ENDS = timedelta(seconds=5)
SECONDS_BETWEEN_MARKS = 0.5
PROBLEM_LENGTH = 2_000


class JobUnknown(Exception):
    """The name is not that of a job of an installed room."""


class Stopped(BaseException):
    """Leaves a job where it calls `progress`; not an Exception, so that a job's own handling does not swallow it."""


@dataclass
class Here:
    """This process among the workers, and whether it has been asked to stop."""

    nonce: str = field(default_factory=lambda: secrets.token_hex(4))
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def worker(self) -> str:
        return f"{socket.gethostname()[:36]}:{os.getpid()}:{self.nonce}"


HERE = Here()


@task()
def perform(run_id: int) -> None:
    """What the queue holds: the number of a run, nothing else."""
    perform_run(run_id, worker=HERE.worker, clock=timezone.now)


def perform_run(run_id: int, *, worker: str, clock: Callable[[], datetime]) -> None:
    """Perform the run unless it is taken or ended. Never raises for what the job does wrong: that goes into the ledger."""
    run = _claim(run_id, worker, clock())
    if run is None:
        return
    try:
        function_of(run.job)(now=clock(), progress=Progress(run, clock), **run.arguments)
    except Stopped:
        _give_back(run, clock())
    except Exception as failure:
        _note_failure(run, failure, clock())
    except BaseException:  # the process is being ended; whoever comes next takes the run up
        _give_back(run, clock())
        raise
    else:
        _held(run).update(state=State.DONE, ended_at=clock(), problem="", progress_count=F("progress_of"))


def function_of(job: str) -> Callable[..., None]:
    """The job behind a dotted name; only a function written in `<installed room>.jobs` is one."""
    module, _dot, name = job.rpartition(".")
    if any(module == f"{app.name}.jobs" or module.startswith(f"{app.name}.jobs.") for app in apps.get_app_configs()):
        try:
            found = import_string(job)
        except ImportError:
            found = None
        if callable(found) and getattr(found, "__module__", "") == module and not name.startswith("_"):
            return found
    raise JobUnknown(f"«{job}» không phải là việc nền: cần tên một hàm trong jobs của một phòng đã cài")


class Progress:
    """Given to the job: `progress(count, of)`. Writes at most twice a second, and at the end."""

    def __init__(self, run: Run, clock: Callable[[], datetime]) -> None:
        self._run, self._clock, self._written = run, clock, float("-inf")

    def __call__(self, count: int, of: int) -> None:
        if count >= of or time.monotonic() - self._written >= SECONDS_BETWEEN_MARKS:
            self._written = time.monotonic()
            kept = _held(self._run).update(progress_count=min(count, of), progress_of=of, seen_at=self._clock())
            if not kept:
                raise Stopped  # another worker took the run up: this one was thought dead
        if HERE.stopping.is_set() and count < of:
            raise Stopped


def _claim(run_id: int, worker: str, now: datetime) -> Run | None:
    """The run, now this worker's; None when it is not there to be taken. Merges equal requests that still wait: they were
    committed before, so the job sees everything that they were asked for."""
    waiting = Run.objects.filter(pk=run_id, state=State.QUEUED)
    try:
        with transaction.atomic():
            taken = waiting.update(state=State.RUNNING, worker=worker, started_at=now, seen_at=now, attempts=F("attempts") + 1, problem="")
            if not taken:
                return None
            run = Run.objects.get(pk=run_id)
            equal = Run.objects.filter(job=run.job, key=run.key, state=State.QUEUED).exclude(pk=run_id)
            equal.update(state=State.MERGED, merged_into=run, ended_at=now)
            return run
    except IntegrityError:  # the same job is running with the same arguments
        waiting.update(state=State.WAITING, due_at=now + UNTIL_THE_OTHER_ENDS)
        return None


def _held(run: Run) -> Any:
    """The run as long as it is still this worker's, in this attempt."""
    return Run.objects.filter(pk=run.pk, state=State.RUNNING, worker=run.worker, attempts=run.attempts)


def _give_back(run: Run, now: datetime) -> None:
    """Stopped on request: to be taken up at once by whoever runs next, and not counted as an attempt."""
    _held(run).update(state=State.WAITING, due_at=now, attempts=F("attempts") - 1)
    log.info("run %s %s stopped, to be resumed", run.pk, run.job)


def _note_failure(run: Run, failure: Exception, now: datetime) -> None:
    problem = problem_of(failure)
    log.error("run %s %s attempt %s failed: %s", run.pk, run.job, run.attempts, problem)
    settle_failure(_held(run), run, problem, now, final=isinstance(failure, ProblemsFound | JobUnknown))


def settle_failure(held: Any, run: Run, problem: str, now: datetime, *, final: bool = False) -> None:
    """Again later, each time four times later; or not again when it was the last attempt or would fail the same way."""
    if final or run.attempts >= run.attempts_allowed:
        held.update(state=State.FAILED, ended_at=now, problem=problem)
    else:
        held.update(state=State.WAITING, due_at=now + FIRST_PAUSE * 4 ** (run.attempts - 1), problem=problem)


def problem_of(failure: BaseException) -> str:
    """What went wrong, without the message: messages of databases and mail servers quote names and addresses of people."""
    if isinstance(failure, ProblemsFound):
        lines = (f"[{one.code}] {one.place.path}: {one.remedy}" if one.place.path else f"[{one.code}] {one.remedy}" for one in failure.problems)
        return "\n".join(lines)[:PROBLEM_LENGTH]
    home = Path(parix.__file__).parent
    own = [frame for frame in traceback.extract_tb(failure.__traceback__) if Path(frame.filename).is_relative_to(home)]
    where = f" ({Path(own[-1].filename).relative_to(home)}:{own[-1].lineno})" if own else ""
    return f"{type(failure).__module__}.{type(failure).__qualname__}{where}"
