"""What these tests need of the machine: the font that documents are set in, and the reader of scans."""

from __future__ import annotations

import os

import pytest

from tests.needs import refuse
from tools import doctor


@pytest.fixture(scope="session")
def vietnamese_type() -> None:
    refuse([need for need in doctor.missing() if need.package == "fonts-croscore"], os.environ)


@pytest.fixture(scope="session")
def scan_reader(vietnamese_type: None) -> None:
    refuse(doctor.missing("scans"), os.environ)
