"""Writes of rulings: a ruling supersedes the one in force, which stays as it was; two appraisers never overwrite each other silently."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.assessment.choices import Outcome, View
from parix.web.assessment.models import Participation, Ruling
from parix.web.audit_trail.actions import record


@dataclass(frozen=True, slots=True)
class RulingText:
    """What a person rules: the outcome, the facts by role in their written form, why, and by which legal text."""

    outcome: Outcome
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    legal_basis: str = ""

    def says_the_same(self, other: RulingText) -> bool:
        return (self.outcome, dict(self.facts), self.reason, self.legal_basis) == (other.outcome, dict(other.facts), other.reason, other.legal_basis)


class RulingConflict(Exception):
    """Somebody else has ruled on the leaf in the meantime: both texts, so that the later one sees the difference."""

    def __init__(self, ruling: Ruling, given: RulingText) -> None:
        self.ruling, self.held, self.given = ruling, ruling_text(ruling), given
        super().__init__("người khác đã kết luận tiêu chí này trong lúc bạn đang xem")


def ruling_text(ruling: Ruling) -> RulingText:
    return RulingText(Outcome(ruling.outcome), ruling.facts, ruling.reason, ruling.legal_basis)


@transaction.atomic
def store_ruling(
    *, participation: Participation, leaf_key: str, view: View, given: RulingText, based_on_number: int, claim_version: int = 0,
    cites: Collection[int] = (), by: User, at: datetime,
) -> Ruling:
    """The next ruling on the leaf in the view, in force from now. `based_on_number` is the ruling that the person saw, 0 for none;
    `cites` are ids of earlier rulings on the same leaf.

    The caller holds the participation, has asked rules and workflow, and refreshes the live sheets. Raises RulingConflict.
    """
    earlier = Ruling.objects.filter(participation=participation, leaf_key=leaf_key, view=view)
    held = earlier.select_for_update(of=("self",)).select_related("ruled_by").order_by("-number").first()
    if held is not None and held.number != based_on_number:
        raise RulingConflict(held, given)
    if held is not None:
        earlier.filter(superseded_at__isnull=True).update(superseded_at=at)
    number = held.number + 1 if held else 1
    made = Ruling.objects.create(
        participation=participation, leaf_key=leaf_key, view=view, number=number, outcome=given.outcome, facts=dict(given.facts), reason=given.reason,
        legal_basis=given.legal_basis, claim_version=claim_version, ruled_at=at, ruled_by=by,
    )
    cited = Ruling.objects.filter(pk__in=cites, leaf_key=leaf_key).exclude(pk=made.pk)
    if cites:
        made.cites.set(cited)
    record(
        act="assessment.ruled", subject=f"assessment.Ruling:{made.pk}", by=by, at=at,
        scope=f"{participation.round.slug}/{participation.agency.code}/{leaf_key}", reason=made.reason,
        before=_noted(held) if held else None, after=_noted(made),
    )
    return made


def _noted(ruling: Ruling) -> dict[str, Any]:
    return {
        "view": ruling.view, "number": ruling.number, "outcome": ruling.outcome, "facts": ruling.facts, "legal_basis": ruling.legal_basis,
        "claim_version": ruling.claim_version,
    }
