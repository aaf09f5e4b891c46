"""The council's acts that touch the score: a motion whose facts fit its leaf, its outcome as a ruling, the close with the last batch."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.council import (
    CouncilRefused,
    held_motion,
    hold_session,
    refuse_unless_decidable,
    store_close,
    store_motion,
    store_outcome,
)
from parix.web.assessment.actions.holding import hold_group, hold_participation
from parix.web.assessment.actions.rulings import RulingText, store_ruling
from parix.web.assessment.choices import MotionOutcome, Outcome, Stage, View
from parix.web.assessment.models import Claim, CouncilSession, Motion, Participation, Ruling
from parix.web.assessment.queries.council.counting import count_of
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.rules import may_close_session
from parix.web.assessment.scoring_runs.live import compares, refresh_views
from parix.web.assessment.scoring_runs.rounds import score_round
from parix.web.assessment.scoring_runs.rulings import fitted
from parix.web.assessment.workflow import refuse_unless_open

DECISION_LENGTH = 10


@transaction.atomic
def put_motion(
    *, session: CouncilSession, participation: Participation, leaf_key: str, text: str, given: RulingText, by: User, at: datetime,
) -> Motion:
    """Ask the council to rule so. Raises PermissionDenied, StageLocked, CouncilRefused, NoSuchLeaf, ProblemsFound."""
    held = hold_session(session=session, by=by)
    part = _open_participation(held, participation.pk, at)
    fitting = fitted(part, leaf_key, View.COUNCIL, given)
    if not text.strip():
        refuse_errors([Problem("council.no_text", "chưa ghi nội dung biểu quyết", "viết điều Hội đồng được hỏi", Place(path="text"))])
    return store_motion(session=held, participation=part, leaf_key=leaf_key, text=text, given=fitting, by=by, at=at)


@transaction.atomic
def decide_motion(*, motion: Motion, by: User, at: datetime) -> Motion:
    """Count, and rule if it is carried; the points follow. Raises PermissionDenied, StageLocked, CouncilRefused, ProblemsFound."""
    session = hold_session(session=motion.session, by=by)
    held = held_motion(motion=motion)
    part = _open_participation(session, held.participation_id, at)
    count = count_of(held, session)
    refuse_unless_decidable(count)
    chair = held.votes.filter(member=session.chair).values_list("choice", flat=True).first()
    outcome, by_the_chair = count.outcome(chair, decides_ties=session.decides_ties)
    ruling = _ruling(held, part, by, at) if outcome == MotionOutcome.CARRIED else None
    decided = store_outcome(motion=held, outcome=outcome, by_the_chair=by_the_chair, ruling=ruling, by=by, at=at)
    if ruling is not None:
        refresh_views(participation=part, view=View.COUNCIL, at=at)
    return decided


@transaction.atomic
def withdraw_motion(*, motion: Motion, by: User, at: datetime) -> Motion:
    """Votes cast stay where they are. Raises PermissionDenied, CouncilRefused."""
    hold_session(session=motion.session, by=by)
    return store_outcome(motion=held_motion(motion=motion), outcome=MotionOutcome.WITHDRAWN, by=by, at=at)


@transaction.atomic
def close_session(*, session: CouncilSession, decision: str, by: User, at: datetime) -> CouncilSession:
    """Score the round as the council leaves it and close with the decision; nothing of the round changes after that.

    Raises PermissionDenied, CouncilRefused (motions still open, closed already) and ProblemsFound.
    """
    held = hold_session(session=session, by=by)
    if not may_close_session(standing_of(by), held.round):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ đóng được phiên họp")
    waiting = list(held.motions.filter(outcome=MotionOutcome.OPEN).order_by("number").values_list("number", flat=True))
    if waiting:
        raise CouncilRefused(f"còn nội dung chưa kết luận: số {', '.join(map(str, waiting))}; kết luận hoặc rút rồi đóng phiên họp")
    if len(decision.strip()) < DECISION_LENGTH:
        message = "chưa ghi quyết định của Hội đồng"
        refuse_errors([Problem("council.no_decision", message, f"ghi số, ngày và nội dung, ít nhất {DECISION_LENGTH} ký tự", Place(path="decision"))])
    batch = score_round(round=held.round, by=by, at=at)
    return store_close(session=held, decision=decision.strip(), batch=batch, by=by, at=at)


def _open_participation(session: CouncilSession, participation_id: int, at: datetime) -> Participation:
    if compares(edition_of(session.round)):
        hold_group(session.round_id)
    held = hold_participation(participation_id=participation_id, stage=Stage.COUNCIL)
    if held.participation.round_id != session.round_id:
        raise CouncilRefused("cơ quan không thuộc đợt chấm của phiên họp")
    refuse_unless_open(held.opening, at)
    return held.participation


def _ruling(motion: Motion, part: Participation, by: User, at: datetime) -> Ruling:
    """The proposal is fitted once more: what lies below may have changed since it was put."""
    given = fitted(part, motion.leaf_key, View.COUNCIL, RulingText(Outcome(motion.proposes), motion.facts, motion.reason, motion.legal_basis))
    version = Claim.objects.filter(participation=part, leaf_key=motion.leaf_key).values_list("version", flat=True).first() or 0
    before = Ruling.objects.filter(participation=part, leaf_key=motion.leaf_key, view=View.COUNCIL).order_by("-number").values_list("number", flat=True).first()
    return store_ruling(
        participation=part, leaf_key=motion.leaf_key, view=View.COUNCIL, given=given, based_on_number=before or 0, claim_version=version, by=by, at=at,
    )
