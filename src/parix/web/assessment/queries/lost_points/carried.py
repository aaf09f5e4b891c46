"""What last year lost, at the leaves of this year: the remedies that a unit should see where it states its claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parix.web.accounts.rules import Standing
from parix.web.assessment.models import LossSplit, Round, ScoringRun
from parix.web.assessment.queries.between_editions import bridge_between
from parix.web.assessment.queries.losses import Loss, losses_of
from parix.web.assessment.queries.lost_points.ledger import Entry, entries_in, proposed, splits_in_force
from parix.web.assessment.queries.rounds import round_before
from parix.web.assessment.queries.sheets import ZERO, fields_in, shown_run_of, totals_in
from parix.web.assessment.rules import may_see_ledger


@dataclass(frozen=True, slots=True)
class CarriedLoss:
    """What the leaves that this one came from lost last year; `is_saved` unless nobody has divided any of it."""

    losses: tuple[Loss, ...]
    entries: tuple[Entry, ...]
    is_saved: bool

    @property
    def points(self) -> Fraction:
        return sum((one.points for one in self.losses), ZERO)


def carried_into(round: Round, agency_id: int, standing: Standing) -> Mapping[str, CarriedLoss]:
    """By key of this year's leaf; empty where last year is not published, or its ledger is not the reader's. At most four queries."""
    before = round_before(round)
    if before is None or not may_see_ledger(standing, before, agency_id):
        return {}
    run = shown_run_of(before, agency_id)
    return carried_from(run, round) if run is not None else {}


def carried_from(run: ScoringRun, round: Round) -> Mapping[str, CarriedLoss]:
    """The same of last year's published run: two queries."""
    splits = {one.leaf_key: one for one in splits_in_force([run.pk])}
    lost = {one.key: one for one in losses_of(fields_in(run.sheet), totals_in(run.sheet)) if one.leaf is not None}
    bridge = bridge_between(run.round, round)
    sources = bridge.sources if bridge is not None else {key: (key,) for key in lost}
    found = {key: [lost[old] for old in olds if old in lost] for key, olds in sources.items()}
    return {key: _carried(losses, splits) for key, losses in found.items() if losses}


def _carried(losses: list[Loss], splits: Mapping[str, LossSplit]) -> CarriedLoss:
    entries = [entry for one in losses for entry in (entries_in(splits[one.key]) if one.key in splits else (proposed(one),))]
    return CarriedLoss(tuple(losses), tuple(entries), any(one.key in splits for one in losses))
