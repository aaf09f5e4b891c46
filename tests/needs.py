"""What a test needs from the machine and may lack: then it is skipped with the command that brings it, or fails in CI."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.own_postgres import own_server
from tools import doctor


def refuse(missing: Sequence[doctor.Need], environment: Mapping[str, str]) -> None:
    """Skip the running test when something is missing; fail it where everything must be there (PARIX_REQUIRE_ALL=1)."""
    if not missing:
        return
    _refuse(f"{', '.join(need.package for need in missing)} missing; as root: {doctor.apt_command(missing)}", environment)


@cache
def postgres_url() -> str:
    """A database server on which the tests may make and drop databases: the one PARIX_TEST_POSTGRES_URL names, or an own one."""
    return os.environ.get("PARIX_TEST_POSTGRES_URL") or own_server() or ""


def refuse_without_postgres(environment: Mapping[str, str]) -> None:
    if postgres_url():
        return
    _refuse("no PostgreSQL; as root: apt-get install postgresql", environment)


def refuse_without(program: Path, reason: str, environment: Mapping[str, str]) -> None:
    if not program.exists():
        _refuse(reason, environment)


def _refuse(reason: str, environment: Mapping[str, str]) -> None:
    if environment.get("PARIX_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
