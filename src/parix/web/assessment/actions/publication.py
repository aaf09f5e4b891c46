"""Writes of what is published besides the results: the bundles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.models import PublishedBundle, Round
from parix.web.audit_trail.actions import record


@dataclass(frozen=True, slots=True)
class NewBundle:
    run_id: int
    content: bytes
    fingerprint: str


@transaction.atomic
def store_bundles(*, bundles: Sequence[NewBundle], round: Round, by: User, at: datetime) -> int:
    """Returns how many were stored; one entry in the audit trail names every fingerprint."""
    made = [PublishedBundle(run_id=one.run_id, content=one.content, fingerprint=one.fingerprint, made_at=at) for one in bundles]
    PublishedBundle.objects.bulk_create(made)
    record(
        act="assessment.bundles_made", subject=f"assessment.Round:{round.pk}", by=by, at=at, scope=f"{round.slug}/{round.province.code}",
        after={"batch": round.shown_batch, "bundles": [one.fingerprint for one in bundles]},
    )
    return len(made)
