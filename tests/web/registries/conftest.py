"""The small world of the registries, at a fixed moment, with a store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.registries.registry_world import RegistryWorld, build_registry_world


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.FILES_SCANNER = tmp_path / "files", ""


@pytest.fixture
def registry_world(db: None) -> RegistryWorld:
    return build_registry_world()
