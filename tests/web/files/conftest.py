"""A store of its own for each test, both databases, and an office with somebody in every role."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.unit.official_documents.conftest import scan_reader, vietnamese_type
from tests.web.files.office import Office, build_office

__all__ = ["scan_reader", "vietnamese_type"]


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_SCANNER = ""
    return tmp_path / "files"


@pytest.fixture
def office(db: None) -> Office:
    return build_office()
