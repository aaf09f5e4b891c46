"""The offices of `offices`, for every test of people."""

from __future__ import annotations

import pytest

from tests.web.accounts.offices import Offices, build_offices


@pytest.fixture
def offices(db: None) -> Offices:
    return build_offices()
