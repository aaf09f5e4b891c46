"""Loads the made-up province up to a stage: last year's round published, the followed one as far as the stage says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from parix.criteria.editions import Edition
from parix.criteria.library import SHIPPED
from parix.demo_data.made_up_agencies import DEPARTMENTS, FOLLOWED, agency_of
from parix.demo_data.province import DemoProvince, demo_province
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.measurements import MeasurementSet
from parix.foundation.problems import refuse_errors
from parix.web.accounts.queries import User, has_any_user_besides
from parix.web.assessment.choices import Stage
from parix.web.assessment.queries.rounds import Round, rounds_with
from parix.web.assessment.scoring_runs import collect_results, edition_chosen, score_round, sets_in
from parix.web.assessment.scoring_runs.opening import set_times
from parix.web.assessment.scoring_runs.publication import publish
from parix.web.assessment.scoring_runs.stages import convene, open_appeals, open_appraisal
from parix.web.demo_loading.actions.appraisal import Appraisers, appealed, appraised
from parix.web.demo_loading.actions.council import decided_by_council
from parix.web.demo_loading.actions.dossiers import load_dossiers, load_feedback
from parix.web.demo_loading.actions.exports import load_export, load_ratings, load_snapshot
from parix.web.demo_loading.actions.lost_points import losses_divided
from parix.web.demo_loading.actions.people import add_people, register_agencies
from parix.web.demo_loading.actions.plans import plans_of_year
from parix.web.demo_loading.actions.procedures import load_procedures
from parix.web.demo_loading.actions.registries import load_registries
from parix.web.demo_loading.actions.reports import reports_written
from parix.web.demo_loading.actions.rounds import Opener, fed_alone, trial_rounds
from parix.web.demo_loading.actions.self_assessment import Desk, desk_of, self_assessed
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import PEOPLE, SEED, DemoStage, officer_of
from parix.web.organisations.queries import agencies_by_code, has_any_agency_besides

DEFINITIONS = SHIPPED.parent
DEMONSTRATION = DEFINITIONS / "demonstration.yaml"


class NotADemoDatabase(Exception):
    """The database holds agencies or people that the demonstration did not make."""


def usual_year(stage: DemoStage, at: datetime) -> int:
    """The year that the followed round is about unless another one is asked for."""
    return Times.of(stage, at).usual_year


@transaction.atomic
def load_demo(*, year: int, at: datetime, stage: DemoStage = DemoStage.SELF_ASSESSMENT) -> list[Round]:
    """The demonstration's rounds, loaded now unless they are there already, the followed one first. Raises NotADemoDatabase."""
    demo = demo_province(SEED, _years(year, stage))
    shown = _what_is_shown()
    published, reports = (sets_in(DEFINITIONS / shown[part]["folder"]) for part in ("published_results", "trials"))
    real = (given.agency.code for given in (*published, *reports))
    codes = [*(agency.code for agency in demo.agencies), shown["trials"]["group"]["code"], *real]
    held = agencies_by_code([demo.province.code])
    if held and (loaded := rounds_with([agency.pk for agency in agencies_by_code(codes).values()])):
        return loaded
    if has_any_agency_besides(codes) or has_any_user_besides([person.username for person in PEOPLE]):
        raise NotADemoDatabase("cơ sở dữ liệu đã có cơ quan hoặc người dùng thật: chỉ nạp dữ liệu mẫu vào cơ sở dữ liệu trống")
    edition, _chosen = edition_chosen(shown["rounds"]["set"])
    agencies = register_agencies(demo)
    people = add_people(agencies, demo.province.code, edition)
    opener = Opener(agencies[demo.province.code], agencies, people["dieuphoi"], shown["rounds"])
    before = _published_before(opener, demo, edition, people, year - 1, at)
    followed = _Followed(opener, demo, edition, people, year, stage, Times.of(stage, at)).loaded()
    reports_written(agencies[agency_of(FOLLOWED).code], demo, edition, people, at)
    load_registries(agencies[agency_of(FOLLOWED).code], people, at)
    load_procedures(agencies[agency_of(FOLLOWED).code], people, at)
    trials = trial_rounds(reports, shown["trials"], opener.by, at)
    collect_results(sets=published, set_key=shown["published_results"]["set"], at=at)
    load_dossiers(agencies[agency_of(FOLLOWED).code], people, at)
    load_feedback(agencies[agency_of(FOLLOWED).code], people, at)
    load_export(agencies[agency_of(FOLLOWED).code], people, at)
    load_ratings(agencies[agency_of(FOLLOWED).code], people, at)
    load_snapshot(at)
    return [followed, before, *trials]


