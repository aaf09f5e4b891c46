"""Writes of claims and of the live score: a save is a new revision; certificates of the version before are withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.actions.holding import HeldClaim
from parix.web.assessment.actions.telling import tell_lapsed
from parix.web.assessment.choices import ClaimState
from parix.web.assessment.models import Certification, Claim, ClaimRevision, LiveSheet, Round
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.actions import Change, record, record_many

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimText:
    """What a person fills in for a leaf: facts by role in their written form, an explanation, and whether it is done."""

    facts: Facts
    explanation: str
    state: ClaimState = ClaimState.DRAFTED

    def says_the_same(self, other: ClaimText) -> bool:
        return dict(self.facts) == dict(other.facts) and self.explanation == other.explanation


class SaveConflict(Exception):
    """Somebody else saved in the meantime: both texts, so that the later writer sees the difference."""

    def __init__(self, claim: Claim, held: ClaimText, given: ClaimText) -> None:
        self.claim, self.held, self.given = claim, held, given
        super().__init__("người khác đã lưu tiêu chí này trong lúc bạn đang sửa")


class EditionLeft(Exception):
    """The round went over to another edition in the meantime: nothing was saved, and the leaf may have gone elsewhere."""


def text_of(claim: Claim) -> ClaimText:
    return ClaimText(claim.facts, claim.explanation, ClaimState(claim.state))


@transaction.atomic(savepoint=False)
def store_claim(*, held: HeldClaim, given: ClaimText, by: User, at: datetime) -> Claim:
    """The claim with its next version and revision. The caller holds the claim and has asked rules and workflow. Raises EditionLeft, and
    StageLocked when the round went on to another stage in the meantime."""
    claim = held.claim
    claim.facts, claim.explanation, claim.state = dict(given.facts), given.explanation, given.state
    claim.version += 1
    claim.saved_at, claim.saved_by = at, by
    known = held.participation.round
    where_it_was = {"participation__round__edition_fingerprint": known.edition_fingerprint, "participation__round__stage": known.stage}
    written = {name: getattr(claim, name) for name in ("facts", "explanation", "state", "version", "saved_at", "saved_by")}
    if not Claim.objects.filter(pk=claim.pk, **where_it_was).update(**written):
        if Round.objects.get(pk=known.pk).edition_fingerprint == known.edition_fingerprint:
            raise StageLocked("đợt chấm vừa sang giai đoạn khác trong lúc bạn lưu; chưa lưu gì: lưu lại lần nữa")
        raise EditionLeft(claim.leaf_key)
    ClaimRevision.objects.create(
        claim=claim, version=claim.version, edition_name=held.participation.round.edition_name, facts=claim.facts, explanation=claim.explanation,
        state=claim.state, saved_at=at, saved_by=by,
    )
    if held.is_certified:
        in_force = Certification.objects.filter(participation=held.participation, withdrawn_at__isnull=True)
        lapsed = list(in_force)
        in_force.update(withdrawn_at=at)
        scope = _scope(claim)
        changes = [Change(f"assessment.Certification:{one.pk}", {"step": one.step}, {"withdrawn_at": at}, scope) for one in lapsed]
        record_many(act="assessment.certificate_lapsed", changes=changes, by=by, at=at)
        tell_lapsed(lapsed, held.participation, claim.leaf_key, by=by, at=at)
    return claim


def note_claim(*, claim: Claim, before: ClaimText, by: User, at: datetime) -> None:
    """The entry in the audit trail; last in the transaction, because other writers of the journal wait for it."""
    after = text_of(claim)
    record(
        act="assessment.claim_saved", subject=f"assessment.Claim:{claim.pk}", by=by, at=at, scope=_scope(claim),
        before=_noted(before, claim.version - 1), after=_noted(after, claim.version),
    )


@transaction.atomic(savepoint=False)
def store_live(*, rows: Sequence[Mapping[str, Any]]) -> list[LiveSheet]:
    """Each row replaces the live score of its participation and view."""
    sheets = [LiveSheet(**row) for row in rows]
    columns = [field.name for field in LiveSheet._meta.fields if field.name not in ("id", "participation", "view")]
    return LiveSheet.objects.bulk_create(sheets, update_conflicts=True, unique_fields=["participation", "view"], update_fields=columns)


def _scope(claim: Claim) -> str:
    return f"{claim.participation.round.slug}/{claim.participation.agency.code}/{claim.leaf_key}"


def _noted(text: ClaimText, version: int) -> dict[str, Any]:
    return {"facts": text.facts, "explanation": text.explanation, "state": text.state, "version": version}
