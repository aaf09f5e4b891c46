"""Writes of a switch of edition: everything comes in as ready values, all agencies at once, in the caller's one transaction."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from parix.foundation.phrases import Text
from parix.web.accounts.queries import User
from parix.web.assessment.actions.claims import ClaimText
from parix.web.assessment.choices import ClaimState
from parix.web.assessment.models import (
    Certification,
    Claim,
    ClaimRevision,
    EditionSwitch,
    EvidenceLink,
    LeafDuty,
    LiveSheet,
    Participation,
    Round,
    Statement,
    SwitchedLeaf,
    SwitchedSheet,
)
from parix.web.assessment.queries.switches import HeldDuty
from parix.web.audit_trail.actions import Change, record_many

BATCH = 500
SAID = ("page", "number", "symbol", "issued_on", "issuer", "quote", "proves")
T = TypeVar("T", EvidenceLink, Statement)
NOTHING_SAID = ClaimText({}, "", ClaimState.OPEN)


@dataclass(frozen=True, slots=True)
class NewLeaf:
    """One leaf of the edition that is gone over to. `text` None on a claimed leaf means that nothing has been said of it."""

    key: str
    is_claimed: bool
    text: ClaimText | None
    duty: HeldDuty


@dataclass(frozen=True, slots=True)
class LeafWay:
    """A row of SwitchedLeaf before the versions after are known."""

    old_key: str
    new_key: str
    outcome: str
    need: str
    lead_id: int | None
    changes: Sequence[Mapping[str, str]]
    left_facts: Mapping[str, Any]
    reason: Text


@dataclass(frozen=True, slots=True)
class SwitchedAgency:
    participation: Participation
    claims: Mapping[str, Claim]
    duties: Mapping[str, HeldDuty]
    leaves: Sequence[NewLeaf]
    ways: Sequence[LeafWay]
    live: LiveSheet | None
    rank: tuple[int, int]
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditionTaken:
    name: str
    fingerprint: str
    mapping_digest: str


def hold_whole_round(round: Round) -> Round:
    """The round, its participations and all their claims, nobody else changing them; in the order that everybody takes them in."""
    list(Claim.objects.select_for_update(of=("self",)).filter(participation__round=round).order_by("pk").values_list("pk"))
    list(Participation.objects.select_for_update(of=("self",)).filter(round=round).order_by("pk").values_list("pk"))
    return Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)


@transaction.atomic
def store_switch(*, round: Round, to: EditionTaken, agencies: Sequence[SwitchedAgency], reason: str, due_on: date, by: User, at: datetime) -> EditionSwitch:
    """The caller holds the whole round. Certificates are withdrawn: nobody has vouched for anything under the new edition."""
    number = EditionSwitch.objects.filter(round=round).count() + 1
    made = EditionSwitch.objects.create(
        round=round, number=number, from_edition=round.edition_name, from_fingerprint=round.edition_fingerprint, to_edition=to.name,
        to_fingerprint=to.fingerprint, mapping_digest=to.mapping_digest, reason=reason, due_on=due_on, switched_at=at, switched_by=by,
    )
    _store_sheets(made, agencies)
    versions = _store_claims(agencies, to.name, by, at)
    _store_duties(agencies)
    _store_leaves(made, agencies, versions)
    _carry_evidence(agencies)
    _carry_statements(agencies)
    Certification.objects.filter(participation__round=round, withdrawn_at__isnull=True).update(withdrawn_at=at)
    round.edition_name, round.edition_fingerprint = to.name, to.fingerprint
    round.save(update_fields=["edition_name", "edition_fingerprint"])
    return made


def note_switch(*, switch: EditionSwitch, agencies: Sequence[SwitchedAgency], by: User, at: datetime) -> None:
    """One entry for the round and one for each agency; last in the transaction, because other writers of the journal wait for it."""
    round = switch.round
    before, after = ({"edition": name, "fingerprint": mark} for name, mark in (
        (switch.from_edition, switch.from_fingerprint), (switch.to_edition, switch.to_fingerprint),
    ))
    subject = f"assessment.EditionSwitch:{switch.pk}"
    changes = [Change(subject, before, {**after, "mapping": switch.mapping_digest, "due_on": switch.due_on}, f"{round.slug}/{round.province.code}")]
    changes += [
        Change(subject, {"edition": switch.from_edition}, {"edition": switch.to_edition, **one.summary}, f"{round.slug}/{one.participation.agency.code}")
        for one in agencies
    ]
    record_many(act="assessment.edition_switched", changes=changes, by=by, reason=switch.reason, at=at)
    lapsed = Certification.objects.filter(participation__round=round, withdrawn_at=at).select_related("participation__agency").order_by("pk")
    withdrawn = [
        Change(f"assessment.Certification:{one.pk}", {"step": one.step}, {"withdrawn_at": at}, f"{round.slug}/{one.participation.agency.code}")
        for one in lapsed
    ]
    record_many(act="assessment.certificate_lapsed", changes=withdrawn, by=by, at=at)


def _store_sheets(switch: EditionSwitch, agencies: Sequence[SwitchedAgency]) -> None:
    SwitchedSheet.objects.bulk_create(
        (
            SwitchedSheet(
                switch=switch, participation=one.participation, view=one.live.view, sheet=one.live.sheet, points=one.live.points,
                applicable_max=one.live.applicable_max, published_index=one.live.published_index, rank=one.rank[0], out_of=one.rank[1],
                scored_at=one.live.scored_at,
            )
            for one in agencies if one.live is not None
        ),
        batch_size=BATCH,
    )


def _store_claims(agencies: Sequence[SwitchedAgency], edition_name: str, by: User, at: datetime) -> dict[tuple[int, str], int]:
    """Claims of the new edition's leaves, each with a revision that names it; what was claimed of leaves that are gone stays in its row.

    Returns the version of every claim by participation and leaf.
    """
    versions: dict[tuple[int, str], int] = {}
    changed: list[Claim] = []
    for one in agencies:
        versions |= {(one.participation.pk, key): claim.version for key, claim in one.claims.items()}
        for leaf in one.leaves:
            held = one.claims.get(leaf.key)
            is_said = held is not None and bool(held.facts or held.explanation)
            text = leaf.text or (NOTHING_SAID if is_said else None)
            if not leaf.is_claimed or (held is not None and text is None):
                continue
            version = (held.version if held else 0) + (text is not None)
            text = text or NOTHING_SAID
            changed.append(Claim(
                participation=one.participation, leaf_key=leaf.key, facts=dict(text.facts), explanation=text.explanation, state=text.state, version=version,
                saved_at=at if version else None, saved_by=by if version else None,
            ))
            versions[one.participation.pk, leaf.key] = version
    stored = Claim.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["participation", "leaf_key"],
        update_fields=["facts", "explanation", "state", "version", "saved_at", "saved_by"],
    )
    ClaimRevision.objects.bulk_create(
        (
            ClaimRevision(
                claim=claim, version=claim.version, edition_name=edition_name, facts=claim.facts, explanation=claim.explanation, state=claim.state,
                saved_at=at, saved_by=by,
            )
            for claim in stored if claim.version
        ),
        batch_size=BATCH,
    )
    return versions


def _store_duties(agencies: Sequence[SwitchedAgency]) -> None:
    """Only what is new or changes; duties of leaves that are gone stay in their rows."""
    wanted = {
        (one.participation.pk, leaf.key): (one.participation, leaf.duty)
        for one in agencies for leaf in one.leaves if leaf.duty != one.duties.get(leaf.key)
    }
    stored = LeafDuty.objects.bulk_create(
        (
            LeafDuty(participation=participation, leaf_key=key, lead_id=duty.lead_id, due_on=duty.due_on, evidence_plan=duty.evidence_plan)
            for (_pk, key), (participation, duty) in wanted.items()
        ),
        batch_size=BATCH, update_conflicts=True, unique_fields=["participation", "leaf_key"], update_fields=["lead", "due_on", "evidence_plan"],
    )
    links = LeafDuty.supporting.through
    links.objects.filter(leafduty_id__in=[one.pk for one in stored]).delete()
    links.objects.bulk_create(
        (links(leafduty_id=one.pk, unit_id=unit_id) for one in stored for unit_id in sorted(wanted[one.participation_id, one.leaf_key][1].supporting)),
        batch_size=BATCH,
    )


def _carry_evidence(agencies: Sequence[SwitchedAgency]) -> None:
    """The same pointers at the leaves gone over to, by whom and since when they were given; those of the old leaves stay where they are."""
    held = list(EvidenceLink.objects.in_force().filter(participation__in=[one.participation for one in agencies]).order_by("pk"))
    own = ("id", "leaf_key", "replaces", "removed_by", "removed_at", "removal_reason")
    pointer = [field.name for field in EvidenceLink._meta.concrete_fields if field.name not in own]
    known = {(one.leaf_key, one.participation_id, one.document_id, *(getattr(one, name) for name in SAID)) for one in held}
    fresh = []
    for key, one in _carried(agencies, held, lambda one: (one.document_id, one.added_by_id, one.added_at, *(getattr(one, name) for name in SAID))):
        mark = (key, one.participation_id, one.document_id, *(getattr(one, name) for name in SAID))
        if mark not in known:
            known.add(mark)
            fresh.append(EvidenceLink(leaf_key=key, **{name: getattr(one, name) for name in pointer}))
    EvidenceLink.objects.bulk_create(fresh, batch_size=BATCH)


def _carry_statements(agencies: Sequence[SwitchedAgency]) -> None:
    held = list(Statement.objects.filter(participation__in=[one.participation for one in agencies]).prefetch_related("documents").order_by("pk"))
    known = {(one.participation_id, one.leaf_key, one.text) for one in held}
    for key, one in _carried(agencies, held, lambda one: (one.text, one.made_by_id, one.made_at)):
        if (one.participation_id, key, one.text) not in known:
            known.add((one.participation_id, key, one.text))
            Statement.objects.create(
                participation_id=one.participation_id, leaf_key=key, text=one.text, made_by_id=one.made_by_id, made_at=one.made_at,
            ).documents.set(one.documents.all())


def _carried(agencies: Sequence[SwitchedAgency], held: Sequence[T], origin: Callable[[T], Hashable]) -> Iterator[tuple[str, T]]:
    """Each thing with every other key that its leaf goes over to. What stands at one of them already came from there, and goes back to
    no other: two leaves that were merged and are told apart again keep each its own."""
    moves: dict[tuple[int, str], list[str]] = {}
    for one in agencies:
        for way in one.ways:
            if way.old_key and way.new_key and way.old_key != way.new_key:
                moves.setdefault((one.participation.pk, way.old_key), []).append(way.new_key)
    standing = {(thing.participation_id, thing.leaf_key, origin(thing)) for thing in held}
    for thing in held:
        targets = moves.get((thing.participation_id, thing.leaf_key), ())
        if not any((thing.participation_id, key, origin(thing)) in standing for key in targets):
            yield from ((key, thing) for key in targets)


def _store_leaves(switch: EditionSwitch, agencies: Sequence[SwitchedAgency], versions: Mapping[tuple[int, str], int]) -> None:
    SwitchedLeaf.objects.bulk_create(
        (
            SwitchedLeaf(
                switch=switch, participation=one.participation, old_key=way.old_key, new_key=way.new_key, outcome=way.outcome, need=way.need,
                lead_id=way.lead_id, old_version=one.claims[way.old_key].version if way.old_key in one.claims else 0,
                new_version=versions.get((one.participation.pk, way.new_key), 0), changes=list(way.changes), left_facts=dict(way.left_facts),
                reason_vi=way.reason.vi, reason_en=way.reason.en,
            )
            for one in agencies for way in one.ways
        ),
        batch_size=BATCH,
    )
