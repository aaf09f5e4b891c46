"""A score as it was true on one day and as it was known on another; the day of publication replayed to the last digit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from parix.foundation.facts import Share
from parix.foundation.measurements import Measurement, Source
from parix.foundation.phrases import Text
from parix.web.assessment.actions.rulings import RulingText, store_ruling
from parix.web.assessment.choices import Outcome, View
from parix.web.assessment.models import LiveSheet, Participation, Round, ScoringRun
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.queries.sheets import leaves_in, totals_in
from parix.web.assessment.scoring_runs import score_round
from parix.web.assessment.scoring_runs.clock_pages import clock_page
from parix.web.assessment.scoring_runs.live import refresh_views
from parix.web.assessment.scoring_runs.two_clocks import Clocks, replay, sheet_at, written
from parix.web.measurements.measuring import held_set, record
from parix.web.measurements.queries import day_of
from parix.web.organisations.actions import edit_agency
from parix.web.organisations.actions.successions import rename_agency
from parix.web.organisations.queries.as_of import agencies_as_of
from tests.web.assessment.self_world import LEAF, SelfWorld, build_self_world
from tests.web.databases import Database
from tests.web.worlds import AT, OWN

TODAY = timezone.localtime(AT).date()
DAY = timedelta(days=1)


def points(sheet: Any, leaf: str = LEAF) -> Any:
    return next(one.points for one in leaves_in(sheet) if one.key == leaf)


def at(world: SelfWorld, known: datetime, true_on: date | None = None, view: str = View.SELF) -> Any:
    own = Participation.objects.select_related("round", "agency").get(pk=world.own.pk)
    return sheet_at(own, Clocks(known, true_on), view)


def state(world: SelfWorld, share: str, on: str, known: datetime) -> None:
    """A report of a day says how much of the plan is done."""
    own = world.own
    code = edition_of(own.round).leaves[LEAF].measures["value"].code
    numerator, denominator = (Fraction(part) for part in share.split("/"))
    with transaction.atomic():
        given, rows = held_set(own.agency, period_of(own.round))
        fact = Measurement(code, given.period, Share(numerator, denominator), Source("report", "Báo cáo (mẫu)", date=on))
        record(agency=own.agency, given=replace(given, measurements=(fact,)), by=None, at=known, rows=rows)


@pytest.mark.parametrize(("written_day", "day"), [
    ("2026-03-31", date(2026, 3, 31)), ("2026-02", date(2026, 2, 28)), ("2026", date(2026, 12, 31)), ("31/03/2026", date(2026, 3, 31)), ("", None),
    ("2026-02-30", None), ("quý I năm 2026", None), ("2026-13", None),
])
def test_the_day_of_a_source(written_day: str, day: date | None) -> None:
    assert day_of(written_day) == day


def test_what_was_known(self_world: SelfWorld) -> None:
    before = points(at(self_world, AT - DAY / 24))
    self_world.save(facts={"value": {"share": "10/10"}})
    self_world.save(facts={"value": {"share": "5/10"}}, at=AT + 5 * DAY)
    full, half = points(at(self_world, AT + DAY)), points(at(self_world, AT + 6 * DAY))
    assert (points(at(self_world, AT - DAY / 24)), full > half) == (before, True)
    live = LiveSheet.objects.get(participation=self_world.own, view=View.SELF)
    assert written(at(self_world, AT + 6 * DAY)) == written(live.sheet)


def test_what_was_true(self_world: SelfWorld) -> None:
    """The report of June does not hide that of March in April; a correction of March's made in July counts for April too."""
    known = AT + 10 * DAY
    state(self_world, "6/10", "2026-03-31", AT)
    state(self_world, "10/10", "2026-06-30", AT + DAY)
    march, june = points(at(self_world, known, date(2026, 4, 15))), points(at(self_world, known, date(2026, 7, 1)))
    assert march < june
    assert points(at(self_world, known)) == june
    state(self_world, "9/10", "2026-03-31", AT + 2 * DAY)
    corrected = points(at(self_world, known, date(2026, 4, 15)))
    assert march < corrected < june
    assert points(at(self_world, AT + DAY, date(2026, 4, 15))) == march  # the correction was not known yet
    state_before = at(self_world, known, date(2026, 1, 15))
    leaf = next(one for one in leaves_in(state_before) if one.key == LEAF)
    assert leaf.state == "not_scored"


