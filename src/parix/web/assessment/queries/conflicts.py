"""Whose eyes a leaf is kept from: declared conflicts of interest in force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from parix.web.assessment.models import ConflictOfInterest


@dataclass(frozen=True, slots=True)
class Conflicts:
    """One person's, for a round: whole agencies, single leaves of an agency, leaves of every agency."""

    participations: frozenset[int]
    leaves: frozenset[tuple[int, str]]
    everywhere: frozenset[str]

    def holds(self, participation_id: int, leaf_key: str) -> bool:
        return participation_id in self.participations or leaf_key in self.everywhere or (participation_id, leaf_key) in self.leaves


def conflicts_of(person_id: int, participation_ids: Collection[int]) -> Conflicts:
    """One query."""
    rows = ConflictOfInterest.objects.filter(
        Q(participation__isnull=True) | Q(participation_id__in=participation_ids), person_id=person_id, ended_at__isnull=True,
    ).values_list("participation_id", "leaf_key")
    found = list(rows)
    return Conflicts(
        frozenset(one for one, leaf in found if one is not None and not leaf), frozenset((one, leaf) for one, leaf in found if one is not None and leaf),
        frozenset(leaf for one, leaf in found if one is None),
    )


def has_conflict(person_id: int, participation_id: int, leaf_key: str) -> bool:
    return conflicts_of(person_id, [participation_id]).holds(participation_id, leaf_key)


def conflicts_in(round_id: int, person_id: int | None = None) -> list[ConflictOfInterest]:
    """Those in force that touch the round, of everybody or of one person."""
    held = ConflictOfInterest.objects.filter(
        Q(participation__isnull=True) | Q(participation__round_id=round_id), ended_at__isnull=True,
    ).select_related("person", "participation__agency", "declared_by")
    return list(held if person_id is None else held.filter(person_id=person_id))
