"""The small world with its self-assessment open: two units in the first department, each with people, and the time set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from parix.web.accounts.actions.people import add_person
from parix.web.accounts.choices import Role
from parix.web.assessment.models import Claim, Participation
from parix.web.assessment.scoring_runs.claims import SavedClaim, save_claim
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.organisations.actions import UnitGiven, save_units
from parix.web.organisations.queries import Unit
from tests.web.worlds import AT, OTHER, OWN, PASSWORD, World, build_world

OPENS, CLOSES = AT - timedelta(days=1), AT + timedelta(days=30)
AFTER = CLOSES + timedelta(hours=1)
LEAF, LEAF_OF_INSPECTORATE, FED_LEAF, APPRAISERS_LEAF = "plan_tasks_done", "units_inspected", "dossiers_on_time", "awarded"
PROOF = "Báo cáo số 12/BC-MẪU"


@dataclass
class SelfWorld:
    world: World
    own: Participation
    other: Participation
    office: Unit
    inspectorate: Unit

    def save(self, who: str = "officer", leaf: str = LEAF, at: datetime = AT, version: int | None = None, **given: Any) -> SavedClaim:
        held = Claim.objects.get(participation=self.own, leaf_key=leaf)
        given = {"facts": {"value": {"share": "9/10"}}, "explanation": PROOF, **given}
        return save_claim(
            participation=self.own, leaf_key=leaf, based_on_version=held.version if version is None else version, by=self.world.people[who], at=at, **given,
        )


def build_self_world(opens: datetime = OPENS, closes: datetime = CLOSES) -> SelfWorld:
    world = build_world()
    agency = world.agencies[OWN]
    office, inspectorate = save_units(agency=agency, given=[UnitGiven("Văn phòng", "office"), UnitGiven("Thanh tra", "inspectorate")], by="system")
    people = (
        ("staff", Role.STAFF, office), ("head", Role.UNIT_HEAD, office), ("staff of inspectorate", Role.STAFF, inspectorate), ("staff without unit", Role.STAFF, None),
    )
    for name, role, unit in people:
        world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD, agency=agency,
            role=role, unit=unit,
        )
    for name, role in (("administrator", Role.ADMINISTRATOR), ("council member", Role.COUNCIL_MEMBER), ("appraiser", Role.APPRAISER)):
        world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD,
            agency=world.province, role=role, fields=["*"] if role == Role.APPRAISER else [],
        )
    open_self_assessment(round=world.open, opens_at=opens, closes_at=closes, by=world.people["coordinator"], at=AT)
    own, other = (Participation.objects.select_related("round", "agency").get(round=world.open, agency=world.agencies[code]) for code in (OWN, OTHER))
    return SelfWorld(world, own, other, office, inspectorate)
