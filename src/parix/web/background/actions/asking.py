"""A job is asked for in the transaction of the change that needs it: both are kept, or neither."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task_backends

from parix.web.background.actions.performing import ATTEMPTS, function_of, perform
from parix.web.background.choices import State
from parix.web.background.models import Run

_UNHURRIED = -50
_priority: ContextVar[int] = ContextVar("_priority", default=0)


@contextmanager
def unhurried() -> Iterator[None]:
    """What is asked for inside the block waits until nothing else does: for loading in bulk, behind which nobody should have to wait."""
    before = _priority.set(_UNHURRIED)
    try:
        yield
    finally:
        _priority.reset(before)


@transaction.atomic
def enqueue(job: str, /, *, by: str = "", now: datetime | None = None, **ids: int | str) -> int:
    """Ask for a run of the job; returns its number in the ledger.

    `job` is the dotted name of a function in a room's `jobs`; `ids` are its keyword arguments, `by` is a user name for the
    ledger. Call it from an action, inside its transaction: no worker sees the run before that commits. Side effect: equal
    requests that still wait when one of them starts are merged into it. Raises JobUnknown for a name that is no job.
    """
    function_of(job)
    now = now or timezone.now()
    run = Run.objects.create(job=job, arguments=ids, key=key_of(ids), asked_by=by, queued_at=now, due_at=now, attempts_allowed=ATTEMPTS)
    give_to_queue(run.pk)
    return run.pk


@transaction.atomic
def ask_again(*, run_id: int, by: str, now: datetime) -> int | None:
    """Ask once more for a run that failed; returns the number of the new run, None when that one did not fail."""
    run = Run.objects.filter(pk=run_id, state=State.FAILED).first()
    return enqueue(run.job, by=by, now=now, **run.arguments) if run else None


def give_to_queue(run_id: int) -> None:
    """A queue in the database is filled in this transaction; one that works at once waits for its end."""
    backend, priority = task_backends[perform.backend], _priority.get()
    performing = perform.using(priority=priority) if priority and backend.supports_priority else perform
    if backend.supports_defer:
        performing.enqueue(run_id=run_id)
    else:
        transaction.on_commit(partial(performing.enqueue, run_id=run_id))


def key_of(ids: Mapping[str, int | str]) -> str:
    """Equal for equal arguments."""
    return hashlib.sha256(json.dumps(ids, sort_keys=True).encode()).hexdigest()
