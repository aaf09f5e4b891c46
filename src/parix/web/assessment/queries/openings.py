"""When an agency may change its self-assessment: the window of the round and the unlocks that reach the agency, in one query."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Participation, StageWindow, Unlock
from parix.web.assessment.rules import Opening


def with_opening(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    window = StageWindow.objects.filter(round=OuterRef(f"{prefix}round"), stage=Stage.SELF_ASSESSMENT)
    unlocks = Unlock.objects.filter(
        Q(agency__isnull=True) | Q(agency=OuterRef(f"{prefix}agency")), window__round=OuterRef(f"{prefix}round"), window__stage=Stage.SELF_ASSESSMENT,
    )
    return rows.annotate(
        opens_at=Subquery(window.values("opens_at")[:1]), closes_at=Subquery(window.values("closes_at")[:1]),
        unlocked_until=Subquery(unlocks.order_by(F("until").desc()).values("until")[:1]),
    )


def opening_in(row: Any, participation: Participation) -> Opening:
    return Opening(participation.round.is_published, row.opens_at, row.closes_at, row.unlocked_until)


def participation_seen(slug: str, agency_code: str) -> tuple[Participation, Opening] | None:
    """The agency's part in the round, with when it may be changed; one query."""
    rows = with_opening(Participation.objects.filter(round__slug=slug, agency__code=agency_code), "")
    found = rows.select_related("round", "round__province", "agency").first()
    return None if found is None else (found, opening_in(found, found))


def window_of(round_id: int) -> StageWindow | None:
    return StageWindow.objects.filter(round_id=round_id, stage=Stage.SELF_ASSESSMENT).first()


def unlocks_of(round_id: int) -> list[Unlock]:
    """The newest first."""
    return list(Unlock.objects.filter(window__round_id=round_id).select_related("agency", "unlocked_by"))
