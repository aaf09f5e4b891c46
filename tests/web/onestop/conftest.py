"""The small world of one-stop work, with a store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.onestop.onestop_world import OnestopWorld, build_onestop_world


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.FILES_SCANNER, settings.INDICATORS_ROOT = tmp_path / "files", "", tmp_path / "snapshots"


@pytest.fixture
def onestop_world(db: None) -> OnestopWorld:
    return build_onestop_world()
