"""The self-assessed world at its appraisal and beyond, with one appraiser for one field and one for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from parix.web.accounts.actions.people import add_person
from parix.web.accounts.choices import Role
from parix.web.assessment.actions.rulings import RulingText, store_ruling
from parix.web.assessment.actions.stages import set_window
from parix.web.assessment.choices import Outcome, Stage, View
from parix.web.assessment.models import Ruling
from parix.web.assessment.scoring_runs.stages import STEPS_HERE
from parix.web.assessment.workflow import ONWARD
from tests.web.assessment.self_world import AFTER, LEAF, SelfWorld, build_self_world
from tests.web.worlds import AT, PASSWORD

DAY = timedelta(days=1)
OPENS = {Stage.APPRAISAL: AFTER, Stage.APPEAL: AFTER + 20 * DAY, Stage.COUNCIL: AFTER + 40 * DAY}
CLOSES = {stage: opens + 15 * DAY for stage, opens in OPENS.items()}
FIELD_OF_LEAF, OTHER_FIELD = "direction", "public_finance"


@dataclass
class AppraisalWorld:
    own: SelfWorld

    @property
    def people(self) -> dict[str, Any]:
        return self.own.world.people

    def go_to(self, stage: Stage) -> None:
        """The steps of the coordinator, each when the stage before is over."""
        round = self.own.world.open
        while round.stage != stage:
            following = list(Stage)[list(Stage).index(Stage(round.stage)) + 1]
            STEPS_HERE[ONWARD[Stage(round.stage)]](round=round, by=self.people["coordinator"], at=OPENS[following])
        for one in (self.own.own, self.own.other):
            one.refresh_from_db()

    def store(self, view: View = View.FIRST, outcome: Outcome = Outcome.CORRECTED, leaf: str = LEAF, **given: Any) -> Ruling:
        """A ruling as the table takes it, whoever may."""
        text = {"facts": {"value": {"share": "1/2"}}, "reason": "chỉ 5 nhiệm vụ có sản phẩm", **{k: given.pop(k) for k in ("facts", "reason", "legal_basis") if k in given}}
        given = {"based_on_number": 0, "by": self.people["appraiser"], "at": OPENS[Stage.APPRAISAL], **given}
        return store_ruling(participation=self.own.own, leaf_key=leaf, view=view, given=RulingText(outcome, **text), **given)


def build_appraisal_world(stage: Stage = Stage.APPRAISAL) -> AppraisalWorld:
    world = AppraisalWorld(build_self_world())
    for name, field in (("appraiser of the field", FIELD_OF_LEAF), ("appraiser of another field", OTHER_FIELD)):
        world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD,
            agency=world.own.world.province, role=Role.APPRAISER, fields=[field],
        )
    for one, opens in OPENS.items():
        set_window(round=world.own.world.open, stage=one, opens_at=opens, closes_at=CLOSES[one], by=world.people["coordinator"], at=AT)
    world.go_to(stage)
    return world