def test_names_and_traits_are_those_of_the_day(self_world: SelfWorld) -> None:
    agency, today = self_world.world.agencies[OWN], timezone.localdate()
    before, name = timezone.now(), agency.name
    rename_agency(agency=agency, name="Sở Khoa học, Công nghệ và Số hóa", on=today - 10 * DAY, today=today, by="system")
    edit_agency(agency=agency, ranking_group="khối khác", traits=["made_up"], valid_from=None, valid_until=None, by="system")
    now = timezone.now()

    def then(known: datetime, day: date) -> tuple[str, list[str], str]:
        one = agencies_as_of([agency], known, min(known, timezone.make_aware(datetime.combine(day, datetime.max.time()))), day)[0]
        return one.name, one.traits, one.ranking_group

    traits, group = ["made_up"], "khối khác"
    assert then(now, today) == ("Sở Khoa học, Công nghệ và Số hóa", traits, group)
    assert then(now, today - 10 * DAY)[0] == "Sở Khoa học, Công nghệ và Số hóa"  # recorded later, and true on that day
    assert then(now, today - 11 * DAY)[0] == name
    assert then(before, today - 10 * DAY)[0] == name  # nobody had recorded it yet
    assert then(before, today)[1:] != (traits, group)
    agency.refresh_from_db()
    assert agency.name == "Sở Khoa học, Công nghệ và Số hóa"  # asking changes nothing


def test_the_published_day_is_replayed_to_the_last_digit(each_database: Database) -> None:
    world = build_self_world()
    round, coordinator = world.world.open, world.world.people["coordinator"]
    world.save(facts={"value": {"share": "9/10"}})
    Round.objects.filter(pk=round.pk).update(stage="council")
    round = Round.objects.get(pk=round.pk)
    _rule(world, View.FIRST, "7/10", AT + DAY)
    _rule(world, View.COUNCIL, "8/10", AT + 2 * DAY)
    decided = timezone.now()
    score_round(round=round, by=coordinator, at=decided)
    Round.objects.filter(pk=round.pk).update(stage="published", published_batch=round.current_batch, published_at=decided + DAY)
    printed = {run.agency.code: written(run.sheet) for run in ScoringRun.objects.filter(round=round, batch=round.current_batch).select_related("agency")}

    later = decided + 30 * DAY
    state(world, "1/10", "2026-10-01", later)
    _rule(world, View.COUNCIL, "2/10", later)
    agency, today = world.world.agencies[OWN], timezone.localdate()
    rename_agency(agency=agency, name="Tên mới (mẫu)", on=today, today=today, by="system")
    edit_agency(agency=agency, ranking_group="", traits=["made_up"], valid_from=None, valid_until=None, by="system")

    round = Round.objects.get(pk=round.pk)
    again = replay(round, round.published_batch or 0)
    assert {one.agency_code: written(one.again) for one in again} == printed
    own = Participation.objects.select_related("round", "agency").get(pk=world.own.pk)
    assert written(sheet_at(own, Clocks(decided), View.COUNCIL)) == printed[OWN]
    assert written(sheet_at(own, Clocks(later), View.COUNCIL)) != printed[OWN]
    said = StringIO()
    call_command("replay_round", round.slug, stdout=said)
    assert said.getvalue() == f"lần chấm {round.published_batch}: 3 phiếu chấm lại trùng từng chữ số\n"


def _rule(world: SelfWorld, view: View, share: str, when: datetime) -> None:
    held = world.own.rulings.filter(leaf_key=LEAF, view=view).count()
    given = RulingText(Outcome.CORRECTED, {"value": {"share": share}}, "đối chiếu với báo cáo của Sở")
    store_ruling(participation=world.own, leaf_key=LEAF, view=view, given=given, based_on_number=held, by=world.world.people["appraiser"], at=when)


def test_a_run_that_does_not_come_out_again_is_told(self_world: SelfWorld) -> None:
    round = self_world.world.open
    with connection.cursor() as cursor:  # somebody reaches around the software
        cursor.execute("UPDATE measurements_measurement SET superseded_at = recorded_at WHERE agency_id = %s", [self_world.own.agency_id])
    with pytest.raises(CommandError, match=r"1 trên 3 phiếu khác: DEMO\.KHCN"):
        call_command("replay_round", round.slug)
    with pytest.raises(CommandError, match="không có đợt chấm"):
        call_command("replay_round", "khong-co")
    with pytest.raises(CommandError, match="không có lần chấm 99"):
        call_command("replay_round", round.slug, "--batch", "99")


