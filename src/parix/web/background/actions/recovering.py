"""Taking up what is due and what a dead worker left: waiting runs, runs without a sign of life, requests lost on the way."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from parix.web.background.actions.asking import give_to_queue
from parix.web.background.actions.performing import HERE, perform, settle_failure
from parix.web.background.choices import State
from parix.web.background.models import Run

SIGN_OF_LIFE = timedelta(seconds=15)
LEASE = timedelta(minutes=3)
WORKER_GONE = "parix.background.worker_gone"


def sweep(*, now: datetime) -> int:
    """Queue again what is due or was left behind; returns how many runs. Several workers may sweep at once."""
    taken_up = 0
    for run in Run.objects.filter(state=State.RUNNING).exclude(worker=HERE.worker):
        if is_dead(run.worker) or (run.seen_at or now) < now - LEASE:
            settle_failure(_as_left(run), run, WORKER_GONE, now)
            Run.objects.filter(pk=run.pk, state=State.WAITING).update(due_at=now)
    for run in Run.objects.filter(state=State.WAITING, due_at__lte=now):
        with transaction.atomic():
            if Run.objects.filter(pk=run.pk, state=State.WAITING).update(state=State.QUEUED):
                give_to_queue(run.pk)
                taken_up += 1
    return taken_up + _find_lost(now)


def _find_lost(now: datetime) -> int:
    """Runs that are queued for long without anything in the queue: their worker died between taking the two."""
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, task_path=perform.module_path):
        if is_dead(result.worker_ids[-1] if result.worker_ids else ""):
            DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=WORKER_GONE,
            )
    old = list(Run.objects.filter(state=State.QUEUED, due_at__lt=now - LEASE).values_list("pk", flat=True))
    if not old:
        return 0
    alive = Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gt=now - LEASE)
    in_queue = set(DBTaskResult.objects.filter(alive, task_path=perform.module_path).values_list("args_kwargs__kwargs__run_id", flat=True))
    lost = [run_id for run_id in old if run_id not in in_queue]
    for run_id in lost:
        with transaction.atomic():
            if Run.objects.filter(pk=run_id, state=State.QUEUED, due_at__lt=now - LEASE).update(due_at=now):
                give_to_queue(run_id)
    return len(lost)


def give_sign_of_life(*, now: datetime) -> None:
    Run.objects.filter(state=State.RUNNING, worker=HERE.worker).update(seen_at=now)


def is_dead(worker: str) -> bool:
    """Known to have ended: a process of this machine that is no more. Of others only the lease tells."""
    host, _colon, rest = worker.rpartition(":")[0].rpartition(":")
    nonce = worker.rpartition(":")[2]
    if host != socket.gethostname()[:36] or not rest.isdigit():
        return False
    if int(rest) == os.getpid():
        return nonce != HERE.nonce
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _as_left(run: Run) -> object:
    return Run.objects.filter(pk=run.pk, state=State.RUNNING, worker=run.worker, attempts=run.attempts, seen_at=run.seen_at)
