"""Loads the made-up province up to a stage: last year's round published, the followed one as far as the stage says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parix.criteria.editions import Edition
from parix.criteria.library import SHIPPED
from parix.demo_data.made_up_agencies import FOLLOWED, agency_of
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
from parix.web.assessment.scoring_runs.stages import open_appeals, open_appraisal
from parix.web.demo_loading.actions.appraisal import Appraisers, appealed, appraised
from parix.web.demo_loading.actions.people import add_people, register_agencies
from parix.web.demo_loading.actions.plans import plans_of_year
from parix.web.demo_loading.actions.reports import reports_written
from parix.web.demo_loading.actions.rounds import Opener, fed_alone, trial_rounds
from parix.web.demo_loading.actions.self_assessment import desk_of, self_assessed
from parix.web.demo_loading.actions.times import Times
from parix.web.demo_loading.choices import PEOPLE, SEED, DemoStage
from parix.web.organisations.queries import agencies_by_code, has_any_agency_besides

DEFINITIONS = SHIPPED.parent
DEMONSTRATION = DEFINITIONS / "demonstration.yaml"


class NotADemoDatabase(Exception):
    """The database holds agencies or people that the demonstration did not make."""


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
    before = _published_before(opener, demo, edition, year - 1, at)
    followed = _Followed(opener, demo, edition, people, year, stage, Times.of(stage, at)).loaded()
    reports_written(agencies[agency_of(FOLLOWED).code], demo, edition, people, at)
    trials = trial_rounds(reports, shown["trials"], opener.by, at)
    collect_results(sets=published, set_key=shown["published_results"]["set"], at=at)
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


def _published_before(opener: Opener, demo: DemoProvince, edition: Edition, year: int, at: datetime) -> Round:
    """A round that was only computed: its results were there before parix was."""
    opened = _no_later(year + 1, 1, 20, at)
    round = opener.year_round(_sets(demo, edition, year, opener.shown), year, opened)
    score_round(round=round, by=opener.by, at=opened)
    decision = "Quyết định minh họa, không có giá trị pháp lý"
    return publish(round=round, decision=decision, by=opener.by, at=_no_later(year + 1, 5, 20, at))


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
        self_assessed(desks, self.times, is_over=self.stage != DemoStage.SELF_ASSESSMENT)
        if self.stage != DemoStage.SELF_ASSESSMENT:
            appraisers = Appraisers.of(self.edition, self.people)
            open_appraisal(round=round, by=by, at=self.times.during(Stage.APPRAISAL, 0.0))
            appraised(desks, appraisers, self.times, is_over=self.stage != DemoStage.APPRAISAL)
            if self.stage != DemoStage.APPRAISAL:
                open_appeals(round=round, by=by, at=self.times.during(Stage.APPEAL, 0.0))
                appealed(desks, appraisers, self.times, is_over=self.stage != DemoStage.APPEAL)
        plans_of_year(next(desk for desk in desks if desk.department == FOLLOWED), self.times.at)
        score_round(round=round, by=by, at=self.times.at)
        return round


def _sets(demo: DemoProvince, edition: Edition, year: int, shown: Mapping[str, Any]) -> list[MeasurementSet]:
    return [given for given in demo.measurement_sets(edition, year) if given.agency.kind == shown["agency_kind"]]


def _no_later(year: int, month: int, day: int, than: datetime) -> datetime:
    return min(datetime(year, month, day, 2, tzinfo=UTC), than)