def test_the_page_names_what_made_the_difference(self_world: SelfWorld) -> None:
    self_world.save(facts={"value": {"share": "10/10"}})
    self_world.save("staff", facts={"value": {"share": "5/10"}}, at=AT + 5 * DAY)
    own = Participation.objects.select_related("round", "agency").get(pk=self_world.own.pk)
    page = clock_page(own, Clocks(AT + DAY), View.SELF, AT + 6 * DAY)
    assert page.then is not None and page.now is not None and [one.key for one in page.differences] == [LEAF]
    one = page.differences[0]
    assert one.change == page.now.points - page.then.points < 0
    assert [(entry.is_now, entry.at, entry.by) for entry in one.entries] == [(False, AT, "Người officer"), (True, AT + 5 * DAY, "Người staff")]
    assert [Text(entry.value.text("vi"), "").vi for entry in one.entries] == ["10/10 (100 %)", "5/10 (50 %)"]
    assert all(entry.number for entry in one.entries)
    assert clock_page(own, Clocks(AT + 6 * DAY), View.SELF, AT + 6 * DAY).differences == ()


def test_rulings_are_named_too_and_an_agency_sees_them_once_the_appraisal_is_shown_to_it(self_world: SelfWorld) -> None:
    self_world.save()
    Round.objects.filter(pk=self_world.world.open.pk).update(stage="appraisal")
    _rule(self_world, View.FIRST, "1/10", AT + DAY)
    own = Participation.objects.select_related("round", "agency").get(pk=self_world.own.pk)
    refresh_views(participation=own, view=View.FIRST, at=AT + DAY)
    page = clock_page(own, Clocks(AT + DAY / 24), View.FIRST, AT + 2 * DAY)
    assert [(entry.is_now, entry.what.vi, entry.by) for entry in page.differences[0].entries] == [(True, "Thẩm định lần một", "Người appraiser")]
    path = f"/cham-diem/{own.round.slug}/{OWN}/theo-thoi-gian/"
    asked = {"biet": f"{TODAY:%d/%m/%Y}", "goc_nhin": "first"}

    def found() -> dict[str, int]:
        people = ("officer", "director", "coordinator", "auditor", "appraiser")
        return {name: self_world.world.client(name).get(path, asked).status_code for name in people}

    assert found() == {"officer": 422, "director": 422, "coordinator": 200, "auditor": 200, "appraiser": 200}
    Round.objects.filter(pk=own.round_id).update(stage="appeal")
    assert found() == {"officer": 200, "director": 200, "coordinator": 200, "auditor": 200, "appraiser": 200}


def test_who_may_ask(self_world: SelfWorld) -> None:
    path = f"/cham-diem/{self_world.own.round.slug}/{OWN}/theo-thoi-gian/"
    names = ("officer", "staff", "coordinator", "auditor", "officer of another", "administrator", "without role", "")
    found = {name: self_world.world.client(name).get(path).status_code for name in names}
    assert found == {
        "officer": 200, "staff": 200, "coordinator": 200, "auditor": 200, "officer of another": 403, "administrator": 403, "without role": 403, "": 302,
    }
    client = self_world.world.client("officer")
    ahead = f"{timezone.localdate() + DAY:%d/%m/%Y}"
    asked = {"biet": ahead}, {"dung": ahead}, {"biet": "31/02/2026"}, {"goc_nhin": "khong-co", "biet": "01/01/2026"}
    assert [client.get(path, one).status_code for one in asked] == [422] * 4
    assert client.get(path, {"luc": "vo-nghia"}).status_code == 200
    whole = client.get(path + "phieu-diem.json", {"biet": f"{TODAY:%d/%m/%Y}"})
    assert totals_in(whole.json()).max_points == totals_in(at(self_world, AT)).max_points


def test_a_page_of_a_day_asks_little(self_world: SelfWorld) -> None:
    self_world.save()
    client, path = self_world.world.client("officer"), f"/cham-diem/{self_world.own.round.slug}/{OWN}/theo-thoi-gian/"
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, {"biet": f"{TODAY - DAY:%d/%m/%Y}"}).status_code == 200
    assert len(queries) <= 26
