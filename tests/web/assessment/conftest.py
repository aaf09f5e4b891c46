"""The self-assessment of the small world, open; and its appraisal; a store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.assessment.appraisal_world import AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import SelfWorld, build_self_world


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.FILES_SCANNER = tmp_path / "files", ""


@pytest.fixture
def self_world(db: None) -> SelfWorld:
    return build_self_world()


@pytest.fixture
def appraisal_world(db: None) -> AppraisalWorld:
    return build_appraisal_world()
