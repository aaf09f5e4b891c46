"""Counting votes: who may, who did, whether there is a quorum, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.rules import is_member_of
from parix.web.assessment.choices import Choice, MotionOutcome
from parix.web.assessment.models import CouncilSession, Motion, Recusal, Seat, Vote
from parix.web.assessment.queries.conflicts import has_conflict

OWN_AGENCY = "thành viên thuộc cơ quan được chấm"
DECLARED = "đã khai xung đột lợi ích"


@dataclass(frozen=True, slots=True)
class Count:
    """`entitled` are present and not recused; `quorum` is how many have to be present, `needed` how many votes a decision takes."""

    seats: int
    present: int
    quorum: int
    entitled: int
    needed: int
    votes_for: int
    against: int
    abstain: int

    @property
    def cast(self) -> int:
        return self.votes_for + self.against + self.abstain

    @property
    def has_quorum(self) -> bool:
        return self.present >= self.quorum

    @property
    def is_tie(self) -> bool:
        return self.votes_for == self.against

    def outcome(self, chair: str | None, *, decides_ties: bool) -> tuple[MotionOutcome, bool]:
        """More for than against carries. A tie is lost, unless the round lets the chair's own vote decide it; and whether it did."""
        if not self.is_tie:
            return (MotionOutcome.CARRIED if self.votes_for > self.against else MotionOutcome.REJECTED), False
        if decides_ties and self.votes_for and chair in (Choice.FOR, Choice.AGAINST):
            return (MotionOutcome.CARRIED if chair == Choice.FOR else MotionOutcome.REJECTED), True
        return MotionOutcome.REJECTED, False


def counted(session: CouncilSession, seats: Collection[Seat], recused: Collection[int], votes: Iterable[Vote]) -> Count:
    """`recused` are ids of people. Votes of whoever has left or is recused do not count."""
    entitled = {one.member_id for one in seats if one.is_present and one.member_id not in recused}
    choices = [one.choice for one in votes if one.member_id in entitled]
    quorum, needed = (-(-len(whole) * session.quorum_percent // 100) for whole in (seats, entitled))
    return Count(
        len(seats), sum(one.is_present for one in seats), quorum, len(entitled), max(needed, 1), choices.count(Choice.FOR), choices.count(Choice.AGAINST),
        choices.count(Choice.ABSTAIN),
    )


def count_of(motion: Motion, session: CouncilSession) -> Count:
    seats = list(session.seats.select_related("member"))
    recused = {one.member_id for one in seats if why_recused(motion, one.member)}
    return counted(session, seats, recused, motion.votes.all())


def why_recused(motion: Motion, member: User) -> str:
    """By nature, by a declared conflict, or by the member's own word in this motion; empty for whoever may vote."""
    if is_member_of(standing_of(member), motion.participation.agency_id):
        return OWN_AGENCY
    if has_conflict(member.pk, motion.participation_id, motion.leaf_key):
        return DECLARED
    own = Recusal.objects.filter(motion=motion, member=member).first()
    return own.reason if own is not None else ""
