"""Leaves that the council has to look at: appeals not upheld, first and second appraisal apart, questions that were never answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, QuerySet

from parix.criteria.editions import PlacedLeaf
from parix.foundation.numbers import exact_from_text
from parix.web.assessment.choices import Answer, Dispute, View
from parix.web.assessment.models import Appeal, Inquiry, LiveSheet, Motion, Participation, Round
from parix.web.assessment.queries.editions import edition_of

# A leaf's points in the views below the council's, lowest view first; None where it is not scored.
PointsInViews = tuple[Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Disputed:
    """`words` say what the dispute is about."""

    participation: Participation
    placed: PlacedLeaf
    kinds: tuple[Dispute, ...]
    words: str
    points: PointsInViews
    motion: Motion | None

    @property
    def at_stake(self) -> Fraction:
        return apart(self.points)


def apart(points: PointsInViews) -> Fraction:
    """How far the views lie apart."""
    known = [one or Fraction(0) for one in points]
    return max(known) - min(known)


def disputed_leaves(round: Round) -> tuple[Disputed, ...]:
    """The most points at stake first; five queries, however many."""
    found: dict[tuple[int, str], list[tuple[Dispute, str]]] = {}
    for participation_id, key, kind, words in _disputes(round):
        found.setdefault((participation_id, key), []).append((kind, words))
    points = points_in_views(LiveSheet.objects.filter(participation__round=round))
    for (participation_id, key), (_own, first, second) in points.items():
        if first is not None and second is not None and first != second:
            found.setdefault((participation_id, key), []).append((Dispute.APART, ""))
    taking_part = {one.pk: one for one in round.participations.select_related("agency")}
    placed = {one.leaf.key: one for one in edition_of(round).placed_leaves}
    motions = {(one.participation_id, one.leaf_key): one for one in Motion.objects.filter(participation__round=round).order_by("number")}
    rows = [
        Disputed(
            taking_part[pk], placed[key], tuple(kind for kind, _words in kinds), "; ".join(words for _kind, words in kinds if words),
            points.get((pk, key), (None, None, None)), motions.get((pk, key)),
        )
        for (pk, key), kinds in found.items() if key in placed
    ]
    return tuple(sorted(rows, key=lambda one: (one.motion is not None, -one.at_stake, one.participation.agency.folded_name, one.placed.leaf.code)))


def _disputes(round: Round) -> Iterator[tuple[int, str, Dispute, str]]:
    appeals = Appeal.objects.filter(participation__round=round, outcome__in=(Answer.OPEN, Answer.PARTLY, Answer.REJECTED)).order_by("filed_at", "pk")
    for appeal in appeals:
        yield appeal.participation_id, appeal.leaf_key, Dispute.APPEAL, appeal.text
    asked = Inquiry.objects.filter(participation__round=round).annotate(replies=Count("statements")).filter(replies=0, closed_at__isnull=True)
    for inquiry in asked.order_by("asked_at", "pk"):
        yield inquiry.participation_id, inquiry.leaf_key, Dispute.SILENCE, inquiry.question


def points_in_views(sheets: QuerySet[LiveSheet]) -> dict[tuple[int, str], PointsInViews]:
    """By participation and leaf; one query."""
    views = (View.SELF, View.FIRST, View.SECOND)
    found: dict[tuple[int, str], dict[str, Fraction | None]] = {}
    for participation_id, view, leaves in sheets.filter(view__in=views).values_list("participation_id", "view", "leaves"):
        for key, leaf in leaves.items():
            found.setdefault((participation_id, key), {})[view] = None if leaf["points"] is None else exact_from_text(leaf["points"])
    return {key: (by_view.get(View.SELF), by_view.get(View.FIRST), by_view.get(View.SECOND)) for key, by_view in found.items()}
