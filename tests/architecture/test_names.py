"""Names say what a file is for; no file is a drawer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.architecture.source_tree import project_files

DRAWERS = {
    "base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils",
}
CODE_FOLDERS = ("src/", "tests/", "tools/", "benchmarks/")
DATA = ("src/parix/definitions/", "tests/samples/")


def drawers(path: str) -> Iterator[str]:
    """A folder or file that is a drawer, by its whole name or by its last word (`text_utils.py`)."""
    if not path.startswith(CODE_FOLDERS) or path.startswith(DATA):
        return
    for part in PurePosixPath(path).parts:
        stem = part.split(".")[0]
        if stem.split("_")[-1].lower() in DRAWERS:
            yield f"{path}: «{part}» is a drawer; name what it is for"


def test_nothing_is_a_drawer() -> None:
    assert [found for path in project_files() for found in drawers(path)] == []


@pytest.mark.parametrize("path", [
    "src/parix/utils.py",
    "src/parix/web/common/views.py",
    "src/parix/web/accounts/user_manager.py",
    "src/parix/web/design/templates/base.html",
    "tests/helpers/__init__.py",
])
def test_a_drawer_is_found(path: str) -> None:
    assert len(list(drawers(path))) == 1


@pytest.mark.parametrize("path", [
    "src/parix/web/home/management/commands/load_demo.py",
    "src/parix/scoring/rules/steps.py",
    "tests/unit/test_service_quality.py",
    "src/parix/definitions/criteria_sets/common/edition.yaml",
    "tests/samples/editions/2_services.yaml",
    "docs/services.md",
])
def test_a_good_name_passes(path: str) -> None:
    assert list(drawers(path)) == []
