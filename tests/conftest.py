"""For all tests: `@pytest.mark.needs_browser`, `needs_postgres` and the fixture `chromium_path`, which name what is missing."""

from __future__ import annotations

import os

import pytest

from tests.needs import refuse, refuse_without_postgres
from tests.protected_tables import let_tests_flush
from tools import doctor


def pytest_configure() -> None:
    let_tests_flush()


def _refuse_without_browser() -> None:
    refuse([need for need in doctor.missing("journeys") if need.package == "chromium"], os.environ)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_browser"):
        _refuse_without_browser()
    if item.get_closest_marker("needs_postgres"):
        refuse_without_postgres(os.environ)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Debian's chromium, for playwright's `executable_path`."""
    _refuse_without_browser()
    path = doctor.chromium()
    assert path is not None
    return path
