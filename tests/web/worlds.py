"""A small made-up world for tests: a province with a few departments, last year published, this year open, people in every role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.test import Client

from parix.criteria.editions import Edition
from parix.criteria.library import find_edition
from parix.demo_data.province import demo_province
from parix.foundation import agencies as engine
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User
from parix.web.assessment import actions
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.scoring_runs import edition_chosen, score_round
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import register_agency
from parix.web.organisations.queries import Agency

SET = "department_reconstructed"
YEAR = 2026
AT = datetime(2026, 11, 3, 2, tzinfo=UTC)
PASSWORD = "for-tests-only"
# Two of the group with a survey and one without; the officer, the director and the story belong to the first.
DEPARTMENTS = ("DEMO.KHCN", "DEMO.NV", "DEMO.TC")
OWN, OTHER, WITHOUT_SURVEY = DEPARTMENTS


@cache
def the_edition() -> Edition:
    edition = find_edition(SET).edition
    assert edition is not None
    return edition


@cache
def made_up_sets(year: int) -> dict[str, MeasurementSet]:
    demo = demo_province(1, (YEAR - 1, YEAR))
    return {given.agency.code: given for given in demo.measurement_sets(the_edition(), year)}


@dataclass
class World:
    province: Agency
    agencies: dict[str, Agency]
    people: dict[str, User]
    published: Round
    open: Round

    def client(self, person: str) -> Client:
        """Signed in as the person; an empty name is a visitor."""
        client = Client()
        if person:
            client.force_login(self.people[person], backend="parix.web.project.sign_in.PersonBackend")
        return client


def build_world(departments: Sequence[str] = DEPARTMENTS, copies: int = 0) -> World:
    """`copies` adds that many departments more, each with the figures of the first one under a name of its own."""
    province = register_agency(given=engine.Agency("DEMO", "Tỉnh Mẫu", "province"))
    elsewhere = register_agency(given=engine.Agency("XA", "Tỉnh Khác", "province"))
    wanted = [made_up_sets(YEAR)[code].agency for code in departments]
    wanted += [replace(wanted[0], code=f"DEMO.X{number:03}", name=f"Sở Mẫu số {number:03}") for number in range(copies)]
    agencies = {one.code: register_agency(given=one, short_name=one.code.rpartition(".")[2], parent=province) for one in wanted}
    people = _people(province, elsewhere, agencies)
    published = _round(YEAR - 1, province, agencies, departments[0], people["coordinator"])
    published = actions.publish_round(round=published, decision="Quyết định số 01/QĐ-MẪU", by=people["coordinator"], at=AT)
    opened = _round(YEAR, province, agencies, departments[0], people["coordinator"])
    return World(province, agencies, people, published, opened)


def _people(province: Agency, elsewhere: Agency, agencies: dict[str, Agency]) -> dict[str, User]:
    codes = list(agencies)
    posts: dict[str, tuple[Agency, Role]] = {
        "officer": (agencies[codes[0]], Role.REFORM_OFFICER),
        "director": (agencies[codes[0]], Role.DIRECTOR),
        "officer of another": (agencies[codes[1]], Role.REFORM_OFFICER),
        "coordinator": (province, Role.COORDINATOR),
        "auditor": (province, Role.AUDITOR),
        "coordinator elsewhere": (elsewhere, Role.COORDINATOR),
    }
    people = {
        name: add_person(
            username=name.replace(" ", "."), full_name=f"Người {name}", email=f"{name.replace(' ', '.')}@example.com", password=PASSWORD,
            agency=agency, role=role,
        )
        for name, (agency, role) in posts.items()
    }
    people["without role"] = User.objects.create_user("without.role", "without@example.com", PASSWORD, full_name="Người không vai trò")
    return people


def _round(year: int, province: Agency, agencies: dict[str, Agency], model: str, by: User) -> Round:
    for code, agency in agencies.items():
        given = made_up_sets(year).get(code) or replace(made_up_sets(year)[model], agency=replace(made_up_sets(year)[model].agency, code=code))
        record(agency=agency, given=given, by=by, at=AT)
    round = open_round_of(year, province, list(agencies.values()), by)
    score_round(round=round, by=by, at=AT)
    return round


def open_round_of(year: int, province: Agency, agencies: Sequence[Agency], by: User, **changes: Any) -> Round:
    _edition, chosen = edition_chosen(SET)
    period = Period.of_year(year)
    given: dict[str, Any] = {
        "slug": f"cac-so-{year}", "title": Text(f"Chỉ số các sở năm {year}", f"Index of departments, {year}"), "province": province,
        "agency_kind": "department", "edition": chosen, "period": (period.start, period.end), "agencies": agencies, "by": by, "at": AT,
    }
    return actions.open_round(**{**given, **changes})
