"""Editions that several tests of scoring share."""

from __future__ import annotations

import pytest

from parix.criteria.editions import Edition
from parix.criteria.library import SHIPPED
from tests.unit.scoring.made_up_editions import of_every_kind, shipped_edition


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A small edition with a leaf for every kind of rule."""
    return of_every_kind(tmp_path_factory.mktemp("every_kind"))


@pytest.fixture(scope="session")
def department_set() -> Edition:
    return shipped_edition(SHIPPED / "department_reconstructed" / "2017-01-01")
