"""Both databases for one test: `each_database` is an own, migrated, empty SQLite file or PostgreSQL database, with real
transactions and as many connections as the test has threads. Not to be mixed with pytest-django's `db`."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from parix.web.project import environment
from tests.migrated import keep
from tests.needs import postgres_url


@dataclass(frozen=True)
class Database:
    vendor: str
    url: str


@contextmanager
def as_default(url: str) -> Iterator[None]:
    """The database behind the alias `default`, in this thread and in those that start inside the block."""
    before, kept = connections.settings["default"], connections["default"]
    config: dict[str, Any] = {**environment.database(url, Path("unused")), "CONN_MAX_AGE": 0}
    connections.settings["default"] = connections.configure_settings({"default": config})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = before, kept


@contextmanager
def new_postgres(template: str = "template1") -> Iterator[str]:
    """A database of its own, dropped at the end; its address."""
    server, name = postgres_url(), f"parix_test_{os.getpid()}_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _migrate(url: str, blocker: DjangoDbBlocker) -> None:
    with blocker.unblock(), as_default(url):
        call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker, kept_database: Path) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "parix.sqlite3"
    if kept_database.exists():
        shutil.copy(kept_database, path)
    _migrate(f"sqlite:///{path}", django_db_blocker)
    with closing(sqlite3.connect(path)) as migrated:
        keep(migrated, kept_database)
    return path


@pytest.fixture(scope="session")
def migrated_postgres(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Name of a migrated database that others are copied from."""
    with new_postgres() as url:
        _migrate(url, django_db_blocker)
        yield url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs_postgres)])
def each_database(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    with django_db_blocker.unblock():
        if request.param == "sqlite":
            path = tmp_path / "parix.sqlite3"
            shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
            url = f"sqlite:///{path}"
            with as_default(url):
                yield Database("sqlite", url)
        else:
            with new_postgres(request.getfixturevalue("migrated_postgres")) as url, as_default(url):
                yield Database("postgresql", url)
