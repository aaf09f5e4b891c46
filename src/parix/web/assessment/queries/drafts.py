"""A self-assessment as it stands: every leaf with its score, its claim, its duty and its evidence; what registers say. As many
queries for three hundred leaves as for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from parix.criteria.editions import Leaf
from parix.web.assessment.choices import CLAIMED_LEAVES, DONE, FED_BY, ClaimState, EvidenceState, View
from parix.web.assessment.models import Claim, LeafDuty, LiveSheet, Participation
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence import LeafEvidence, evidence_by_leaf, evidence_for_checks, evidence_states
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.queries.sheets import ZERO, LeafRow, Totals, leaves_in, totals_in
from parix.web.measurements.queries import current_measurements

NOTHING_SAID = LeafEvidence(EvidenceState.NOT_ASKED, (), ())


@dataclass(frozen=True, slots=True)
class Place:
    """Where the live score stands in its ranking group."""

    rank: int
    out_of: int


@dataclass(frozen=True)
class DraftLeaf:
    """`leaf` is what the engine gave, `asked` what the edition says, `claim`, `duty` and `evidence` what people did."""

    leaf: LeafRow
    asked: Leaf
    claim: Claim | None
    duty: LeafDuty | None
    evidence: LeafEvidence = NOTHING_SAID

    @cached_property
    def is_fed(self) -> bool:
        return any(one.source.get("kind") in FED_BY for one in self.leaf.measurements)

    @cached_property
    def is_claimed(self) -> bool:
        """The agency is to state it; the others are fed by data or belong to the appraiser."""
        return self.leaf.scored_by in CLAIMED_LEAVES and self.leaf.state != "not_applicable" and not self.is_fed

    @property
    def state(self) -> ClaimState:
        return ClaimState(self.claim.state) if self.claim else ClaimState.OPEN

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.claim.facts if self.claim else {}

    @property
    def explanation(self) -> str:
        return self.claim.explanation if self.claim else ""

    @property
    def due_on(self) -> date | None:
        return self.duty.due_on if self.duty else None

    @property
    def lead_id(self) -> int | None:
        return self.duty.lead_id if self.duty else None

    @property
    def lead_name(self) -> str:
        return self.duty.lead.name if self.duty and self.duty.lead else ""

    @property
    def at_stake(self) -> Fraction:
        """What falls if nobody finishes the leaf: a claim that is not reported ready proves nothing. A penalty has nothing to lose."""
        if self.leaf.effect == "penalty":
            return ZERO
        if not self.is_claimed:
            return self.leaf.open
        return ZERO if self.is_done else self.leaf.high

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the orphan list asks of every leaf that the agency is to state."""
        asked = (("owner", self.lead_id), ("date", self.due_on), ("evidence plan", self.duty.evidence_plan if self.duty else ""))
        return tuple(name for name, value in asked if not value) if self.is_claimed else ()

    @property
    def lacks_evidence(self) -> bool:
        """The agency is to state it, and what the edition asks for is not all there, or does not hold."""
        return self.is_claimed and self.evidence.state not in (EvidenceState.ENOUGH, EvidenceState.NOT_ASKED)

    def is_late(self, today: date) -> bool:
        return self.is_claimed and not self.is_done and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Registered:
    """A figure of the agency in the round's period that comes from a register or another system, not from a person."""

    code: str
    fact: Mapping[str, Any]
    source: str


@dataclass(frozen=True)
class Draft:
    live: LiveSheet
    totals: Totals
    place: Place
    leaves: tuple[DraftLeaf, ...]
    registered: tuple[Registered, ...] = ()

    @cached_property
    def claimed(self) -> tuple[DraftLeaf, ...]:
        return tuple(one for one in self.leaves if one.is_claimed)

    @cached_property
    def at_risk(self) -> Fraction:
        return sum((one.at_stake for one in self.claimed), ZERO)

    @cached_property
    def _by_key(self) -> Mapping[str, DraftLeaf]:
        return {one.leaf.key: one for one in self.leaves}

    def leaf(self, key: str) -> DraftLeaf | None:
        return self._by_key.get(key)


def live_sheet(participation: Participation) -> LiveSheet | None:
    return LiveSheet.objects.filter(participation=participation, view=View.SELF).first()


def place_of_live(live: LiveSheet, round_id: int) -> Place:
    """One query; equal values share a rank, and skip none where the edition says so."""
    dense = live.sheet["arithmetic"]["ties"] == "dense"
    above = Count("order_value", distinct=dense, filter=Q(order_value__gt=live.order_value))
    group = LiveSheet.objects.filter(participation__round_id=round_id, view=live.view, group_key=live.group_key)
    found = group.aggregate(above=above, out_of=Count("pk"))
    return Place(1 + found["above"], found["out_of"])


def draft_of(participation: Participation, *, proved: Collection[str] | None = None, with_rows: bool = True) -> Draft | None:
    """None before the self-assessment was opened. Evidence, which is the dearest part, is said of those leaves that `proved` names (of
    none costs no query), else of all, as far as the checks before submitting look at it; without rows only how it stands is said, of all
    leaves. What registers say, which those checks look at too, is read for a whole draft alone."""
    live = live_sheet(participation)
    if live is None:
        return None
    leaves = draft_leaves([(participation, live)], {participation.pk: _evidence(participation, proved, with_rows)})[participation.pk]
    registered = _registered(participation) if proved is None and with_rows else ()
    return Draft(live, totals_in(live.sheet), place_of_live(live, participation.round_id), leaves, registered)


def _evidence(participation: Participation, proved: Collection[str] | None, with_rows: bool) -> Mapping[str, LeafEvidence]:
    if proved is not None and not proved:
        return {}
    if with_rows:
        return evidence_for_checks(participation) if proved is None else evidence_by_leaf(participation, proved)
    return {key: LeafEvidence(state, (), ()) for key, state in evidence_states(participation).items()}


def draft_leaves(
    given: Iterable[tuple[Participation, LiveSheet]], evidence: Mapping[int, Mapping[str, LeafEvidence]] | None = None,
) -> dict[int, tuple[DraftLeaf, ...]]:
    """By participation: its leaves with what people did. Two queries, however many participations; their rounds are at hand. Without
    `evidence` (by participation and leaf) nothing is said of it."""
    given, proved = list(given), evidence or {}
    ids = [participation.pk for participation, _live in given]
    claims = {(one.participation_id, one.leaf_key): one for one in Claim.objects.filter(participation_id__in=ids)}
    duties = {(one.participation_id, one.leaf_key): one for one in LeafDuty.objects.filter(participation_id__in=ids).select_related("lead")}
    return {
        participation.pk: tuple(
            DraftLeaf(
                leaf, asked[leaf.key], claims.get((participation.pk, leaf.key)), duties.get((participation.pk, leaf.key)),
                proved.get(participation.pk, {}).get(leaf.key, NOTHING_SAID),
            )
            for leaf in leaves_in(live.sheet) if leaf.state != "not_applicable"
        )
        for participation, live in given for asked in [edition_of(participation.round).leaves]
    }


def _registered(participation: Participation) -> tuple[Registered, ...]:
    rows = current_measurements([participation.agency_id], [period_of(participation.round)]).filter(source_kind__in=FED_BY)
    return tuple(Registered(one.code, one.fact, one.source_title or one.source_key) for one in rows)
