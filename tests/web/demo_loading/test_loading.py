"""The demonstration is never loaded into somebody's real database, knows no future, and says what it did."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from parix.foundation.agencies import Agency
from parix.web.accounts.queries import User
from parix.web.assessment.models import Round
from parix.web.demo_loading.actions import NotADemoDatabase, load_demo
from parix.web.files.models import Document
from parix.web.measurements.models import Measurement
from parix.web.organisations.actions import register_agency

EARLY = datetime(2026, 1, 5, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def test_early_in_the_year_nothing_happens_in_the_future() -> None:
    rounds = load_demo(year=2026, at=EARLY)
    assert all(round.opened_at <= EARLY for round in rounds)
    assert all(round.published_at is None or round.published_at <= EARLY for round in rounds)
    assert Document.objects.filter(issued_on__gt=EARLY.date()).count() == 0
    out = StringIO()
    call_command("load_demo", "--year", "2026", stdout=out)
    assert out.getvalue().splitlines()[0].startswith("cac-so-2026: Chỉ số cải cách hành chính các sở, ban, ngành năm 2026")
    assert Round.objects.count() == len(rounds)


def test_a_database_in_use_is_left_alone() -> None:
    register_agency(given=Agency("H99", "Tỉnh có thật", "province"))
    with pytest.raises(NotADemoDatabase):
        load_demo(year=2026, at=EARLY)
    assert (User.objects.count(), Measurement.objects.count()) == (0, 0)


def test_a_database_with_somebodys_account_is_left_alone() -> None:
    User.objects.create_user("nguoi.that", full_name="Người thật")
    with pytest.raises(CommandError, match="cơ sở dữ liệu trống"):
        call_command("load_demo", "--year", "2026", stdout=StringIO())
