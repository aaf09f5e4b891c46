"""What operators of the software do to accounts, outside of every administrator's reach."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.web.accounts.actions.people import scope_of, subject_of
from parix.web.accounts.models import User
from parix.web.audit_trail.actions import record


@transaction.atomic
def switch_account(*, people: Sequence[User], on: bool, by: User) -> int:
    """Switch accounts off or on, the operator's own left as it is; returns how many changed. Raises PermissionDenied."""
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied
    held = User.objects.select_for_update().filter(pk__in=[person.pk for person in people]).exclude(pk=by.pk).exclude(is_active=on)
    changed = list(held.order_by("pk"))
    for person in changed:
        person.is_active = on
        person.save(update_fields=["is_active"])
        act = "accounts.person_reactivated" if on else "accounts.person_deactivated"
        told = {"username": person.username, "is_active": on}
        record(act=act, subject=subject_of(person), by=by, before={"is_active": not on}, after=told, reason="vận hành", scope=scope_of(person))
    return len(changed)
