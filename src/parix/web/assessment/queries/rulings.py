"""Rulings as they stand, or as they stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from parix.web.assessment.choices import STAGES, VIEWS_FROM, Stage, View
from parix.web.assessment.models import LiveSheet, Round
from parix.web.assessment.models import Ruling as Ruling


def views_up_to(view: str) -> tuple[View, ...]:
    """The view and those that it lies over, the lowest first; `self` has no rulings."""
    return tuple(View)[: list(View).index(View(view)) + 1]


def view_below(view: str) -> View:
    """What the facts of this view are laid over."""
    return views_up_to(view)[-2]


def views_reached(round: Round) -> tuple[View, ...]:
    """The views that a round has come to, the lowest first. One query for a published round: it may have been computed alone."""
    if round.stage == Stage.PUBLISHED:
        held = set(LiveSheet.objects.filter(participation__round=round).values_list("view", flat=True).distinct())
        return tuple(view for view in View if view == View.SELF or view in held)
    reached = STAGES.index(Stage(round.stage))
    return tuple(view for view, stage in VIEWS_FROM.items() if STAGES.index(stage) <= reached)


def highest_view(round: Round) -> View:
    """Whose eyes the round is to be published with as things stand."""
    return views_reached(round)[-1]


def rulings_in_force(view: str, known_at: datetime | None = None) -> QuerySet[Ruling]:
    """Of the view and all below it, in the order in which their facts are laid over each other within a view."""
    held = Q(superseded_at__isnull=True)
    if known_at is not None:
        held = Q(ruled_at__lte=known_at) & (held | Q(superseded_at__gt=known_at))
    return Ruling.objects.filter(held, view__in=views_up_to(view)).order_by("ruled_at", "pk")


def rulings_by_participation(participation_ids: Collection[int], view: str, known_at: datetime | None = None) -> dict[int, list[Ruling]]:
    """One query; none for the agency's own view, over which nothing lies."""
    found: dict[int, list[Ruling]] = defaultdict(list)
    if view != View.SELF:
        for one in rulings_in_force(view, known_at).filter(participation_id__in=participation_ids):
            found[one.participation_id].append(one)
    return found


def ruling_in_force(participation_id: int, leaf_key: str, view: str) -> Ruling | None:
    held = Ruling.objects.filter(participation_id=participation_id, leaf_key=leaf_key, view=view, superseded_at__isnull=True)
    return held.select_related("ruled_by").first()
