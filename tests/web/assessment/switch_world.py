"""A small round by the older of two sample editions, its self-assessment open; the newer edition renames, splits, merges, drops, adds and changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.test import Client

from parix.foundation import agencies as engine
from parix.foundation.facts import Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.assessment import actions
from parix.web.assessment.models import Claim, EditionSwitch, Participation, Round
from parix.web.assessment.scoring_runs import edition_chosen
from parix.web.assessment.scoring_runs.claims import SavedClaim, save_claim
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.assessment.scoring_runs.switching.acting import switch_edition
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, Unit
from tests.web.worlds import AT, PASSWORD, YEAR

SAMPLES = Path(__file__).parents[2] / "samples" / "editions"
OLD, NEW = "department_midyear/2025-01-01", "department_midyear/2026-01-01"
SLUG = "giua-nam"
UNITS = (("Văn phòng", "office"), ("Thanh tra", "inspectorate"), ("Phòng chuyên môn", "professional"), ("Một cửa", "one_stop"), ("Phòng Tài chính", "finance"))
REASON = "Quyết định mẫu sửa bộ chỉ số, áp dụng cho cả năm"
DUE = (AT + timedelta(days=20)).date()
CLOSES = AT + timedelta(days=30)


@dataclass
class SwitchWorld:
    round: Round
    province: Agency
    elsewhere: Agency
    agencies: dict[str, Agency]
    units: dict[str, Unit]
    people: dict[str, User] = field(default_factory=dict)
    now: datetime = AT

    def part(self, code: str = "M.A") -> Participation:
        return Participation.objects.select_related("round", "agency").get(round=self.round, agency=self.agencies[code])

    def save(self, leaf: str, facts: dict[str, Any], *, code: str = "M.A", who: str = "", explanation: str = "Báo cáo số 12/BC-MẪU", is_ready: bool = True) -> SavedClaim:
        part = self.part(code)
        held = Claim.objects.get(participation=part, leaf_key=leaf)
        return save_claim(
            participation=part, leaf_key=leaf, facts=facts, explanation=explanation, based_on_version=held.version, is_ready=is_ready,
            by=self.people[who or f"officer {code}"], at=self.now,
        )

    def switch(self, to: str = NEW, **changes: Any) -> EditionSwitch:
        """An hour later than whatever was before."""
        self.round.refresh_from_db()
        self.now += timedelta(hours=1)
        given = {"seen": self.round.edition_fingerprint, "reason": REASON, "due_on": DUE, "by": self.people["coordinator"], "at": self.now}
        made = switch_edition(round=self.round, to=to, **{**given, **changes})
        self.round.refresh_from_db()
        return made

    def claims(self, code: str = "M.A") -> dict[str, Claim]:
        return {one.leaf_key: one for one in Claim.objects.filter(participation=self.part(code))}

    def client(self, person: str) -> Client:
        client = Client()
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client


def build_switch_world(codes: tuple[str, ...] = ("M.A", "M.B")) -> SwitchWorld:
    """The test lets `settings.CRITERIA_SETS` name SAMPLES."""
    province = register_agency(given=engine.Agency("M", "Tỉnh Mẫu", "province"))
    agencies = {code: register_agency(given=engine.Agency(code, f"Sở {code}", "department"), parent=province) for code in codes}
    units = {unit.name: unit for unit in save_units(agency=agencies[codes[0]], given=[UnitGiven(*one) for one in UNITS], by="system")}
    people = {"coordinator": person("coordinator", province, Role.COORDINATOR), "auditor": person("auditor", province, Role.AUDITOR)}
    for code, agency in agencies.items():
        people[f"officer {code}"] = person(f"officer.{code}", agency, Role.REFORM_OFFICER)
        people[f"director {code}"] = person(f"director.{code}", agency, Role.DIRECTOR)
    for name, unit in units.items():
        people[name] = person(f"nv.{unit.pk}", agencies[codes[0]], Role.STAFF, unit)
    _edition, chosen = edition_chosen(OLD)
    period = Period.of_year(YEAR)
    for agency in agencies.values():
        dossiers = Measurement("onestop.dossiers_on_time", period, Share(98, 100), Source("one-stop", "Hệ thống một cửa (mẫu)", "register"))
        record(agency=agency, given=MeasurementSet(engine.Agency(agency.code, agency.name, "department"), period, (dossiers,)), by=None, at=AT)
    round = actions.open_round(
        slug=SLUG, title=Text("Đợt mẫu giữa năm", "Sample round"), province=province, agency_kind="department", edition=chosen,
        period=(period.start, period.end), agencies=list(agencies.values()), by=people["coordinator"], at=AT,
    )
    open_self_assessment(round=round, opens_at=AT - timedelta(days=1), closes_at=CLOSES, by=people["coordinator"], at=AT)
    elsewhere = register_agency(given=engine.Agency("K", "Tỉnh Khác", "province"))
    return SwitchWorld(round, province, elsewhere, agencies, units, people)


def person(username: str, agency: Agency, role: Role, unit: Unit | None = None, **more: Any) -> User:
    return add_person(
        username=username, full_name=f"Người {username}", email=f"{username.lower()}@example.com", password=PASSWORD, agency=agency, role=role, unit=unit,
        **more,
    )


def claim_everything(world: SwitchWorld, code: str = "M.A") -> None:
    """Every leaf of the older edition, each with words of its own."""
    given: dict[str, dict[str, Any]] = {
        "plan_issued": {"level": {"level": "timely"}}, "plan_tasks_done": {"value": {"share": "92/100"}}, "reports_on_time": {"done": {"share": "6/6"}},
        "outreach_held": {"answer": {"answer": "yes"}}, "outreach_online": {"answer": {"answer": "no"}}, "initiatives": {"value": {"number": "1"}},
        "units_inspected": {"share": {"share": "3/4"}}, "feedback_handled": {"share": {"share": "5/5"}}, "notice_board": {"answer": {"answer": "yes"}},
        "budget_published": {"answer": {"answer": "yes"}},
    }
    for leaf, facts in given.items():
        world.save(leaf, facts, code=code, explanation=f"Báo cáo {leaf}")
