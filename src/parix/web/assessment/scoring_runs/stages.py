"""Taking a round to its next stage, with the first live sheets of the view that the stage brings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.actions.stages import take_step
from parix.web.assessment.actions.switches import hold_whole_round
from parix.web.assessment.models import Round
from parix.web.assessment.queries.rulings import highest_view
from parix.web.assessment.scoring_runs.live import refresh_round


@transaction.atomic
def open_appraisal(*, round: Round, by: User, at: datetime) -> Round:
    """Raises StepRefused, as the other two."""
    return _onward(round, "open_appraisal", by, at)


@transaction.atomic
def open_appeals(*, round: Round, by: User, at: datetime) -> Round:
    return _onward(round, "open_appeals", by, at)


@transaction.atomic
def convene(*, round: Round, by: User, at: datetime) -> Round:
    return _onward(round, "convene", by, at)


# Steps that the page of the calendar offers, by the verb of the workflow.
STEPS_HERE = {"open_appraisal": open_appraisal, "open_appeals": open_appeals, "convene": convene}


def _onward(round: Round, verb: str, by: User, at: datetime) -> Round:
    hold_whole_round(round)  # what is being saved is finished first, or is told that the stage is over
    held = take_step(round=round, verb=verb, by=by, at=at)
    refresh_round(round=held, view=highest_view(held), at=at)
    return held
