"""Loads the made-up province: last year scored and published, this year open with some figures still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parix.criteria.library import SHIPPED
from parix.demo_data.province import DemoProvince, demo_province
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.foundation.problems import refuse_errors
from parix.web.accounts.actions import add_person
from parix.web.accounts.queries import User, has_any_user_besides
from parix.web.assessment import actions as rounds
from parix.web.assessment.queries.rounds import Round, rounds_with
from parix.web.assessment.scoring_runs import collect_results, edition_chosen, published_sets, score_round
from parix.web.demo_loading.choices import PASSWORD, PEOPLE, SEED
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import register_agency
from parix.web.organisations.queries import Agency, agencies_by_code, has_any_agency_besides

DEMONSTRATION = SHIPPED.parent / "demonstration.yaml"


class NotADemoDatabase(Exception):
    """The database holds agencies or people that the demonstration did not make."""


@transaction.atomic
def load_demo(*, year: int, at: datetime) -> list[Round]:
    """The demonstration's rounds, loaded now unless they are there already. Raises NotADemoDatabase."""
    demo = demo_province(SEED, (year - 1, year))
    published, shown = published_sets(), _what_is_shown()
    codes = [agency.code for agency in (*demo.agencies, *(given.agency for given in published))]
    held = agencies_by_code([demo.province.code])
    if held and (loaded := rounds_with([agency.pk for agency in agencies_by_code(codes).values()])):
        return loaded
    if has_any_agency_besides(codes) or has_any_user_besides([person.username for person in PEOPLE]):
        raise NotADemoDatabase("cơ sở dữ liệu đã có cơ quan hoặc người dùng thật: chỉ nạp dữ liệu mẫu vào cơ sở dữ liệu trống")
    agencies = _register(demo)
    coordinator = _add_people(agencies, demo.province.code)
    loader = _Loader(demo, agencies, coordinator, shown["rounds"])
    before = loader.scored_round(year - 1, _no_later(year, 1, 20, at))
    before = rounds.publish_round(
        round=before, decision="Quyết định minh họa, không có giá trị pháp lý", by=coordinator, at=_no_later(year, 5, 20, at),
    )
    now = loader.scored_round(year, at)
    collect_results(sets=published, set_key=shown["published_results"]["set"], at=at)
    return [now, before]


def _what_is_shown() -> dict[str, Any]:
    """The choice of sets, kept as data beside the sets."""
    node, problems = read_yaml_file(DEMONSTRATION)
    refuse_errors(problems)
    assert node is not None
    plain: dict[str, Any] = node.plain()
    return plain


def _register(demo: DemoProvince) -> dict[str, Agency]:
    province = register_agency(given=demo.province)
    departments = [
        register_agency(given=one, short_name=one.code.rpartition(".")[2], parent=province) for one in demo.departments
    ]
    return {agency.code: agency for agency in (province, *departments)}


def _add_people(agencies: dict[str, Agency], province: str) -> User:
    """Returns the coordinator, who does the rest."""
    people = {
        one.username: add_person(
            username=one.username, full_name=one.full_name, email=f"{one.username}@example.com", password=PASSWORD,
            agency=agencies[f"{province}.{one.agency}" if one.agency else province], role=one.role,
        )
        for one in PEOPLE
    }
    return people["dieuphoi"]


@dataclass(frozen=True)
class _Loader:
    """What every round of the demonstration has in common."""

    demo: DemoProvince
    agencies: dict[str, Agency]
    by: User
    shown: dict[str, Any]

    def scored_round(self, year: int, at: datetime) -> Round:
        edition, chosen = edition_chosen(self.shown["set"])
        kind, title = self.shown["agency_kind"], self.shown["title"]
        sets = [given for given in self.demo.measurement_sets(edition, year) if given.agency.kind == kind]
        for given in sets:
            record(agency=self.agencies[given.agency.code], given=given, by=self.by, at=at)
        period = Period.of_year(year)
        round = rounds.open_round(
            slug=f"{self.shown['slug']}-{year}", title=Text(f"{title['vi']} năm {year}", f"{title['en']}, {year}"),
            province=self.agencies[self.demo.province.code], agency_kind=kind, edition=chosen, period=(period.start, period.end),
            agencies=[self.agencies[given.agency.code] for given in sets], by=self.by, at=at,
        )
        score_round(round=round, by=self.by, at=at)
        return round


def _no_later(year: int, month: int, day: int, than: datetime) -> datetime:
    return min(datetime(year, month, day, 2, tzinfo=UTC), than)
