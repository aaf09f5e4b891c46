"""Setting jobs going by hand, and sealing anew what an older key sealed; each act stands in the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.module_loading import import_string

from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.background.actions.asking import ask_again, enqueue
from parix.web.background.actions.scheduling import switch
from parix.web.oversight.choices import VERIFY
from parix.web.oversight.rules import may_set_going, may_verify
from parix.web.personal_data.actions.sealing_anew import Place, by_key, seal_batch, waiting


@transaction.atomic
def run_again(*, run_id: int, by: User, now: datetime) -> int | None:
    """Ask again for a run that failed; returns the new run's number, None when it did not fail. Raises PermissionDenied."""
    _refuse_unless(may_set_going(standing_of(by)))
    again = ask_again(run_id=run_id, by=by.get_username(), now=now)
    if again is not None:
        record(act="oversight.run_asked_again", subject=f"background.Run:{run_id}", by=by, after={"run": again}, at=now)
    return again


@transaction.atomic
def switch_schedule(*, job: str, on: bool, by: User, now: datetime) -> bool:
    """Switch a scheduled job on or off; returns whether that changed anything. Raises PermissionDenied."""
    _refuse_unless(may_set_going(standing_of(by)))
    changed = switch(job=job, on=on, now=now)
    if changed:
        record(act="oversight.schedule_switched", subject=f"background.Schedule:{job}", by=by, before={"is_on": not on}, after={"is_on": on}, at=now)
    return changed


def verify_now(*, by: User, now: datetime) -> int:
    """Ask for the walk along the chain; returns the run's number. It changes nothing, so an auditor may. Raises PermissionDenied."""
    _refuse_unless(may_verify(standing_of(by)))
    return enqueue(VERIFY, by=by.get_username(), now=now)


# --- keys of personal data ------------------------------------------------------------------------------------------------

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Sealing:
    """Of a run: how many rows were written anew, how many no key here opens, and whether it looked at all of them."""

    written: int = 0
    unopened: int = 0
    is_whole: bool = True


def places_sealed() -> list[Place]:
    """Every column that holds sealed texts, as their rooms name them."""
    return [place for name in settings.SEALED_PLACES for place in import_string(name)]


def keys_in_use() -> dict[str, Counter[int]]:
    """How much lies under which key, by column, and by kind of file that lies about for some days."""
    return {place.name: by_key(place) for place in places_sealed()} | {name: import_string(count)() for name, count in settings.SEALED_FILES.items()}


def seal_everything_anew(*, now: datetime, progress: Callable[[int, int], None], batch: int = BATCH, most: int | None = None) -> Sealing:
    """May be stopped and run again at any time: each batch is kept. `most` batches at the most. Side effects: sealed columns, an entry in
    the journal where there is anything to do."""
    written = unopened = looked = batches = 0
    of = sum(waiting(place).count() for place in places_sealed())
    if of:
        with transaction.atomic():
            about = {"key": max(settings.PERSONAL_KEYS), "left": of}
            record(act="oversight.sealed_anew", subject="personal_data.Keys", by="system", after=about, at=now)
    for place in places_sealed():
        after, goes_on = None, True
        while goes_on and (most is None or batches < most):
            done = seal_batch(place, after=after, many=batch)
            after, goes_on, batches = done.last, done.last is not None, batches + 1
            written, unopened, looked = written + done.written, unopened + done.unopened, looked + done.looked
            progress(looked, max(of, looked, 1))
    return Sealing(written, unopened, looked >= of)


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ người quản trị mới làm được việc này")
