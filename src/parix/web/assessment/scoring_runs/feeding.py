"""Counts that a room above makes of its own rows, as figures of an agency in a round whose self-assessment is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from parix.foundation.measurement_files import fact_to_json
from parix.foundation.measurements import Measurement
from parix.web.accounts.queries import User
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.choices import View
from parix.web.assessment.models import Certification, Participation
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.scoring_runs.live import refresh_views
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.audit_trail.actions import record as note
from parix.web.measurements.measuring import held_set, record

SYSTEM = "system"


@transaction.atomic
def feed_counts(*, participation: Participation, counted: Iterable[Measurement], by: User | None, at: datetime) -> int:
    """Record what differs and that the edition asks for, and score again; returns how many figures changed. A figure that was typed
    gives way: from now on its leaf is fed. Side effects: certificates of the version before are withdrawn. Raises StageLocked."""
    held = hold_participation(participation_id=participation.pk)
    refuse_unless_open(held.opening, at)
    part = held.participation
    current, rows = held_set(part.agency, period_of(part.round))
    asked = {use.code for leaf in edition_of(part.round).leaves.values() for use in leaf.measures.values()}
    known = {one.code: (one.fact, one.source.key) for one in current.measurements if one.period == current.period}
    fresh = tuple(one for one in counted if one.code in asked and known.get(one.code) != (one.fact, one.source.key))
    if not fresh:
        return 0
    record(agency=part.agency, given=replace(current, measurements=fresh), by=by, at=at, rows=rows, is_told=True)
    Certification.objects.filter(participation=part, withdrawn_at__isnull=True).update(withdrawn_at=at)
    before = {one.code: fact_to_json(known[one.code][0]) for one in fresh if one.code in known}
    note(
        act="assessment.counts_fed", subject=f"assessment.Participation:{part.pk}", by=by or SYSTEM, before=before,
        after={one.code: fact_to_json(one.fact) for one in fresh}, scope=f"{part.round.slug}/{part.agency.code}", at=at,
    )
    refresh_views(participation=part, view=View.SELF, at=at)
    return len(fresh)
