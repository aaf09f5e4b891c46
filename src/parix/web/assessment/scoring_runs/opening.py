"""Opening self-assessment: its time, the duties and empty claims that the edition gives, and a first live score for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parix.criteria.editions import Edition
from parix.web.accounts.queries import User
from parix.web.assessment.actions.duties import DefaultDuty, add_default_duties
from parix.web.assessment.actions.stages import Times, set_window, set_windows
from parix.web.assessment.choices import CLAIMED_LEAVES, Stage, View
from parix.web.assessment.models import Participation, Round, StageWindow
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.openings import windows_of
from parix.web.assessment.scoring_runs.live import refresh_round
from parix.web.organisations.queries import engine_agency
from parix.web.organisations.queries.units import units_serving

SURVEY = "survey"


@transaction.atomic
def set_times(*, round: Round, times: Times, by: User, at: datetime) -> None:
    """The times of these stages, and what every agency lacks for self-assessment. Raises PermissionDenied or ProblemsFound."""
    before = windows_of(round.pk).get(Stage.SELF_ASSESSMENT)
    window = set_windows(round=round, times=times, by=by, at=at).get(Stage.SELF_ASSESSMENT)
    if window is not None and (before is None or (before.opens_at, before.closes_at) != (window.opens_at, window.closes_at)):
        _equip(round, window.closes_at, by, at)


@transaction.atomic
def open_self_assessment(*, round: Round, opens_at: datetime, closes_at: datetime, by: User, at: datetime) -> StageWindow:
    """Set the time (again), and give every agency what it lacks. Raises PermissionDenied or ProblemsFound."""
    window = set_window(round=round, opens_at=opens_at, closes_at=closes_at, by=by, at=at)
    _equip(round, closes_at, by, at)
    return window


def _equip(round: Round, closes_at: datetime, by: User, at: datetime) -> None:
    taking_part = list(round.participations.select_related("agency", "round"))
    defaults = default_duties(edition_of(round), taking_part, at, timezone.localtime(closes_at).date())
    add_default_duties(round=round, duties=defaults, by=by, at=at)
    refresh_round(round=round, view=View.SELF, at=at)


def default_duties(edition: Edition, taking_part: Sequence[Participation], at: datetime, due_on: date) -> list[DefaultDuty]:
    """A unit of the kind that the edition names, where the agency has exactly one; three queries at most, however many agencies."""
    placed = [one for one in edition.placed_leaves if one.leaf.scored_by != SURVEY]
    kinds = {kind for one in placed for kind in (one.leaf.lead, *one.leaf.supporting) if kind}
    units = units_serving([one.agency_id for one in taking_part], kinds, timezone.localtime(at).date())
    return [
        DefaultDuty(
            participation, one.leaf.key, one.leaf.scored_by in CLAIMED_LEAVES, units.get((participation.agency_id, one.leaf.lead)),
            tuple(unit for kind in one.leaf.supporting if (unit := units.get((participation.agency_id, kind)))), due_on,
        )
        for participation in taking_part for one in placed if one.applies(engine_agency(participation.agency))
    ]
