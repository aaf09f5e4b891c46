"""The self-assessment of the small world, open."""

from __future__ import annotations

import pytest

from tests.web.assessment.self_world import SelfWorld, build_self_world


@pytest.fixture
def self_world(db: None) -> SelfWorld:
    return build_self_world()
