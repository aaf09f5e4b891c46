"""Writes of the council: a session with its seats, motions, recusals, votes, and the close. Whoever writes holds the session first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.actions.telling import tell_motion
from parix.web.assessment.choices import Choice, MotionOutcome, Stage
from parix.web.assessment.models import CouncilSession, Motion, Participation, Recusal, Round, Ruling, Seat, Vote
from parix.web.assessment.queries.council.counting import Count, count_of, why_recused
from parix.web.assessment.queries.council.rows import members_of
from parix.web.assessment.rules import may_run_council, may_vote
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.audit_trail.actions import record

REASON_LENGTH = 10
REFUSED = "chỉ điều phối của Sở Nội vụ, chủ tọa và thư ký phiên họp làm được việc này"


class CouncilRefused(StepRefused):
    """What the council's order forbids: the sentence says what, why, and what to do."""


class VoteConflict(Exception):
    """The member's vote was changed elsewhere in the meantime; `vote` is what stands."""

    def __init__(self, vote: Vote) -> None:
        self.vote = vote
        super().__init__(f"phiếu của bạn đã được đổi thành «{vote.get_choice_display()}» ở nơi khác: xem lại rồi bỏ phiếu")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a session is opened with."""

    held_on: date
    chair: User
    secretary: User
    members: Sequence[User]
    quorum_percent: int
    decides_ties: bool = False


@transaction.atomic
def open_session(*, round: Round, meeting: Meeting, by: User, at: datetime) -> CouncilSession:
    """The session with its seats, nobody present yet. Raises PermissionDenied, CouncilRefused, ProblemsFound."""
    held = Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)
    if not may_run_council(standing_of(by), held, None):
        raise PermissionDenied("chỉ điều phối của Sở Nội vụ mở được phiên họp Hội đồng")
    if held.stage != Stage.COUNCIL:
        raise CouncilRefused("đợt chấm chưa tới giai đoạn họp Hội đồng, hoặc đã công bố")
    before = CouncilSession.objects.filter(round=held).order_by("-number").first()
    if before is not None:
        closed = "Hội đồng đã họp xong và quyết định: kết quả không thay đổi nữa"
        raise CouncilRefused("đang có một phiên họp chưa đóng" if before.closed_at is None else closed)
    refuse_errors(_unfit(held, meeting, at))
    made = CouncilSession.objects.create(
        round=held, number=1, held_on=meeting.held_on, chair=meeting.chair, secretary=meeting.secretary, quorum_percent=meeting.quorum_percent,
        decides_ties=meeting.decides_ties, opened_at=at, opened_by=by,
    )
    Seat.objects.bulk_create(Seat(session=made, member=one) for one in meeting.members)
    record(
        act="assessment.session_opened", subject=f"assessment.CouncilSession:{made.pk}", by=by, at=at, scope=_scope(held),
        after={
            "held_on": meeting.held_on, "chair": meeting.chair.get_username(), "secretary": meeting.secretary.get_username(),
            "members": [one.get_username() for one in meeting.members], "quorum_percent": meeting.quorum_percent, "decides_ties": meeting.decides_ties,
        },
    )
    return made


@transaction.atomic
def note_presence(*, session: CouncilSession, present: Collection[int], by: User, at: datetime) -> CouncilSession:
    """Who is there, by ids of people; the others are not. Raises PermissionDenied, CouncilRefused."""
    held = hold_session(session=session, by=by)
    seats = list(held.seats.select_related("member"))
    before, after = ({one.member.get_username() for one in seats if there(one)} for there in (lambda one: one.is_present, lambda one: one.member_id in present))
    if before != after:
        held.seats.update(is_present=False)
        held.seats.filter(member_id__in=present).update(is_present=True)
        record(
            act="assessment.presence_noted", subject=f"assessment.CouncilSession:{held.pk}", by=by, at=at, scope=_scope(held.round),
            before={"present": sorted(before)}, after={"present": sorted(after)},
        )
    return held


@transaction.atomic
def store_motion(*, session: CouncilSession, participation: Participation, leaf_key: str, text: str, given: RulingText, by: User, at: datetime) -> Motion:
    """The caller holds the session and has fitted the facts. Raises CouncilRefused while another motion on the leaf is open."""
    if Motion.objects.filter(participation=participation, leaf_key=leaf_key, outcome=MotionOutcome.OPEN).exists():
        raise CouncilRefused("tiêu chí này đang có một nội dung biểu quyết chưa kết luận")
    made = Motion.objects.create(
        session=session, number=session.motions.count() + 1, participation=participation, leaf_key=leaf_key, text=text.strip(), proposes=given.outcome,
        facts=dict(given.facts), reason=given.reason, legal_basis=given.legal_basis, put_by=by, put_at=at,
    )
    record(
        act="assessment.motion_put", subject=f"assessment.Motion:{made.pk}", by=by, at=at, scope=_leaf_scope(made), reason=given.reason,
        after={"number": made.number, "text": made.text, "proposes": made.proposes, "facts": made.facts, "legal_basis": made.legal_basis},
    )
    tell_motion(made, by=by, at=at)
    return made


@transaction.atomic
def recuse(*, motion: Motion, member: User, reason: str, by: User, at: datetime) -> Recusal:
    """The member has no part in the motion; a vote cast before is taken back. Raises PermissionDenied, CouncilRefused, ProblemsFound."""
    session = hold_session(session=motion.session, by=None if by.pk == member.pk else by)
    held = _held_motion(motion)
    if not session.seats.filter(member=member).exists():
        raise PermissionDenied("chỉ thành viên Hội đồng rút khỏi biểu quyết được")
    if len(reason.strip()) < REASON_LENGTH:
        refuse_errors([Problem("council.no_reason", "chưa nêu lý do", f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason"))])
    cast = Vote.objects.filter(motion=held, member=member).first()
    if cast is not None:
        cast.delete()
    made, _new = Recusal.objects.get_or_create(motion=held, member=member, defaults={"reason": reason.strip(), "recused_at": at, "recused_by": by})
    record(
        act="assessment.recused", subject=f"assessment.Motion:{held.pk}", by=by, at=at, scope=_leaf_scope(held), reason=made.reason,
        before={"choice": cast.choice, "dissent": cast.dissent} if cast else None, after={"member": member.get_username()},
    )
    return made


@transaction.atomic
def cast_vote(*, motion: Motion, choice: Choice, dissent: str, based_on: int | None, by: User, at: datetime) -> Vote:
    """The member's one vote, given or changed. `based_on` is how often it had been changed when the page showed it, None for no vote.

    Raises PermissionDenied, StageLocked, CouncilRefused (no quorum, decided, recused, not present) and VoteConflict.
    """
    session = hold_session(session=motion.session, by=None)
    held = _held_motion(motion)
    seat = session.seats.filter(member=by).first()
    if seat is None or not may_vote(standing_of(by), session.round):
        raise PermissionDenied("chỉ thành viên có tên trong phiên họp mới được biểu quyết")
    refuse_unless_open(hold_participation(participation_id=held.participation_id, stage=Stage.COUNCIL).opening, at)
    if not seat.is_present:
        raise CouncilRefused("bạn chưa được ghi là có mặt: thư ký phiên họp ghi rồi biểu quyết")
    why = why_recused(held, by)
    if why:
        raise CouncilRefused(f"bạn không biểu quyết nội dung này: {why}")
    _refuse_without_quorum(count_of(held, session))
    cast = Vote.objects.select_for_update().filter(motion=held, member=by).first()
    if (cast.changes if cast else None) != based_on:
        if cast is None:
            raise CouncilRefused("phiếu của bạn không còn: tải lại trang rồi biểu quyết")
        raise VoteConflict(cast)
    before = {"choice": cast.choice, "dissent": cast.dissent} if cast else None
    if cast is None:
        cast = Vote(motion=held, member=by)
    else:
        cast.changes += 1
    cast.choice, cast.dissent, cast.cast_at = choice, dissent.strip(), at
    cast.save()
    record(
        act="assessment.voted", subject=f"assessment.Vote:{cast.pk}", by=by, at=at, scope=_leaf_scope(held), before=before,
        after={"motion": held.number, "choice": cast.choice, "dissent": cast.dissent},
    )
    return cast


def refuse_unless_decidable(count: Count) -> None:
    """Raises CouncilRefused without quorum, or before enough of those entitled have voted."""
    _refuse_without_quorum(count)
    if count.cast < count.needed:
        raise CouncilRefused(f"mới có {count.cast} phiếu, cần ít nhất {count.needed} trong {count.entitled} thành viên được biểu quyết")


@transaction.atomic
def store_outcome(*, motion: Motion, outcome: MotionOutcome, by_the_chair: bool = False, ruling: Ruling | None = None, by: User, at: datetime) -> Motion:
    """The caller holds the session and has counted."""
    motion.outcome, motion.by_the_chair, motion.ruling, motion.decided_by, motion.decided_at = outcome, by_the_chair, ruling, by, at
    motion.save(update_fields=["outcome", "by_the_chair", "ruling", "decided_by", "decided_at"])
    votes = {one.member.get_username(): one.choice for one in motion.votes.select_related("member")}
    record(
        act="assessment.motion_decided", subject=f"assessment.Motion:{motion.pk}", by=by, at=at, scope=_leaf_scope(motion),
        after={"outcome": outcome, "by_the_chair": by_the_chair, "votes": votes, "ruling": ruling.pk if ruling else None},
    )
    return motion


@transaction.atomic
def store_close(*, session: CouncilSession, decision: str, batch: int, by: User, at: datetime) -> CouncilSession:
    """The caller holds the session and has scored the round."""
    session.closed_at, session.closed_by, session.decision, session.batch = at, by, decision, batch
    session.save(update_fields=["closed_at", "closed_by", "decision", "batch"])
    record(
        act="assessment.session_closed", subject=f"assessment.CouncilSession:{session.pk}", by=by, at=at, scope=_scope(session.round), reason=decision,
        after={"decision": decision, "batch": batch},
    )
    return session


def hold_session(*, session: CouncilSession, by: User | None) -> CouncilSession:
    """The open session, nobody else writing in it. With `by`: somebody who runs it. Raises PermissionDenied, CouncilRefused."""
    held = CouncilSession.objects.select_for_update(of=("self",)).select_related("round__province", "chair", "secretary").get(pk=session.pk)
    if by is not None and not may_run_council(standing_of(by), held.round, held):
        raise PermissionDenied(REFUSED)
    if held.closed_at is not None:
        raise CouncilRefused("phiên họp đã đóng: biên bản và kết quả không thay đổi nữa")
    return held


def held_motion(*, motion: Motion) -> Motion:
    """Raises CouncilRefused once it is decided. The caller holds the session."""
    return _held_motion(motion)


def _held_motion(motion: Motion) -> Motion:
    held = Motion.objects.select_for_update(of=("self",)).select_related("participation__round", "participation__agency", "session").get(pk=motion.pk)
    if held.outcome != MotionOutcome.OPEN:
        raise CouncilRefused(f"nội dung số {held.number} đã kết luận: {held.get_outcome_display()}")
    return held


def _refuse_without_quorum(count: Count) -> None:
    if not count.has_quorum:
        raise CouncilRefused(f"chưa đủ số người: có mặt {count.present} trên {count.seats}, cần ít nhất {count.quorum}")


def _unfit(round: Round, meeting: Meeting, at: datetime) -> list[Problem]:
    problems = []
    if not 1 <= meeting.quorum_percent <= 100:
        problems.append(Problem("council.quorum", "tỷ lệ có mặt phải từ 1 đến 100 %", "sửa tỷ lệ", Place(path="quorum_percent")))
    if meeting.chair.pk not in {one.pk for one in meeting.members}:
        problems.append(Problem("council.chair_without_seat", "chủ tọa phải là một thành viên", "chọn chủ tọa trong các thành viên", Place(path="chair")))
    if meeting.chair.pk == meeting.secretary.pk:
        problems.append(Problem("council.one_for_two", "chủ tọa không kiêm thư ký", "chọn người khác làm thư ký", Place(path="secretary")))
    allowed = {one.pk for one in members_of(round, at)}
    if not meeting.members or any(one.pk not in allowed for one in meeting.members):
        message = "thành viên phải là người có vai trò ủy viên Hội đồng"
        problems.append(Problem("council.not_a_member", message, "chọn trong danh sách ủy viên", Place(path="members")))
    return problems


def _scope(round: Round) -> str:
    return f"{round.slug}/{round.province.code}"


def _leaf_scope(motion: Motion) -> str:
    return f"{motion.participation.round.slug}/{motion.participation.agency.code}/{motion.leaf_key}"
