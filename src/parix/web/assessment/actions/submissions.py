"""Writes of certificates and submissions: two people certify the same frozen version, then it is submitted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.actions.telling import tell_certified, tell_submitted
from parix.web.assessment.choices import CertificationStep, ClaimState
from parix.web.assessment.models import Certification, Claim, Participation, Submission
from parix.web.audit_trail.actions import record


@dataclass(frozen=True, slots=True)
class Signed:
    """What a submission keeps besides who and when."""

    frozen_digest: str
    bundle: bytes
    bundle_fingerprint: str
    receipt: str
    signature: str


@transaction.atomic
def store_certification(*, participation: Participation, step: CertificationStep, frozen_digest: str, note: str, by: User, at: datetime) -> Certification:
    """The caller holds the participation. A certificate of another version is withdrawn by the new one."""
    Certification.objects.filter(participation=participation, step=step, withdrawn_at__isnull=True).update(withdrawn_at=at)
    made = Certification.objects.create(
        participation=participation, step=step, frozen_digest=frozen_digest, certified_at=at, certified_by=by, note=note,
    )
    if step == CertificationStep.CHECKED:
        Claim.objects.filter(participation=participation, version__gt=0).update(state=ClaimState.CHECKED)
    record(
        act=f"assessment.{step.value}", subject=f"assessment.Certification:{made.pk}", by=by, at=at, scope=_scope(participation), reason=note,
        after={"step": step.value, "frozen_digest": frozen_digest},
    )
    tell_certified(made, by=by, at=at)
    return made


@transaction.atomic
def store_submission(*, participation: Participation, number: int, signed: Signed, by: User, at: datetime) -> Submission:
    made = Submission.objects.create(
        participation=participation, number=number, frozen_digest=signed.frozen_digest, bundle=signed.bundle,
        bundle_fingerprint=signed.bundle_fingerprint, receipt=signed.receipt, signature=signed.signature, submitted_at=at, submitted_by=by,
    )
    record(
        act="assessment.submitted", subject=f"assessment.Submission:{made.pk}", by=by, at=at, scope=_scope(participation),
        after={"number": number, "frozen_digest": signed.frozen_digest, "bundle": signed.bundle_fingerprint},
    )
    tell_submitted(made, by=by, at=at)
    return made


def _scope(participation: Participation) -> str:
    return f"{participation.round.slug}/{participation.agency.code}"
