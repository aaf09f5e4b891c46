"""Leaves of the agency's open round that an assignment may be linked to, and which papers of it stand there already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from parix.foundation.phrases import Text
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.evidence import documents_linked
from parix.web.assessment.queries.rounds import open_participations
from parix.web.organisations.queries import Agency, engine_agency


@dataclass(frozen=True, slots=True)
class LeafChoice:
    key: str
    code: str
    text: Text

    @property
    def label(self) -> str:
        return f"{self.code} {self.text.vi}"


@dataclass(frozen=True, slots=True)
class LeafLinked:
    """`slug` is the round's; `missing` are papers of the assignment that the leaf does not have."""

    choice: LeafChoice
    slug: str
    linked: int
    missing: int


def leaf_choices(agency: Agency) -> list[LeafChoice]:
    """Of the newest open round; none when none is open."""
    parts = open_participations(agency.pk)
    if not parts:
        return []
    own, edition = engine_agency(agency), edition_of(parts[0].round)
    return [LeafChoice(one.leaf.key, one.leaf.code, one.leaf.text) for one in edition.placed_leaves if one.applies(own)]


def leaves_linked(agency: Agency, keys: Collection[str], documents: Iterable[UUID]) -> list[LeafLinked]:
    """What of the papers has reached the leaves of the open rounds; two queries, none without a leaf."""
    if not keys:
        return []
    wanted, found = set(documents), []
    for part in open_participations(agency.pk):
        there = documents_linked(part.pk, keys)
        edition = edition_of(part.round)
        for key in keys:
            leaf = edition.leaves.get(key)
            if leaf is not None:
                linked = wanted & there.get(key, frozenset())
                found.append(LeafLinked(LeafChoice(key, leaf.code, leaf.text), part.round.slug, len(linked), len(wanted) - len(linked)))
    return found
