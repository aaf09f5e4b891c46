"""For tests of the command: `call`, a small edition and figures that it scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.running import Call, caller, written
from tests.unit.criteria.written_editions import Draft


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(capsys)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The folder of the small edition."""
    return Draft().write(tmp_path / "sets")


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Figures of one agency: 6.6842 of 10 points, a bonus of 0.5 among them."""
    return written(tmp_path / "figures.yaml")
