"""Taking hold of a participation or of one of its claims before changing it: one query that also says whether the stage is open.

Whoever changes claims holds the claims first and the participation after them, so that two never wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Aggregate, Exists, OuterRef, QuerySet, Subquery, TextField

from parix.web.assessment.choices import DONE, Stage
from parix.web.assessment.models import Certification, Claim, LeafDuty, Participation, Round
from parix.web.assessment.queries.openings import opening_in, with_opening
from parix.web.assessment.rules import Opening


class _Words(Aggregate):
    """The words of many rows in one text."""

    function, template, output_field = "GROUP_CONCAT", "%(function)s(%(expressions)s, ' ')", TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


class NoSuchLeaf(Exception):
    """The round's edition has no such leaf, or it does not apply to the agency."""


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """`undone` are the keys of the participation's leaves whose claims are not reported ready."""

    claim: Claim
    participation: Participation
    opening: Opening
    lead_id: int | None
    is_certified: bool
    undone: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeldParticipation:
    participation: Participation
    opening: Opening


@dataclass(frozen=True, slots=True)
class HeldLeaves:
    """Leaves of one participation: the lead unit of each that the agency has a duty for."""

    participation: Participation
    opening: Opening
    duties: Mapping[str, int | None]
    is_certified: bool


def hold_group(round_id: int) -> None:
    """All participations of the round, in the order that everybody takes them in: for what changes the sheets of a whole group."""
    list(Participation.objects.select_for_update().filter(round_id=round_id).order_by("pk").values_list("pk"))


def hold_claim(*, participation_id: int, leaf_key: str, group_of: int | None = None) -> HeldClaim:
    """The claim as the database has it now, nobody else changing it; with the group of the round `group_of` names. Raises NoSuchLeaf.

    The round beside it may be older, where somebody else held the claim until now: `store_claim` asks for its edition and stage again.
    """
    if group_of is not None:
        list(Claim.objects.select_for_update().filter(participation_id=participation_id, leaf_key=leaf_key).values_list("pk"))
        hold_group(group_of)
    found = _claims().filter(participation_id=participation_id, leaf_key=leaf_key).first()
    if found is None:
        raise NoSuchLeaf(leaf_key)
    keys = frozenset((found.undone or "").split())
    return HeldClaim(found, found.participation, opening_in(found, found.participation), found.lead_id, found.certified, keys)


@cache
def _claims() -> QuerySet[Any]:
    """Never asked itself, only narrowed down: to put it together anew took longer than the answer."""
    duty = LeafDuty.objects.filter(participation=OuterRef("participation"), leaf_key=OuterRef("leaf_key"))
    certified = Certification.objects.filter(participation=OuterRef("participation"), withdrawn_at__isnull=True)
    undone = Claim.objects.filter(participation=OuterRef("participation")).exclude(state__in=DONE).order_by().values("participation")
    rows = with_opening(Claim.objects.select_related("participation__round", "participation__agency"), "participation__")
    rows = rows.annotate(
        lead_id=Subquery(duty.values("lead_id")[:1]), certified=Exists(certified), undone=Subquery(undone.annotate(keys=_Words("leaf_key")).values("keys")),
    )
    return rows.select_for_update(of=("self", "participation"))


@cache
def _participations(stage: Stage) -> QuerySet[Participation]:
    """The same for participations."""
    return with_opening(Participation.objects.select_related("round", "agency"), "", stage).select_for_update(of=("self",))


def hold_participation(*, participation_id: int, with_claims: bool = False, stage: Stage = Stage.SELF_ASSESSMENT) -> HeldParticipation:
    """The participation with its time of the stage, nobody else changing what hangs on it."""
    if with_claims:
        list(Claim.objects.select_for_update().filter(participation_id=participation_id).order_by("pk").values_list("pk"))
    found = _participations(stage).get(pk=participation_id)
    _read_round_again(found)
    return HeldParticipation(found, opening_in(found, found, stage))


def hold_leaves(*, participation_id: int, leaf_keys: Collection[str]) -> HeldLeaves:
    """Also leaves that the agency does not claim itself; the claims that there are first, then the participation."""
    keys = list(leaf_keys)
    list(Claim.objects.select_for_update().filter(participation_id=participation_id, leaf_key__in=keys).order_by("pk").values_list("pk"))
    held = hold_participation(participation_id=participation_id)
    duties = LeafDuty.objects.filter(participation_id=participation_id, leaf_key__in=keys).values_list("leaf_key", "lead_id")
    certified = Certification.objects.filter(participation_id=participation_id, withdrawn_at__isnull=True)
    return HeldLeaves(held.participation, held.opening, dict(duties), certified.exists())


def _read_round_again(participation: Participation) -> None:
    """Whoever waited for the hold has seen the round as it was before: it may have gone over to another edition or stage since."""
    participation.round = Round.objects.get(pk=participation.round_id)