def _years(year: int, stage: DemoStage) -> tuple[int, ...]:
    """A year that is still running has figures missing; one that is over has none, and another one after it."""
    return (year - 1, year) if stage == DemoStage.SELF_ASSESSMENT else (year - 1, year, year + 1)


def _what_is_shown() -> dict[str, Any]:
    """The choice of sets, kept as data beside the sets."""
    node, problems = read_yaml_file(DEMONSTRATION)
    refuse_errors(problems)
    assert node is not None
    plain: dict[str, Any] = node.plain()
    return plain


def _published_before(opener: Opener, demo: DemoProvince, edition: Edition, people: Mapping[str, User], year: int, at: datetime) -> Round:
    """A round that was only computed: its results were there before parix was. The followed department has seen to what it lost."""
    opened, published = _no_later(year + 1, 1, 20, at), _no_later(year + 1, 5, 20, at)
    round = opener.year_round(_sets(demo, edition, year, opener.shown), year, opened)
    score_round(round=round, by=opener.by, at=opened)
    held = publish(round=round, decision="Quyết định minh họa, không có giá trị pháp lý", by=opener.by, at=published)
    done = _no_later(year + 1, 9, 30, at).date()
    agency, officer = opener.agencies[f"{opener.top.code}.{FOLLOWED.short}"], people[officer_of(FOLLOWED)]
    losses_divided(held, agency.pk, by=officer, at=published, recover_by=date(year + 1, 10, 31), done_on=done)
    return held


@dataclass(frozen=True, slots=True)
class _Followed:
    """The round that the demonstration follows, on its way to the stage."""

    opener: Opener
    demo: DemoProvince
    edition: Edition
    people: Mapping[str, User]
    year: int
    stage: DemoStage
    times: Times

    def loaded(self) -> Round:
        sets = _sets(self.demo, self.edition, self.year, self.opener.shown)
        by, opened = self.opener.by, min(opens for opens, _closes in self.times.stages.values())
        round = self.opener.year_round([fed_alone(self.edition, given) for given in sets], self.year, opened)
        set_times(round=round, times=self.times.stages, by=by, at=opened)
        taking_part = {one.agency.code: one for one in round.participations.select_related("agency", "round")}
        desks = [desk_of(taking_part[given.agency.code], given, self.edition, self.people) for given in sets]
        self_assessed(desks, self.times, is_over=self._is_past(DemoStage.SELF_ASSESSMENT))
        if self._is_past(DemoStage.SELF_ASSESSMENT):
            self._judged(round, desks)
        if self._is_past(DemoStage.APPEAL):
            round = self._published(round, desks)
        plans_of_year(next(desk for desk in desks if desk.department == FOLLOWED), self.times.at)
        if not round.is_published:
            score_round(round=round, by=by, at=self.times.at)
        return round

    def _is_past(self, stage: DemoStage) -> bool:
        order = list(DemoStage)
        return order.index(self.stage) > order.index(stage)

    def _judged(self, round: Round, desks: list[Desk]) -> None:
        """Appraisal, and appeals if it is over."""
        appraisers = Appraisers.of(self.edition, self.people)
        open_appraisal(round=round, by=self.opener.by, at=self.times.during(Stage.APPRAISAL, 0.0))
        appraised(desks, appraisers, self.times, is_over=self._is_past(DemoStage.APPRAISAL))
        if self._is_past(DemoStage.APPRAISAL):
            open_appeals(round=round, by=self.opener.by, at=self.times.during(Stage.APPEAL, 0.0))
            appealed(desks, appraisers, self.times, is_over=self._is_past(DemoStage.APPEAL))

    def _published(self, round: Round, desks: list[Desk]) -> Round:
        """The council's close scores the round for the last time; half of the departments have looked at what they lost since."""
        by, days = self.opener.by, self.times.after_the_stages
        convene(round=round, by=by, at=self.times.during(Stage.COUNCIL, 0.0))
        decided_by_council(round, desks, self.people, self.times)
        held = publish(round=round, decision="Quyết định số 12/QĐ-UBND (mẫu), không có giá trị pháp lý", by=by, at=days(0.3))
        recover_by = (self.times.at + timedelta(days=60)).date()
        for desk in desks:
            if desk.department == FOLLOWED or DEPARTMENTS.index(desk.department) % 2:
                losses_divided(held, desk.participation.agency_id, by=desk.officer, at=days(0.6), recover_by=recover_by)
        return held


def _sets(demo: DemoProvince, edition: Edition, year: int, shown: Mapping[str, Any]) -> list[MeasurementSet]:
    return [given for given in demo.measurement_sets(edition, year) if given.agency.kind == shown["agency_kind"]]


def _no_later(year: int, month: int, day: int, than: datetime) -> datetime:
    return min(datetime(year, month, day, 2, tzinfo=UTC), than)
