"""The small world with a plan given, and a store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.assessment.self_world import SelfWorld, build_self_world
from tests.web.plans.plan_world import PlanWorld, build_plan_world


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.FILES_SCANNER = tmp_path / "files", ""


@pytest.fixture
def self_world(db: None) -> SelfWorld:
    return build_self_world()


@pytest.fixture
def plan_world(db: None) -> PlanWorld:
    return build_plan_world()
