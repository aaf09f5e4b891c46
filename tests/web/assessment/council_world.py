"""The appraised world with its council in session: five members, one of whom works for the first agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from parix.web.accounts.actions.people import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.models import Membership
from parix.web.accounts.queries import User
from parix.web.assessment.actions.council import Meeting, cast_vote, note_presence, open_session
from parix.web.assessment.actions.rulings import RulingText
from parix.web.assessment.choices import Choice, Outcome, Stage
from parix.web.assessment.models import CouncilSession, Motion, Round, Vote
from parix.web.assessment.scoring_runs.council import put_motion
from tests.web.assessment.appraisal_world import OPENS, AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import LEAF
from tests.web.worlds import OTHER, PASSWORD

MEETS = OPENS[Stage.COUNCIL] + timedelta(hours=2)
MEMBERS = ("chair", "member one", "member two", "member three", "member of own")
DECISION = "Quyết định số 09/QĐ-HĐ (mẫu): thông qua kết quả"
FACTS = {"value": {"share": "10/10"}}
REASON = "Hội đồng xem lại hồ sơ và công nhận đủ 10 nhiệm vụ"


@dataclass
class CouncilWorld:
    appraisal: AppraisalWorld
    session: CouncilSession

    @property
    def people(self) -> dict[str, User]:
        return self.appraisal.people

    @property
    def round(self) -> Round:
        return self.appraisal.own.world.open

    def put(self, leaf: str = LEAF, *, by: str = "coordinator", at: datetime = MEETS, outcome: Outcome = Outcome.CORRECTED, **given: Any) -> Motion:
        text = RulingText(outcome, given.pop("facts", FACTS), given.pop("reason", REASON), given.pop("legal_basis", ""))
        part = given.pop("participation", self.appraisal.own.own)
        return put_motion(
            session=self.session, participation=part, leaf_key=leaf, text=given.pop("text", "Công nhận 10 trên 10 nhiệm vụ"), given=text,
            by=self.people[by], at=at,
        )

    def attend(self, *names: str) -> None:
        ids = [self.people[name].pk for name in (names or MEMBERS)]
        note_presence(session=self.session, present=ids, by=self.people["coordinator"], at=MEETS)

    def vote(self, motion: Motion, who: str, choice: Choice = Choice.FOR, *, dissent: str = "", based_on: int | None = None, at: datetime = MEETS) -> Vote:
        return cast_vote(motion=motion, choice=choice, dissent=dissent, based_on=based_on, by=self.people[who], at=at)

    def votes(self, motion: Motion, votes_for: Sequence[str] = (), against: Sequence[str] = (), abstain: Sequence[str] = ()) -> None:
        for names, choice in ((votes_for, Choice.FOR), (against, Choice.AGAINST), (abstain, Choice.ABSTAIN)):
            for name in names:
                self.vote(motion, name, choice)


def build_council_world(*, quorum_percent: int = 67, decides_ties: bool = False, is_open: bool = True) -> CouncilWorld:
    appraisal = build_appraisal_world(Stage.COUNCIL)
    world = appraisal.own.world
    for name in MEMBERS:
        world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD,
            agency=world.province, role=Role.COUNCIL_MEMBER,
        )
    Membership.objects.create(user=world.people["member of own"], agency=appraisal.own.own.agency, role=Role.STAFF)
    Membership.objects.create(user=world.people["council member"], agency=world.agencies[OTHER], role=Role.STAFF)
    meeting = Meeting(
        MEETS.date(), world.people["chair"], world.people["coordinator"], [world.people[name] for name in MEMBERS], quorum_percent, decides_ties,
    )
    session = open_session(round=world.open, meeting=meeting, by=world.people["coordinator"], at=MEETS) if is_open else CouncilSession()
    return CouncilWorld(appraisal, session)
