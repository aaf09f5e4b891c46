"""Loads the made-up province: last year scored and published, this year open with some figures still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from parix.criteria.library import SHIPPED
from parix.demo_data.province import DemoProvince, demo_province
from parix.foundation import agencies as engine
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.measurements import MeasurementSet
from parix.foundation.phrases import Text
from parix.foundation.problems import refuse_errors
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import WIDE_ROLES
from parix.web.accounts.queries import User, has_any_user_besides, user_by_username
from parix.web.assessment import actions as rounds
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.queries.drafts import draft_of
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import Round, rounds_with
from parix.web.assessment.scoring_runs import collect_results, edition_chosen, score_round, sets_in
from parix.web.assessment.scoring_runs.claims import save_claim
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.demo_loading.choices import AGENCY_WITH_UNITS, PASSWORD, PEOPLE, SEED, UNITS
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import SYSTEM, UnitGiven, register_agency, save_units
from parix.web.organisations.queries import Agency, agencies_by_code, has_any_agency_besides

DEFINITIONS = SHIPPED.parent
DEMONSTRATION = DEFINITIONS / "demonstration.yaml"


class NotADemoDatabase(Exception):
    """The database holds agencies or people that the demonstration did not make."""


@transaction.atomic
def load_demo(*, year: int, at: datetime) -> list[Round]:
    """The demonstration's rounds, loaded now unless they are there already. Raises NotADemoDatabase."""
    demo = demo_province(SEED, (year - 1, year))
    shown = _what_is_shown()
    published, reports = (sets_in(DEFINITIONS / shown[part]["folder"]) for part in ("published_results", "trials"))
    real = (given.agency.code for given in (*published, *reports))
    codes = [*(agency.code for agency in demo.agencies), shown["trials"]["group"]["code"], *real]
    held = agencies_by_code([demo.province.code])
    if held and (loaded := rounds_with([agency.pk for agency in agencies_by_code(codes).values()])):
        return loaded
    if has_any_agency_besides(codes) or has_any_user_besides([person.username for person in PEOPLE]):
        raise NotADemoDatabase("cơ sở dữ liệu đã có cơ quan hoặc người dùng thật: chỉ nạp dữ liệu mẫu vào cơ sở dữ liệu trống")
    agencies = _register(demo)
    coordinator = _add_people(agencies, demo.province.code)
    loader = _Loader(agencies[demo.province.code], agencies, coordinator, shown["rounds"])
    before = _year_round(loader, demo, year - 1, _no_later(year, 1, 20, at))
    before = rounds.publish_round(
        round=before, decision="Quyết định minh họa, không có giá trị pháp lý", by=coordinator, at=_no_later(year, 5, 20, at),
    )
    now = _year_round(loader, demo, year, at)
    _self_assessment(now, agencies[f"{demo.province.code}.{AGENCY_WITH_UNITS}"], coordinator, at)
    trials = _trial_rounds(reports, shown["trials"], coordinator, at)
    collect_results(sets=published, set_key=shown["published_results"]["set"], at=at)
    return [now, before, *trials]


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
    whose = agencies[f"{province}.{AGENCY_WITH_UNITS}"]
    units = {unit.name: unit for unit in save_units(agency=whose, given=[UnitGiven(name, kind) for name, kind in UNITS], by=SYSTEM)}
    people = {
        one.username: add_person(
            username=one.username, full_name=one.full_name, email=f"{one.username}@example.com", password=PASSWORD,
            agency=agencies[f"{province}.{one.agency}" if one.agency else province], role=one.role,
            unit=units.get(one.unit),
        )
        for one in PEOPLE
    }
    return people["dieuphoi"]


@dataclass(frozen=True)
class _Loader:
    """Opens a round for measurement sets of one period, records and scores them; `shown` is a part of the demonstration's data."""

    top: Agency
    agencies: dict[str, Agency]
    by: User
    shown: dict[str, Any]

    def scored_round(self, sets: Sequence[MeasurementSet], *, slug: str, title: Text, at: datetime) -> Round:
        _edition, chosen = edition_chosen(self.shown["set"])
        for given in sets:
            record(agency=self.agencies[given.agency.code], given=given, by=self.by, at=at)
        period = sets[0].period
        round = rounds.open_round(
            slug=slug, title=title, province=self.top, agency_kind=self.shown["agency_kind"], edition=chosen, period=(period.start, period.end),
            agencies=[self.agencies[given.agency.code] for given in sets], by=self.by, at=at,
        )
        score_round(round=round, by=self.by, at=at)
        return round


def _year_round(loader: _Loader, demo: DemoProvince, year: int, at: datetime) -> Round:
    edition, _chosen = edition_chosen(loader.shown["set"])
    sets = [given for given in demo.measurement_sets(edition, year) if given.agency.kind == loader.shown["agency_kind"]]
    words = loader.shown["title"]
    return loader.scored_round(
        sets, slug=f"{loader.shown['slug']}-{year}", title=Text(f"{words['vi']} năm {year}", f"{words['en']}, {year}"), at=at,
    )


def _trial_rounds(reports: Sequence[MeasurementSet], shown: dict[str, Any], by: User, at: datetime) -> list[Round]:
    """One round for each report, under a heading of their own that the coordinator and the auditor reach; never published."""
    group = shown["group"]
    top = register_agency(given=engine.Agency(group["code"], group["name"], "province"))
    for person in PEOPLE:
        if person.role in WIDE_ROLES:
            add_person(username=person.username, full_name=person.full_name, email="", agency=top, role=person.role)
    agencies = {given.agency.code: register_agency(given=given.agency, parent=top) for given in reports}
    loader, words = _Loader(top, agencies, by, shown), shown["title"]
    return [
        loader.scored_round(
            [given], slug=slugify(f"{shown['slug']}-{given.agency.code}-{given.period}".replace(".", "-")), at=at,
            title=Text(f"{words['vi']}: {given.agency.name}", f"{words['en']}: {given.agency.name}"),
        )
        for given in reports
    ]


def _self_assessment(round: Round, agency: Agency, coordinator: User, at: datetime) -> None:
    """The time is set and every leaf has its unit; the followed department has claimed what it has figures for, the office's by half."""
    open_self_assessment(round=round, opens_at=at - timedelta(days=10), closes_at=at + timedelta(days=45), by=coordinator, at=at)
    found = participation_seen(round.slug, agency.code)
    officer = user_by_username("canbo.khcn")
    assert found is not None and officer is not None
    draft = draft_of(found[0])
    assert draft is not None
    inspected = [one.leaf.key for one in draft.claimed if one.leaf.lead == "inspectorate"]
    soon = DutyChange(due_on=(at + timedelta(days=7)).date(), evidence_plan="Kết luận kiểm tra trong năm, Thanh tra Sở lập")
    change_duties(participation=found[0], leaf_keys=inspected, change=soon, by=officer, at=at)
    for number, one in enumerate(draft.claimed):
        facts = {each.role: dict(each.fact) for each in one.leaf.measurements if each.role in one.asked.measures}
        if one.leaf.state == "scored" and not any("nothing_arose" in fact for fact in facts.values()) and number % 4 != 1:
            paper = one.leaf.measurements[0].source
            save_claim(
                participation=found[0], leaf_key=one.leaf.key, facts=facts, explanation=f"{paper['title']} ({paper['reference']})", based_on_version=0,
                is_ready=number % 2 == 0, by=officer, at=at,
            )


def _no_later(year: int, month: int, day: int, than: datetime) -> datetime:
    return min(datetime(year, month, day, 2, tzinfo=UTC), than)
