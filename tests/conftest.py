"""For all tests: `@pytest.mark.needs_browser`, `needs_postgres` and the fixture `chromium_path`, which name what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests import migrated
from tests.needs import refuse, refuse_without_postgres
from tests.protected_tables import let_tests_flush
from tools import doctor


def pytest_configure() -> None:
    let_tests_flush()


@pytest.fixture(scope="session")
def kept_database(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a migrated, empty SQLite database is kept between runs; the first run of new migrations puts it there. A run that keeps
    no cache has a folder of its own."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    return migrated.kept_path(cache.mkdir("migrated") if cache else tmp_path_factory.mktemp("migrated_kept"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, kept_database: Path) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with migrated.filled(kept_database):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, kept_database: Path) -> None:
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.ensure_connection()
            migrated.keep(connection.connection, kept_database)


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
