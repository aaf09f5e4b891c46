"""The demonstration, loaded once for each database and each stage; whatever a test changes in it is rolled back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from parix.web.assessment.queries.rounds import Round
from parix.web.demo_loading.actions import load_demo
from parix.web.demo_loading.choices import DemoStage
from tests.web.databases import as_default, new_postgres

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)
# What a later stage loads holds everything of the stages before it.
LOADED = [(DemoStage.SELF_ASSESSMENT, "sqlite"), (DemoStage.SELF_ASSESSMENT, "postgresql"), (list(DemoStage)[-1], "sqlite")]


@dataclass(frozen=True)
class Loaded:
    stage: DemoStage
    vendor: str
    rounds: list[Round]


def _params() -> list[object]:
    return [
        pytest.param((stage, vendor), id=f"{stage}-{vendor}", marks=[pytest.mark.needs_postgres] if vendor == "postgresql" else [])
        for stage, vendor in LOADED
    ]


@pytest.fixture(scope="module", params=_params())
def loaded_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    stage, vendor = request.param
    folder = tmp_path_factory.mktemp("demo")
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"], "FILES_ROOT": folder / "files"}
    quick["INDICATORS_ROOT"] = folder / "snapshots"
    year = AT.year if stage == DemoStage.SELF_ASSESSMENT else AT.year - 1
    with django_db_blocker.unblock(), override_settings(**quick):
        if vendor == "sqlite":
            shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "parix.sqlite3")
            with as_default(f"sqlite:///{folder / 'parix.sqlite3'}"):
                yield Loaded(stage, vendor, load_demo(year=year, at=AT, stage=stage))
        else:
            with new_postgres(request.getfixturevalue("migrated_postgres")) as url, as_default(url):
                yield Loaded(stage, vendor, load_demo(year=year, at=AT, stage=stage))


@pytest.fixture
def loaded(loaded_once: Loaded, settings: object) -> Iterator[Loaded]:
    with transaction.atomic():
        yield loaded_once
        transaction.set_rollback(True)
