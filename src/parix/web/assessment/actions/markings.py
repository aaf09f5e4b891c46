"""Writes of independent markings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import View
from parix.web.assessment.models import Marking, Participation
from parix.web.audit_trail.actions import record


@transaction.atomic
def store_marking(*, participation: Participation, leaf_key: str, view: View, given: RulingText, claim_version: int, by: User, at: datetime) -> Marking:
    """The person's own marking, once. The trail says that it was made, and nothing of what it says, so that it stays blind there too.

    The caller holds the participation and has asked who may. Raises ProblemsFound.
    """
    open_ones = Marking.objects.filter(participation=participation, leaf_key=leaf_key, view=view, ruling__isnull=True)
    markers = list(open_ones.values_list("marker_id", flat=True))
    if by.pk in markers:
        refuse_errors([Problem("marking.saved_already", "bạn đã lưu phiếu chấm của mình", "đợi người kia, rồi đối chiếu", Place(path="outcome"))])
    if len(markers) >= 2:
        refuse_errors([Problem("marking.two_already", "đã có hai phiếu chấm", "một trong hai người đó đối chiếu", Place(path="outcome"))])
    made = Marking.objects.create(
        participation=participation, leaf_key=leaf_key, view=view, marker=by, outcome=given.outcome, facts=dict(given.facts), reason=given.reason,
        legal_basis=given.legal_basis, claim_version=claim_version, saved_at=at,
    )
    scope = f"{participation.round.slug}/{participation.agency.code}/{leaf_key}"
    record(act="assessment.marked", subject=f"assessment.Marking:{made.pk}", by=by, at=at, scope=scope)
    return made
