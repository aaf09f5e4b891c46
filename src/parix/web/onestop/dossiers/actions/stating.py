"""What the desk knows of a dossier and no step tells: papers digitised, data used again, an electronic result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions import subject_of
from parix.web.onestop.dossiers.choices import STATED_MARKS
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries import rights_in
from parix.web.onestop.dossiers.rules import is_own


@transaction.atomic
def state_marks(*, dossier: Dossier, given: Mapping[str, bool | None], by: User, at: datetime) -> bool:
    """Whether anything changed. `given` are marks of STATED_MARKS: yes, no, or None for not known (any more). Raises PermissionDenied, also for
    a copy of another system's dossier. Side effect: an entry in the journal."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("agency").get(pk=dossier.pk)
    if not is_own(held) or not rights_in(standing_of(by), held, timezone.localdate(at)).handles:
        raise PermissionDenied("chỉ người giải quyết hồ sơ ghi được, ở nơi quản lý hồ sơ")
    changed = {key: given[key] for key in STATED_MARKS if key in given and given[key] != getattr(held, key)}
    if changed:
        before = {key: getattr(held, key) for key in changed}
        for key, value in changed.items():
            setattr(held, key, value)
        held.changed_at = at
        held.save(update_fields=[*changed, "changed_at"])
        record(act="dossiers.marks_stated", subject=subject_of(held), by=by, before=before, after=changed, scope=held.agency.code, at=at)
    return bool(changed)
