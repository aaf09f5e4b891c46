"""The demonstration: loaded once, through actions, and never into somebody's real database."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from parix.foundation.agencies import Agency
from parix.foundation.numbers import exact_from_text
from parix.web.accounts.queries import User
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import CollectedResult, ScoringRun
from parix.web.demo_loading.actions import NotADemoDatabase, load_demo
from parix.web.demo_loading.choices import PASSWORD, PEOPLE
from parix.web.measurements.models import Measurement
from parix.web.organisations.actions import register_agency

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)
EARLY = datetime(2026, 1, 5, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing() -> None:
    def state() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (User, Measurement, ScoringRun, CollectedResult))

    first = load_demo(year=2026, at=AT)
    before = state()
    second = load_demo(year=2026, at=AT)
    assert {round.slug for round in second} == {round.slug for round in first}
    assert state() == before


def test_last_year_is_published_and_this_year_open() -> None:
    rounds = load_demo(year=2026, at=AT)
    assert [(round.period_end.year, round.stage) for round in rounds] == [
        (2026, Stage.SELF_ASSESSMENT), (2025, Stage.PUBLISHED), (2018, Stage.SELF_ASSESSMENT), (2022, Stage.SELF_ASSESSMENT),
    ]
    runs = ScoringRun.objects.filter(round=rounds[0])
    assert runs.count() == 20
    assert all(runs.values_list("not_scored", flat=True))
    assert not any(ScoringRun.objects.filter(round=rounds[1]).values_list("not_scored", flat=True))


def test_real_reports_are_tried_and_say_what_is_not_known() -> None:
    trials = load_demo(year=2026, at=AT)[2:]
    runs = {run.agency.code: run for run in ScoringRun.objects.filter(round__in=trials).select_related("agency")}
    assert set(runs) == {"H09.SKHCN", "H41.SKHCN"}
    assert all(run.not_scored > 20 and exact_from_text(run.points) > 0 for run in runs.values())
    coordinator, visitor = Client(), Client()
    coordinator.force_login(User.objects.get(username="dieuphoi"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for run in runs.values():
        path = f"{trials[0].slug if run.round_id == trials[0].pk else trials[1].slug}/{run.agency.code}/"
        assert (coordinator.get(f"/cham-diem/{path}").status_code, visitor.get(f"/cong-khai/{path}").status_code) == (200, 404)


def test_nothing_happens_in_the_future() -> None:
    rounds = load_demo(year=2026, at=EARLY)
    assert all(round.opened_at <= EARLY for round in rounds)
    assert all(round.published_at is None or round.published_at <= EARLY for round in rounds)


def test_everybody_who_is_named_can_sign_in() -> None:
    load_demo(year=2026, at=AT)
    assert {person.username: Client().login(username=person.username, password=PASSWORD) for person in PEOPLE} == {person.username: True for person in PEOPLE}


def test_a_database_in_use_is_left_alone() -> None:
    register_agency(given=Agency("H99", "Tỉnh có thật", "province"))
    with pytest.raises(NotADemoDatabase):
        load_demo(year=2026, at=AT)
    assert (User.objects.count(), Measurement.objects.count()) == (0, 0)


def test_a_database_with_somebodys_account_is_left_alone() -> None:
    User.objects.create_user("nguoi.that", full_name="Người thật")
    with pytest.raises(CommandError, match="cơ sở dữ liệu trống"):
        call_command("load_demo", "--year", "2026", stdout=StringIO())


def test_the_command_says_what_was_loaded() -> None:
    out = StringIO()
    call_command("load_demo", "--year", "2026", stdout=out)
    assert out.getvalue().splitlines()[0].startswith("cac-so-2026: Chỉ số cải cách hành chính các sở, ban, ngành năm 2026")
