"""The council's session in rounds that have come so far: when and with whom, the own seat, and the motions that wait for one's vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import LiveSheet, Round, Seat
from parix.web.assessment.queries.council.disputed import PointsInViews, apart, points_in_views
from parix.web.assessment.queries.council.rows import MotionRow, SessionRow, session_of, session_row
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.rules import may_run_council, may_vote

UNSCORED: PointsInViews = (None, None, None)


@dataclass(frozen=True, slots=True)
class AwaitedVote:
    """`at_stake` is how far the views lie apart; where they do not, the council is asked about the whole leaf."""

    row: MotionRow
    points: PointsInViews
    at_stake: Fraction


@dataclass(frozen=True, slots=True)
class CouncilWork:
    """`session` is None before the first meeting is opened; `seat` is the person's own; `runs` is for whoever leads the session or the round."""

    round: Round
    title: Text
    session: SessionRow | None
    seat: Seat | None
    awaited: tuple[AwaitedVote, ...]
    runs: bool

    @property
    def is_open(self) -> bool:
        return self.session is not None and self.session.session.closed_at is None

    @property
    def at_stake(self) -> Fraction:
        return sum((one.at_stake for one in self.awaited), Fraction(0))

    @property
    def decidable(self) -> tuple[MotionRow, ...]:
        """Open motions with as many votes as a decision takes."""
        if self.session is None or not self.is_open or not self.session.has_quorum:
            return ()
        return tuple(one for one in self.session.open_motions if one.count.cast >= one.count.needed)


def council_work(standing: Standing) -> list[CouncilWork]:
    """For council members and the coordinator; one query, and about ten for each round in its council stage, however many motions it has."""
    provinces = standing.council_over | standing.coordinates
    if not provinces:
        return []
    rounds = Round.objects.filter(stage=Stage.COUNCIL, province_id__in=provinces).select_related("province").order_by("-period_end", "slug")
    return [_work(one, standing) for one in rounds]


def _work(round: Round, standing: Standing) -> CouncilWork:
    session = session_of(round)
    row = None if session is None else session_row(session)
    seat = None if row is None else next((one for one in row.seats if one.member_id == standing.user_id), None)
    is_open = session is not None and session.closed_at is None
    waiting = _waiting(row, standing.user_id) if row is not None and is_open and seat is not None and may_vote(standing, round) else ()
    ids = {one.motion.participation_id for one in waiting}
    points = points_in_views(LiveSheet.objects.filter(participation_id__in=ids)) if ids else {}
    awaited = sorted((_awaited(one, points) for one in waiting), key=lambda one: (-one.at_stake, one.row.motion.number))
    return CouncilWork(round, title_of(round), row, seat, tuple(awaited), may_run_council(standing, round, session))


def _waiting(row: SessionRow, person_id: int | None) -> tuple[MotionRow, ...]:
    """Open motions in which the person has a part and no vote yet. Whoever is not noted as present still sees what comes."""
    ballots = ((one, one.ballot_of(person_id)) for one in row.open_motions)
    return tuple(one for one, ballot in ballots if ballot is not None and ballot.vote is None and not ballot.recused)


def _awaited(row: MotionRow, points: Mapping[tuple[int, str], PointsInViews]) -> AwaitedVote:
    found = points.get((row.motion.participation_id, row.motion.leaf_key), UNSCORED)
    return AwaitedVote(row, found, apart(found) or row.placed.leaf.max_points)
