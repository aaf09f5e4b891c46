"""The self-assessment of the small world, open; and its appraisal."""

from __future__ import annotations

import pytest

from tests.web.assessment.appraisal_world import AppraisalWorld, build_appraisal_world
from tests.web.assessment.self_world import SelfWorld, build_self_world


@pytest.fixture
def self_world(db: None) -> SelfWorld:
    return build_self_world()


@pytest.fixture
def appraisal_world(db: None) -> AppraisalWorld:
    return build_appraisal_world()
