"""The start page of a person: own work first, then what the wide roles watch over, then what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from parix.web.accounts.queries import Post, User, posts_of
from parix.web.accounts.queries.attention import Attention, attention
from parix.web.accounts.rules import Standing
from parix.web.assessment.queries.pages import SheetPage, sheet_page
from parix.web.assessment.queries.rounds import newest_rounds_of
from parix.web.assessment.queries.sheets import shown_run_of
from parix.web.assessment.queries.work import AppraisalWork, CouncilWork, OwnWork, RoundWork, appraisal_work, council_work, own_work, round_work
from parix.web.home.queries.watching import Activity, activity_of, watched_rounds
from parix.web.notices.queries.inbox import Notice, newest_unread
from parix.web.notices.queries.kinds import Deadline, own_deadlines
from parix.web.plans.queries.work import AssignedWork, assigned_work


@dataclass(frozen=True, slots=True)
class StartPage:
    """`sheets` are the stored sheets of agencies for which no self-assessment is open. `councils` are the members' and the coordinator's,
    `rounds` the coordinator's, `watched` those of whoever looks on: council, appraisers, auditor; `activity` is what changed lately, for
    the auditor; `attention` is the administrator's, `assigned` the assignments of plans, `due` what other rooms ask for by a day."""

    posts: list[Post]
    own: list[OwnWork]
    sheets: tuple[SheetPage, ...]
    appraising: list[AppraisalWork]
    councils: list[CouncilWork]
    rounds: list[RoundWork]
    watched: list[RoundWork]
    activity: Activity | None
    attention: Attention | None
    notices: list[Notice]
    assigned: AssignedWork | None
    due: list[Deadline]

    @property
    def has_something(self) -> bool:
        return any((self.own, self.sheets, self.appraising, self.councils, self.rounds, self.watched, self.activity, self.attention, self.assigned, self.due))


def start_page(user: User, standing: Standing, now: datetime) -> StartPage:
    appraising = appraisal_work(standing, now)
    own = [one for one in own_work(standing, now) if one.head.draft is not None]
    return StartPage(
        posts=posts_of(user), own=own, sheets=_stored_sheets(standing, {one.head.participation.agency_id for one in own}), appraising=appraising,
        councils=council_work(standing),
        rounds=round_work(standing.coordinates, now), watched=watched_rounds(standing, now, {one.round.pk for one in appraising}),
        activity=activity_of(standing, now), attention=attention(standing.administers, timezone.localdate(now)) if standing.administers else None,
        notices=newest_unread(user.pk), assigned=assigned_work(standing, timezone.localdate(now)),
        due=own_deadlines(user.pk, standing.member_of, timezone.localdate(now)),
    )


def _stored_sheets(standing: Standing, besides: set[int]) -> tuple[SheetPage, ...]:
    """The newest round's sheet of every other agency that the person works for."""
    rounds = newest_rounds_of(standing.member_of - besides)
    runs = (shown_run_of(round, agency_id) for agency_id, round in rounds.items())
    return tuple(sheet_page(run) for run in runs if run is not None)
