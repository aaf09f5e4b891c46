"""Setting jobs going by hand; each act stands in the trail."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.background.actions.asking import ask_again, enqueue
from parix.web.background.actions.scheduling import switch
from parix.web.oversight.choices import VERIFY
from parix.web.oversight.rules import may_set_going, may_verify


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


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ người quản trị mới làm được việc này")
