"""The small made-up world with figures of a quarter to its cut-off days, so that a periodic report can be drafted from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from django.urls import reverse

from parix.foundation import measurements as engine
from parix.foundation.facts import Fact, Number, Share
from parix.foundation.periods import Period
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, standing_of
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import UnitGiven, save_units
from parix.web.organisations.queries import Agency, Unit, engine_agency
from parix.web.reports.actions.drafting import draft_report
from parix.web.reports.models import Report
from parix.web.reports.queries.drafts import DraftPage, draft_page, report_by_id
from tests.web.worlds import OWN, PASSWORD, World, build_world

AT = datetime(2026, 3, 16, 2, tzinfo=UTC)
QUARTER = Period.parse("2025-12-15..2026-03-14")
FORM, SEASON = "periodic_report", "quarter_one"
FACTS: dict[str, Fact] = {
    "onestop.dossiers_on_time": Share(Fraction(1225), Fraction(1250)), "onestop.dossiers_online": Share(Fraction(1000), Fraction(1300)),
    "plan.tasks_done": Share(Fraction(12), Fraction(20)), "procedures.published": Share(Fraction(28), Fraction(28)), "initiatives.recognised": Number(Fraction(2)),
}


@dataclass
class ReportWorld:
    world: World
    agency: Agency
    office: Unit
    one_stop: Unit
    report: Report

    @property
    def people(self) -> dict[str, User]:
        return self.world.people

    def client(self, person: str) -> Any:
        return self.world.client(person)

    def page(self, person: str = "officer") -> DraftPage:
        held = report_by_id(self.report.pk)
        assert held is not None
        return draft_page(held, standing_of(self.people[person]))

    def path(self, name: str, **more: object) -> str:
        return reverse(f"reports:{name}", kwargs={"report_id": self.report.pk, **more})

    def measure(self, code: str, fact: Fact, period: Period = QUARTER, at: datetime = AT) -> None:
        record_facts(self.agency, {code: fact}, period, self.people["officer"], at)


def record_facts(agency: Agency, facts: dict[str, Fact], period: Period, by: User, at: datetime = AT) -> None:
    source = engine.Source(key="book", title="Sổ theo dõi mẫu", kind="register", reference="trang 3")
    rows = tuple(engine.Measurement(code, period, fact, source) for code, fact in facts.items())
    record(agency=agency, given=engine.MeasurementSet(engine_agency(agency), period, rows), by=by, at=at)


def build_report_world() -> ReportWorld:
    world = build_world()
    agency = world.agencies[OWN]
    office, one_stop = save_units(agency=agency, given=[UnitGiven("Văn phòng Sở", "office"), UnitGiven("Bộ phận Một cửa", "one_stop")], by="system")
    for name, unit, role in (("staff", one_stop, Role.STAFF), ("office staff", office, Role.STAFF), ("head", one_stop, Role.UNIT_HEAD)):
        world.people[name] = add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD, agency=agency,
            role=role, unit=unit,
        )
    record_facts(agency, FACTS, QUARTER, world.people["officer"])
    record_facts(agency, {"onestop.dossiers_on_time": Share(Fraction(1100), Fraction(1150))}, QUARTER.a_year_before(), world.people["officer"])
    report = draft_report(agency=agency, form=FORM, season=SEASON, year=2026, by=world.people["officer"], at=AT)
    return ReportWorld(world, agency, office, one_stop, report)
