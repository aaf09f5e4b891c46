"""A session as its pages show it: seats, motions with votes, and who may not vote on what; the same few queries for any number of motions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from parix.criteria.editions import PlacedLeaf
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, people_with_role
from parix.web.accounts.queries.people import agencies_of_people
from parix.web.assessment.choices import MotionOutcome
from parix.web.assessment.models import CouncilSession, Motion, Recusal, Round, Seat, Vote
from parix.web.assessment.queries.conflicts import conflicts_in
from parix.web.assessment.queries.council.counting import DECLARED, OWN_AGENCY, Count, counted
from parix.web.assessment.queries.editions import edition_of


@dataclass(frozen=True, slots=True)
class Ballot:
    """One seat's part in one motion: a vote, or why there is none."""

    seat: Seat
    vote: Vote | None
    recused: str

    @property
    def may_vote(self) -> bool:
        return self.seat.is_present and not self.recused


@dataclass(frozen=True, slots=True)
class MotionRow:
    motion: Motion
    placed: PlacedLeaf
    count: Count
    ballots: tuple[Ballot, ...]

    @property
    def is_open(self) -> bool:
        return self.motion.outcome == MotionOutcome.OPEN

    @property
    def dissents(self) -> tuple[Ballot, ...]:
        return tuple(one for one in self.ballots if one.vote is not None and one.vote.dissent)

    def ballot_of(self, person_id: int | None) -> Ballot | None:
        return next((one for one in self.ballots if one.seat.member_id == person_id), None)


@dataclass(frozen=True, slots=True)
class SessionRow:
    session: CouncilSession
    seats: tuple[Seat, ...]
    motions: tuple[MotionRow, ...]

    @property
    def present(self) -> tuple[Seat, ...]:
        return tuple(one for one in self.seats if one.is_present)

    @property
    def quorum(self) -> int:
        return -(-len(self.seats) * self.session.quorum_percent // 100)

    @property
    def has_quorum(self) -> bool:
        return len(self.present) >= self.quorum

    @property
    def open_motions(self) -> tuple[MotionRow, ...]:
        return tuple(one for one in self.motions if one.is_open)

    @property
    def decided(self) -> tuple[MotionRow, ...]:
        return tuple(one for one in self.motions if not one.is_open)

    def motion(self, number: int) -> MotionRow | None:
        return next((one for one in self.motions if one.motion.number == number), None)


def members_of(round: Round, at: datetime) -> list[User]:
    """Who may be given a seat on the day."""
    return people_with_role(Role.COUNCIL_MEMBER, round.province_id, timezone.localtime(at).date())


def session_of(round: Round) -> CouncilSession | None:
    """The newest; there is one at most that is closed."""
    return CouncilSession.objects.filter(round=round).select_related("chair", "secretary", "closed_by", "round__province").order_by("-number").first()


def closed_session_of(round: Round) -> CouncilSession | None:
    return CouncilSession.objects.filter(round=round, closed_at__isnull=False).first()


def session_row(session: CouncilSession) -> SessionRow:
    """Six queries."""
    seats = tuple(session.seats.select_related("member").order_by("member__sorting_name", "pk"))
    rows = list(
        session.motions.select_related("participation__agency", "participation__round", "put_by", "decided_by", "ruling").order_by("number"),
    )
    votes: dict[int, list[Vote]] = defaultdict(list)
    for vote in Vote.objects.filter(motion__session=session).select_related("member"):
        votes[vote.motion_id].append(vote)
    recused = _recused(session, rows, [one.member_id for one in seats])
    placed = {one.leaf.key: one for one in edition_of(session.round).placed_leaves}
    return SessionRow(session, seats, tuple(_row(session, one, placed[one.leaf_key], seats, votes[one.pk], recused[one.pk]) for one in rows))


def _row(session: CouncilSession, motion: Motion, placed: PlacedLeaf, seats: Sequence[Seat], votes: list[Vote], recused: Mapping[int, str]) -> MotionRow:
    by_member = {one.member_id: one for one in votes}
    ballots = tuple(Ballot(one, by_member.get(one.member_id), recused.get(one.member_id, "")) for one in seats)
    return MotionRow(motion, placed, counted(session, seats, recused.keys(), votes), ballots)


def _recused(session: CouncilSession, motions: Sequence[Motion], member_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    """For each motion the members without a vote, each with why; three queries."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    own: dict[int, dict[int, str]] = defaultdict(dict)
    for one in Recusal.objects.filter(motion__session=session):
        own[one.motion_id][one.member_id] = one.reason
    works_for = agencies_of_people(member_ids, timezone.localdate())
    conflicts = [one for one in conflicts_in(session.round_id) if one.person_id in member_ids]
    for motion in motions:
        reasons = found[motion.pk]
        reasons.update(own[motion.pk])
        reasons.update({
            one.person_id: DECLARED for one in conflicts
            if one.participation_id in (None, motion.participation_id) and one.leaf_key in ("", motion.leaf_key)
        })
        reasons.update({member: OWN_AGENCY for member in member_ids if motion.participation.agency_id in works_for.get(member, ())})
    return found
