"""When an agency's part in a stage may be worked on: the window of the round and the unlocks that reach the agency, in one query."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from parix.web.assessment.choices import TIMED_STAGES, Stage
from parix.web.assessment.models import CouncilSession, Participation, Unlock
from parix.web.assessment.models import StageWindow as StageWindow
from parix.web.assessment.rules import Opening


def with_opening(rows: QuerySet[Any], prefix: str, stage: Stage = Stage.SELF_ASSESSMENT) -> QuerySet[Any]:
    window = StageWindow.objects.filter(round=OuterRef(f"{prefix}round"), stage=stage)
    unlocks = Unlock.objects.filter(
        Q(agency__isnull=True) | Q(agency=OuterRef(f"{prefix}agency")), window__round=OuterRef(f"{prefix}round"), window__stage=stage,
    )
    return rows.annotate(
        opens_at=Subquery(window.values("opens_at")[:1]), closes_at=Subquery(window.values("closes_at")[:1]),
        unlocked_until=Subquery(unlocks.order_by(F("until").desc()).values("until")[:1]),
        is_closed=Exists(CouncilSession.objects.filter(round=OuterRef(f"{prefix}round"), closed_at__isnull=False)),
    )


def opening_in(row: Any, participation: Participation, stage: Stage = Stage.SELF_ASSESSMENT) -> Opening:
    """For a row of `with_opening` of the same stage."""
    round = participation.round
    return Opening(round.is_published, row.opens_at, row.closes_at, row.unlocked_until, stage, round.stage, row.is_closed)


def participation_seen(slug: str, agency_code: str, stage: Stage = Stage.SELF_ASSESSMENT) -> tuple[Participation, Opening] | None:
    """The agency's part in the round, with when it may be worked on in the stage; one query."""
    found = _openings(stage).filter(round__slug=slug, agency__code=agency_code).first()
    return None if found is None else (found, opening_in(found, found, stage))


@cache
def _openings(stage: Stage) -> QuerySet[Participation]:
    """Never asked itself, only narrowed down: nearly every page asks, and putting the question together takes longer than the answer."""
    return with_opening(Participation.objects.select_related("round", "round__province", "agency"), "", stage)


def participation_named(slug: str, agency_code: str) -> Participation | None:
    """The agency's part in the round, for whoever takes hold of it next and learns then whether it may be worked on; one query."""
    return Participation.objects.filter(round__slug=slug, agency__code=agency_code).select_related("round", "round__province", "agency").first()


def windows_of(round_id: int) -> dict[Stage, StageWindow]:
    """The time of each stage that has one, in the order of the stages."""
    held = {Stage(one.stage): one for one in StageWindow.objects.filter(round_id=round_id)}
    return {stage: held[stage] for stage in TIMED_STAGES if stage in held}


def answer_by(round_id: int) -> datetime | None:
    """Until when appeals are to be answered: the council opens; where it has no time yet, nobody has said."""
    council = windows_of(round_id).get(Stage.COUNCIL)
    return council.opens_at if council else None


def unlocks_of(round_id: int) -> list[Unlock]:
    """The newest first."""
    return list(Unlock.objects.filter(window__round_id=round_id).select_related("window", "agency", "unlocked_by"))
