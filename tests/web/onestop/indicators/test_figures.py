"""From dossiers at the desk to a snapshot, figures, points, rows and measurements."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.foundation.facts import Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.web.accounts.queries import standing_of
from parix.web.audit_trail.models import Entry
from parix.web.measurements.measuring import record
from parix.web.measurements.queries import current_measurements
from parix.web.onestop.dossiers.actions.recording import record_dossiers
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender, send_feedback
from parix.web.onestop.feedback.actions.steps import StepGiven, take_step
from parix.web.onestop.feedback.choices import Verb
from parix.web.onestop.indicators import jobs, measuring, rules
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.indicators.queries import newest_snapshot, store
from parix.web.onestop.indicators.queries.behind import rows_behind_figure
from parix.web.onestop.indicators.queries.contradictions import contradictions
from parix.web.onestop.indicators.queries.figures import figures_of
from parix.web.onestop.indicators.scoring_runs import board, boards
from parix.web.organisations.queries import engine_agency
from tests.web.onestop.dossiers.dossier_world import row, version_in
from tests.web.onestop.onestop_world import OnestopWorld

AT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
YEAR = Period.parse("2026")


@pytest.fixture
def filled(onestop_world: OnestopWorld) -> OnestopWorld:
    """Three dossiers of October: on time and online with an electronic result, late, and still open past its day. Their source tells of
    electronic results, and of no other mark."""
    world = onestop_world
    version = version_in(world, valid_from=date(2026, 1, 1), published_on=date(2026, 1, 5))
    received = datetime(2026, 10, 5, 2, tzinfo=UTC)
    days = {"received_at": received, "due_at": received + timedelta(days=7)}
    rows = [
        row(world, version, 1, **days, state=10, finished_at=received + timedelta(days=3), channel=2, has_electronic_result=True),
        row(world, version, 2, **days, state=10, finished_at=received + timedelta(days=9), channel=1, has_electronic_result=False),
        row(world, version, 3, **days, state=4, channel=1, has_electronic_result=False),
    ]
    record_dossiers(source="mc", rows=rows, by="system", at=AT - timedelta(days=1))
    return world


def test_a_snapshot_gives_figures_of_an_agency_and_of_all_above_it(filled: OnestopWorld) -> None:
    snapshot = take_snapshot(at=AT)
    assert (snapshot.as_of, snapshot.rows) == (date(2026, 11, 21), {"dossiers": 3, "procedures": 1, "promulgations": 0})
    own, province, other = (figures_of(snapshot, filled.agencies[code].pk, YEAR) for code in ("KHCN", "DEMO", "NV"))
    assert own == province
    assert (own.whole["dossiers_on_schedule"], own.whole["dossiers_on_time"], own.whole["dossiers_online"]) == (Count(3, 1), Count(2, 1), Count(3, 1))
    assert own.whole["procedures_published"] == Count(1, 1)
    assert own.months[date(2026, 10, 1)]["dossiers_on_schedule"] == Count(3, 1)
    assert other.whole["dossiers_on_schedule"] == Count()
    assert "feedback_on_time" not in own.whole
    assert own.whole["population_data_procedures"] == Count(unknown=1), "nobody has said whether the procedure needs population data"


def test_a_catalogue_without_a_dossier_is_counted_but_not_its_use(onestop_world: OnestopWorld) -> None:
    version_in(onestop_world, valid_from=date(2026, 1, 1), published_on=date(2026, 1, 5))
    whole = figures_of(take_snapshot(at=AT), onestop_world.own.pk, YEAR).whole
    assert (whole["procedures_published"], "online_services_used" in whole, "dossiers_online" in whole) == (Count(1, 1), False, False)


def test_as_of_a_past_day_the_figure_is_that_of_then(filled: OnestopWorld) -> None:
    snapshot = take_snapshot(at=AT)
    own = figures_of(snapshot, filled.own.pk, Period.parse("2026-Q4"), date(2026, 10, 12))
    assert (own.whole["dossiers_on_schedule"], own.whole["dossiers_on_time"]) == (Count(3, 3), Count(1, 1))


def test_the_next_snapshot_takes_what_changed_and_the_earlier_one_stays(filled: OnestopWorld) -> None:
    first = take_snapshot(at=AT)
    Dossier.objects.filter(code__endswith="0003").update(state=10, finished_at=AT, is_synced=True, changed_at=AT + timedelta(hours=1))
    second = take_snapshot(at=AT + timedelta(hours=2))
    assert newest_snapshot() == second
    assert [figures_of(one, filled.own.pk, YEAR).whole["dossiers_synced"] for one in (first, second)] == [Count(unknown=3), Count(1, 1, unknown=2)]
    third = take_snapshot(at=AT + timedelta(hours=3))
    with store() as opened:
        assert opened.named(second.name).tables["dossiers"] == opened.named(third.name).tables["dossiers"]
    assert Entry.objects.filter(act="indicators.snapshot_taken").count() == 3


def test_feedback_is_counted_by_its_clocks_and_only_what_changed_is_taken(filled: OnestopWorld) -> None:
    given = FeedbackGiven(filled.own, 1, Sender("Người Gửi", "Địa chỉ", "0900000001"), "Phản ánh mẫu về thủ tục")
    kept, late = (send_feedback(given=given, by="public", at=AT - timedelta(days=days)) for days in (10, 40))
    for one, verb, day in ((kept, Verb.ACCEPT, 9), (kept, Verb.ANSWER, 8), (late, Verb.ACCEPT, 39)):
        take_step(feedback=one, verb=verb, given=StepGiven(note="Đã giải quyết"), by=filled.people["officer"], at=AT - timedelta(days=day))
    first = take_snapshot(at=AT)
    whole = figures_of(first, filled.own.pk, YEAR).whole
    keys = ("feedback_about_rules", "feedback_handled", "feedback_handled_on_time", "feedback_on_time")
    assert [whole[key] for key in keys] == [Count(2, 2), Count(2, 1), Count(2, 1), Count(2, 0)]
    take_step(feedback=kept, verb=Verb.PUBLISH, given=StepGiven(question="Hỏi"), by=filled.people["officer"], at=AT + timedelta(minutes=1))
    with CaptureQueriesContext(connection) as captured:
        second = take_snapshot(at=AT + timedelta(hours=1))
    (asked,) = [one["sql"] for one in captured if "feedback_feedback" in one["sql"] and "outcome" not in one["sql"] and "LIMIT" not in one["sql"]]
    assert "changed_at" in asked.split("WHERE")[1] and second.tables_until["feedback"] > first.tables_until["feedback"]
    assert (second.rows["feedback"], figures_of(second, filled.own.pk, YEAR).whole["feedback_handled"]) == (2, Count(2, 1))
    behind = rows_behind_figure(second, "feedback_handled", filled.own.pk, YEAR, "chua-dat", most=9)
    assert [(one.title, one.person) for one in behind.rows] == [(late.receipt, "")]


def test_each_figure_leads_to_its_dossiers_those_that_missed_it_first(filled: OnestopWorld) -> None:
    snapshot, province = take_snapshot(at=AT), filled.agencies["DEMO"].pk
    whole = rows_behind_figure(snapshot, "dossiers_on_schedule", province, YEAR, most=9)
    assert (whole.counted, whole.missed, [(one.title[-1], one.has_missed) for one in whole.rows]) == (3, 2, [("2", True), ("3", True), ("1", False)])
    sides = {side: rows_behind_figure(snapshot, "dossiers_on_schedule", province, YEAR, side, most=9) for side in ("chua-dat", "dat")}
    assert {side: ([one.title[-1] for one in behind.rows], behind.many(side)) for side, behind in sides.items()} == {"chua-dat": (["2", "3"], 2), "dat": (["1"], 1)}
    second = rows_behind_figure(snapshot, "dossiers_on_schedule", province, YEAR, first=1, most=1)
    assert [one.title[-1] for one in second.rows] == ["3"]
    days = rows_behind_figure(snapshot, "days_to_settle", province, YEAR, most=9)
    assert (days.missed, [(one.title[-1], one.amount) for one in days.rows]) == (0, [("2", 9), ("1", 3)])
    catalogue = rows_behind_figure(snapshot, "procedures_published", filled.own.pk, YEAR, most=9)
    assert [(one.about, one.has_missed) for one in catalogue.rows] == [("Thủ tục mẫu", False)]
    assert rows_behind_figure(snapshot, "dossiers_on_schedule", filled.agencies["NV"].pk, YEAR, most=9).counted == 0


def test_the_board_gives_points_trends_other_readings_and_the_way_to_the_next_class(filled: OnestopWorld) -> None:
    assert board(filled.own, YEAR) is None
    snapshot = take_snapshot(at=AT)
    made = board(filled.own, YEAR)
    assert made is not None and made.snapshot == snapshot and [group.key for group in made.groups] == [
        "transparency", "progress", "online_services", "online_payment", "digitisation", "satisfaction",
    ]
    leaves = {leaf.key: leaf for group in made.groups for leaf in group.leaves}
    schedule, online, feedback = leaves["dossiers_on_schedule"], leaves["dossiers_online"], leaves["feedback_on_time"]
    assert (schedule.points, schedule.figures[0].value, schedule.gain is not None) == (Fraction(20, 3), Fraction(1, 3), True)
    assert schedule.figures[0].trend == ((date(2026, 10, 1), Fraction(1, 3)), (date(2026, 11, 1), None))[: len(schedule.figures[0].trend)]
    assert online.points == 4 and {one.key: one.count for one in online.figures[0].readings}["dossiers_filed_online"] == Count(3, 1)
    assert (feedback.state, feedback.points, feedback.figures[0].count) == ("not_scored", None, None)
    assert "days_to_settle" in {one.key for one in made.watched}
    assert made.next_grade is not None and made.points + made.points_to_next == made.next_grade.at_least * made.applicable_max / 100
    assert boards(list(filled.agencies.values()), YEAR)[filled.own.pk] == made
    assert filled.agencies["NV"].pk not in boards(list(filled.agencies.values()), YEAR) and board(filled.agencies["NV"], YEAR) is None


def test_figures_are_recorded_beside_what_is_declared_and_every_difference_is_listed(filled: OnestopWorld) -> None:
    claimed = Measurement("onestop.dossiers_on_time", YEAR, Share(Fraction(28), Fraction(28)), Source("bc", "Báo cáo 12/BC-SKHCN", "document"))
    record(agency=filled.own, given=MeasurementSet(engine_agency(filled.own), YEAR, (claimed,)), by=filled.people["officer"], at=AT)
    snapshot = measuring.refresh(at=AT)
    (found,) = contradictions([filled.own.pk], [YEAR])
    assert (found.code, found.declared.fact, found.counted.fact, found.apart) == (
        "onestop.dossiers_on_time", {"share": "28/28"}, {"share": "1/2"}, Fraction(1, 2),
    )
    assert (found.declared.source_title, found.counted.source_key) == ("Báo cáo 12/BC-SKHCN", f"snapshot:{snapshot.name}")
    rows = current_measurements([one.pk for one in filled.agencies.values()], [YEAR])
    assert {row.agency.code for row in rows} == {"KHCN", "DEMO"}


def test_what_no_source_told_is_not_measured_and_never_nought(filled: OnestopWorld) -> None:
    claimed = Measurement("onestop.dossiers_synced", YEAR, Share(Fraction(3), Fraction(3)), Source("bc", "Báo cáo 12/BC-SKHCN", "document"))
    record(agency=filled.own, given=MeasurementSet(engine_agency(filled.own), YEAR, (claimed,)), by=filled.people["officer"], at=AT)
    snapshot = measuring.refresh(at=AT)
    made = board(filled.own, YEAR)
    assert made is not None
    leaves = {leaf.key: leaf for group in made.groups for leaf in group.leaves}
    assert [(leaves[key].state, leaves[key].points, leaves[key].figures[0].value) for key in ("dossiers_synced", "digitised_data_reused")] == [("not_scored", None, None)] * 2
    recorded = {row.code: row for row in current_measurements([filled.own.pk], [YEAR])}
    assert recorded["onestop.dossiers_synced.registry"].fact == {"not_known": "không tính 3 hồ sơ chưa rõ đã đồng bộ hay chưa"}
    assert recorded["onestop.dossiers_online.registry"].fact == {"share": "1/3"}
    assert contradictions([filled.own.pk], [YEAR]) == []
    Dossier.objects.filter(code__endswith="0001").update(is_synced=False, changed_at=AT + timedelta(hours=1))
    snapshot = measuring.refresh(at=AT + timedelta(hours=2))
    (held,) = [row for row in current_measurements([filled.own.pk], [YEAR]) if row.code == "onestop.dossiers_synced.registry"]
    assert (held.fact, held.quote) == ({"share": "0/1"}, "không tính 2 hồ sơ chưa rõ đã đồng bộ hay chưa")
    behind = rows_behind_figure(snapshot, "dossiers_synced", filled.own.pk, YEAR, "chua-ro", most=9)
    assert (behind.counted, behind.missed, behind.unknown, [(one.title[-1], one.is_known, one.has_missed) for one in behind.rows]) == (
        1, 1, 2, [("2", False, False), ("3", False, False)],
    )


def test_a_figure_that_stays_the_same_is_not_recorded_again(filled: OnestopWorld) -> None:
    first = measuring.refresh(at=AT)
    jobs.refresh(now=AT + timedelta(hours=1), progress=lambda count, of: None)
    rows = current_measurements([filled.own.pk], [YEAR])
    assert rows and {row.source_key for row in rows} == {f"snapshot:{first.name}"}


@pytest.mark.parametrize(("person", "sees", "refreshes"), [
    ("officer", True, True), ("director", True, True), ("head", True, False), ("staff", True, False), ("counter", True, False),
    ("officer of another", False, False), ("coordinator", True, True), ("auditor", True, False), ("appraiser", False, False),
    ("administrator", False, False), ("coordinator elsewhere", False, False),
])
def test_who_sees_and_who_has_it_counted_anew(onestop_world: OnestopWorld, person: str, sees: bool, refreshes: bool) -> None:
    standing = standing_of(onestop_world.people[person], date(2026, 11, 3))
    own = onestop_world.own.pk
    assert (rules.may_see(standing, own), rules.may_refresh(standing, own)) == (sees, refreshes)
