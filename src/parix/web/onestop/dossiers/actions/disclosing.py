"""Reading personal data in full: for who works on the dossier, and noted each time."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions import subject_of
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries import one_stop_of
from parix.web.onestop.dossiers.rules import may_read_applicant
from parix.web.onestop.dossiers.rules.applicants import Applicant, open_applicant


@transaction.atomic
def disclose_applicant(*, dossier: Dossier, why: str, by: User, at: datetime) -> Applicant:
    """Side effect: an entry in the journal that says who read it, and for what. Raises PermissionDenied, NotOpened."""
    desk = one_stop_of(dossier.agency_id, timezone.localdate(at))
    if not may_read_applicant(standing_of(by), dossier, desk):
        raise PermissionDenied("chỉ người giải quyết hồ sơ xem được đầy đủ thông tin người nộp")
    shown = open_applicant(dossier.applicant)
    record(act="dossiers.applicant_read", subject=subject_of(dossier), by=by, after={"dossier": dossier.code}, reason=why, scope=dossier.agency.code, at=at)
    return shown
