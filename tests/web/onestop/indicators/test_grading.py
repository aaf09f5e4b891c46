"""The one-stop grading of an agency, its units and officials, and who sees the officials'."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from parix.foundation.periods import Period
from parix.indicators.counting import Count
from parix.web.accounts.queries import standing_of
from parix.web.onestop.dossiers.choices import Verb
from parix.web.onestop.feedback.actions.sending import FeedbackGiven, Sender, send_feedback
from parix.web.onestop.indicators.actions import take_snapshot
from parix.web.onestop.indicators.rules import may_see_officials
from parix.web.onestop.indicators.scoring_runs.grading import graded_officials, gradings, gradings_of_units
from parix.web.onestop.ratings.actions import RatingGiven, rate_dossier
from tests.web.onestop.dossiers.dossier_world import CITIZEN, NOW, desk, receive, step, version_in
from tests.web.onestop.onestop_world import TODAY, OnestopWorld
from tests.web.registries.outreach.contest_world import freeze_time

LATER = NOW + timedelta(hours=2)
YEAR = Period.parse("2026")


@pytest.fixture
def graded(onestop_world: OnestopWorld) -> OnestopWorld:
    """Two dossiers taken in by the counter and settled early by the staff, one of them rated; one feedback within its term."""
    world = onestop_world
    desk(world)
    version = version_in(world)
    for number in (1, 2):
        one = receive(world, version, at=NOW + timedelta(minutes=number))
        step(world, one, Verb.HAND_OVER, at=NOW + timedelta(minutes=9), unit=world.units["Phòng Quản lý"])
        step(world, one, Verb.FINISH, "staff", at=NOW + timedelta(hours=1))
    rate_dossier(dossier=one, given=RatingGiven(3, agencies_contacted=2, publicity=1, attitude=1, number=CITIZEN.phone), by=None, at=LATER)
    send_feedback(given=FeedbackGiven(world.own, 1, Sender("Người Gửi", "Địa chỉ", "0900000001"), "Phản ánh mẫu về thủ tục"), by="public", at=NOW)
    take_snapshot(at=LATER)
    return world


def test_nine_indices_are_scored_where_something_was_counted_and_open_where_not(graded: OnestopWorld) -> None:
    one = gradings(graded.agencies.values(), YEAR)[graded.own.pk]
    assert {index.key: index.points for index in one.indices} == {
        "total_time": 2, "agency_time": None, "contacts_needed": 2, "agencies_contacted": 2, "settled_at_counter": None, "publicity": 1, "attitude": 1,
        "complaints_answered": 2, "online_services": 0,
    }
    assert (one.points, one.possible, one.max_points, one.grade) == (10, 14, 18, None)
    assert one.edition.name == "onestop_grading/2025-09-15"
    figures = {figure.key: figure.count for index in one.indices for figure in index.figures}
    assert (figures["total_time"], figures["procedures_online"], figures["settled_at_counter"]) == (Count(2, 4, 2), Count(1, 0), Count(unknown=1))
    assert gradings(graded.agencies.values(), Period.parse("2020"))[graded.own.pk].edition.name == "onestop_grading/2019-01-06"


def test_units_have_the_indices_that_registers_tell_apart(graded: OnestopWorld) -> None:
    ((unit, one),) = gradings_of_units(graded.own, YEAR)
    assert (unit.name, one.points) == ("Phòng Quản lý", 8)
    lacking = {index.key: [str(figure.lacking) for figure in index.figures] for index in one.indices}
    assert lacking["complaints_answered"] == ["sổ này không ghi theo phòng, đơn vị"] and lacking["total_time"] == [""]


def test_officials_are_graded_by_what_they_took_in_and_by_what_they_settled(graded: OnestopWorld) -> None:
    sides = {column: graded_officials(graded.own, YEAR, column) for column in ("handled_by", "received_by")}
    assert {column: [(one.person.username, one.dossiers) for one in found] for column, found in sides.items()} == {
        "handled_by": [("staff", 2)], "received_by": [("counter", 2)],
    }
    grade = sides["handled_by"][0].grade
    assert dict(grade.values) == {"total_time": 2, "agency_time": None, "contacts_needed": 2, "agencies_contacted": 2, "attitude": 1}
    assert (grade.points, grade.possible, grade.band and grade.band.key) == (Fraction(7), Fraction(9), "whole")


@pytest.mark.parametrize(("person", "sees"), [
    ("officer", True), ("director", True), ("head", False), ("staff", False), ("counter", False), ("officer of another", False), ("coordinator", False),
    ("auditor", False), ("appraiser", False), ("administrator", False), ("coordinator elsewhere", False),
])
def test_who_sees_how_officials_are_graded(onestop_world: OnestopWorld, person: str, sees: bool) -> None:
    assert may_see_officials(standing_of(onestop_world.people[person], TODAY), onestop_world.own.pk) == sees


def test_the_page_shows_everybody_to_the_head_and_the_own_line_to_others(graded: OnestopWorld) -> None:
    address, names = reverse("indicators:grading"), ("Người staff", "Người counter")
    with freeze_time(LATER):
        shown = {person: graded.client(person).get(address, {"co_quan": "KHCN"}).content.decode() for person in ("director", "staff", "auditor")}
        province = graded.client("coordinator").get(address, {"co_quan": "DEMO"}).content.decode()
    said = {person: [f'lang="vi">{name}</th>' in page for name in names] for person, page in shown.items()}
    assert said == {"director": [True, True], "staff": [True, False], "auditor": [False, False]}
    assert "10/18 điểm chắc chắn" in shown["director"] and "4 điểm chưa có số liệu" in shown["director"]
    assert "thủ tục chưa rõ tiếp nhận hoặc giải quyết xong ở đâu" in shown["director"] and "10/18" in province
