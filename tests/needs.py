"""What a test needs from the machine and may lack: then it is skipped with the command that brings it, or fails in CI."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache

import psycopg
import pytest

from tools import doctor


def refuse(missing: Sequence[doctor.Need], environment: Mapping[str, str]) -> None:
    """Skip the running test when something is missing; fail it where everything must be there (PARIX_REQUIRE_ALL=1)."""
    if not missing:
        return
    reason = f"{', '.join(need.package for need in missing)} missing; as root: {doctor.apt_command(missing)}"
    if environment.get("PARIX_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def postgres_url() -> str:
    """A database server on which the tests may make and drop databases of their own; ends in the database to sign in to."""
    return os.environ.get("PARIX_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@cache
def _postgres_answers() -> bool:
    try:
        psycopg.connect(postgres_url(), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def refuse_without_postgres(environment: Mapping[str, str]) -> None:
    if _postgres_answers():
        return
    reason = "no PostgreSQL that PARIX_TEST_POSTGRES_URL names; as root: apt-get install postgresql && service postgresql start"
    if environment.get("PARIX_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
