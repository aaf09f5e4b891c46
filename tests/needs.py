"""What a test needs from the machine and may lack: then it is skipped with the command that brings it, or fails in CI."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.own_postgres import own_server
from tools import doctor

ROOT = Path(__file__).resolve().parents[1]


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


def refuse_without_spark(environment: Mapping[str, str]) -> None:
    """pyspark lives in a virtual environment of its own (`make .venv-spark/done`), whose packages come after ours."""
    if importlib.util.find_spec("pyspark") is None:
        for folder in ROOT.glob(".venv-spark/lib/python*/site-packages"):
            sys.path.append(str(folder))
    if importlib.util.find_spec("pyspark") is None:
        _refuse("no pyspark; make .venv-spark/done", environment)


def _refuse(reason: str, environment: Mapping[str, str]) -> None:
    if environment.get("PARIX_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
