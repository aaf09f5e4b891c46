"""Independent marking: a marking is checked like a ruling and changes no score."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.actions.markings import store_marking
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import View
from parix.web.assessment.models import Claim, Marking, Participation
from parix.web.assessment.scoring_runs.rulings import fitted, hold_for_appraisal


@transaction.atomic
def save_marking(*, participation: Participation, leaf_key: str, given: RulingText, by: User, at: datetime) -> Marking:
    """What the person would rule in the first view. Raises as `save_ruling` does, without conflicts: nobody sees another's."""
    held = hold_for_appraisal(participation_id=participation.pk, leaf_key=leaf_key, view=View.FIRST, by=by, at=at)
    fitting = fitted(held, leaf_key, View.FIRST, given)
    version = Claim.objects.filter(participation=held, leaf_key=leaf_key).values_list("version", flat=True).first() or 0
    return store_marking(participation=held, leaf_key=leaf_key, view=View.FIRST, given=fitting, claim_version=version, by=by, at=at)
