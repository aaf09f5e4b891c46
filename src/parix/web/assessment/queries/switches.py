"""What a change of edition starts from, read for all agencies of a round at once; and the changes that were made, as they were stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from parix.web.assessment.choices import View
from parix.web.assessment.models import (
    Claim,
    ClaimRevision,
    EvidenceLink,
    LeafDuty,
    LiveSheet,
    Participation,
    Round,
    Statement,
    SwitchedLeaf,
    SwitchedSheet,
)
from parix.web.assessment.models import EditionSwitch as EditionSwitch


@dataclass(frozen=True, slots=True)
class HeldDuty:
    lead_id: int | None
    supporting: frozenset[int]
    due_on: date | None
    evidence_plan: str


@dataclass(frozen=True)
class Held:
    """Everything of one agency by leaf; `restored` are the claims as they were before the latest switch, where it is being undone, and
    `proved` the leaves with evidence or a statement of the agency."""

    participation: Participation
    claims: Mapping[str, Claim]
    duties: Mapping[str, HeldDuty]
    live: LiveSheet | None
    restored: Mapping[str, ClaimRevision] = field(default_factory=dict)
    proved: frozenset[str] = frozenset()

    def has_words(self, key: str) -> bool:
        claim = self.claims.get(key)
        return claim is not None and bool(claim.facts or claim.explanation)

    def has_content(self, key: str) -> bool:
        """Something would be lost with the leaf."""
        return self.has_words(key) or key in self.proved


def held_of(round: Round, undoing: EditionSwitch | None = None) -> list[Held]:
    """The agencies of the round by code, in as many queries for one as for three hundred."""
    claims: dict[int, dict[str, Claim]] = defaultdict(dict)
    for claim in Claim.objects.filter(participation__round=round):
        claims[claim.participation_id][claim.leaf_key] = claim
    duties = _duties(round)
    live = {one.participation_id: one for one in LiveSheet.objects.filter(participation__round=round, view=View.SELF)}
    restored = _restored(undoing) if undoing else {}
    proved: dict[int, set[str]] = defaultdict(set)
    for table in (EvidenceLink.objects.in_force(), Statement.objects.all()):
        for participation_id, key in table.filter(participation__round=round).order_by().values_list("participation_id", "leaf_key").distinct():
            proved[participation_id].add(key)
    taking_part = Participation.objects.filter(round=round).select_related("agency", "round").order_by("agency__code")
    return [
        Held(one, claims[one.pk], duties[one.pk], live.get(one.pk), restored.get(one.pk, {}), frozenset(proved[one.pk])) for one in taking_part
    ]


def _duties(round: Round) -> dict[int, dict[str, HeldDuty]]:
    helped: dict[int, set[int]] = defaultdict(set)
    for duty_id, unit_id in LeafDuty.supporting.through.objects.filter(leafduty__participation__round=round).values_list("leafduty_id", "unit_id"):
        helped[duty_id].add(unit_id)
    duties: dict[int, dict[str, HeldDuty]] = defaultdict(dict)
    for one in LeafDuty.objects.filter(participation__round=round):
        duties[one.participation_id][one.leaf_key] = HeldDuty(one.lead_id, frozenset(helped[one.pk]), one.due_on, one.evidence_plan)
    return duties


def _restored(undoing: EditionSwitch) -> dict[int, dict[str, ClaimRevision]]:
    """By participation and leaf, the revision to take back: only where nobody has changed anything since the switch."""
    claims = Claim.objects.filter(participation__round_id=undoing.round_id)
    versions = {(one.participation_id, one.leaf_key): one.version for one in claims.only("participation_id", "leaf_key", "version")}
    rows = list(SwitchedLeaf.objects.filter(switch=undoing).exclude(old_key=""))
    changed = {
        (one.participation_id, one.old_key)
        for one in rows if one.new_key and versions.get((one.participation_id, one.new_key), 0) != one.new_version
    }
    wanted = {(one.participation_id, one.old_key): one.old_version for one in rows if one.old_version}
    revisions = ClaimRevision.objects.filter(claim__participation__round_id=undoing.round_id).annotate(
        participation_id=F("claim__participation_id"), leaf_key=F("claim__leaf_key"),
    )
    found: dict[int, dict[str, ClaimRevision]] = defaultdict(dict)
    for one in revisions:
        place = (one.participation_id, one.leaf_key)
        if wanted.get(place) == one.version and place not in changed:
            found[one.participation_id][one.leaf_key] = one
    return found


def latest_switch(round: Round) -> EditionSwitch | None:
    return EditionSwitch.objects.filter(round=round).order_by("-number").first()


def switches_of(round: Round) -> list[EditionSwitch]:
    """The newest first."""
    return list(EditionSwitch.objects.filter(round=round).select_related("switched_by").order_by("-number"))


def switch_numbered(slug: str, number: int) -> EditionSwitch | None:
    found = EditionSwitch.objects.filter(round__slug=slug, number=number)
    return found.select_related("switched_by", "round", "round__province").first()


def sheet_left(switch: EditionSwitch, participation: Participation) -> SwitchedSheet | None:
    """The agency's own score as it stood under the edition that was left."""
    return SwitchedSheet.objects.filter(switch=switch, participation=participation, view=View.SELF).first()


def leaves_switched(switch: EditionSwitch, participation: Participation) -> list[SwitchedLeaf]:
    return list(SwitchedLeaf.objects.filter(switch=switch, participation=participation).select_related("lead").order_by("pk"))


def claims_left(switch: EditionSwitch, participation: Participation) -> dict[str, ClaimRevision]:
    """By leaf of the edition that was left, what the agency had said of it."""
    versions = dict(SwitchedLeaf.objects.filter(switch=switch, participation=participation, old_version__gt=0).values_list("old_key", "old_version"))
    revisions = ClaimRevision.objects.filter(claim__participation=participation, claim__leaf_key__in=versions).select_related("claim", "saved_by")
    return {one.claim.leaf_key: one for one in revisions if one.version == versions[one.claim.leaf_key]}


def leaf_after(round: Round, key: str) -> list[SwitchedLeaf] | None:
    """Where a leaf that the round's edition lacks has gone in the latest switch; None when it never was in the round."""
    found = list(SwitchedLeaf.objects.filter(switch__round=round, old_key=key).select_related("switch").order_by("-switch__number")[:50])
    return [one for one in found if one.switch_id == found[0].switch_id] if found else None
