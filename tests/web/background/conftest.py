"""The tests' room, installed; and both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from parix.web.background.actions.performing import HERE
from tests.web.background.sample import jobs


@pytest.fixture(autouse=True)
def sample_room(settings: Settings) -> Iterator[None]:
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.web.background.sample"]
    jobs.CALLS.clear()
    HERE.stopping.clear()
    yield
    HERE.stopping.clear()
