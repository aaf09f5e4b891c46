"""Files and functions stop growing before nobody reads them whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import ROOT, Module, breaches, functions, project_files

ENGINE_LINES, WEB_LINES, TEMPLATE_LINES, FUNCTION_LINES = 400, 600, 250, 80
CODE = {".py", ".scss", ".js", ".mjs"}


def longest(path: str) -> int | None:
    """How many lines a file may have; None for what is not code (definitions, documents, locks)."""
    suffix = PurePosixPath(path).suffix
    if "/migrations/" in path or path.startswith("src/parix/definitions/"):
        return None
    if suffix == ".html":
        return TEMPLATE_LINES
    if suffix not in CODE:
        return None
    in_engine = path.startswith("src/parix/") and not path.startswith("src/parix/web/")
    return ENGINE_LINES if in_engine else WEB_LINES


def too_long(path: str, text: str) -> Iterator[str]:
    allowed, lines = longest(path), text.count("\n")
    if allowed is not None and lines > allowed:
        yield f"{path}: {lines} lines, at most {allowed}; split by what changes together"


def long_functions(module: Module) -> Iterator[str]:
    for function in functions(module):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES and not module.is_migration:
            yield module.at(function, f"{function.name} has {lines} lines, at most {FUNCTION_LINES}")


def test_files_are_short_enough() -> None:
    sized = [path for path in project_files() if longest(path) is not None]
    assert [found for path in sized for found in too_long(path, (ROOT / path).read_text(encoding="utf-8"))] == []


def test_functions_are_short_enough() -> None:
    assert breaches("function size", long_functions, EXCEPTIONS) == []


@pytest.mark.parametrize(("path", "allowed"), [
    ("src/parix/scoring/sheets.py", 400),
    ("src/parix/web/assessment/views.py", 600),
    ("src/parix/web/design/templates/design/page.html", 250),
    ("tests/unit/test_sheets.py", 600),
])
def test_one_line_too_many_is_found(path: str, allowed: int) -> None:
    assert list(too_long(path, "x\n" * allowed)) == []
    assert len(list(too_long(path, "x\n" * (allowed + 1)))) == 1


def test_definitions_may_be_long() -> None:
    assert list(too_long("src/parix/definitions/criteria_sets/a/b/1_c.yaml", "x\n" * 9999)) == []


def test_a_long_function_is_found() -> None:
    module = Module("src/parix/scoring/sheets.py", "def all_of_it():\n" + "    pass\n" * 80)
    assert list(long_functions(module)) == ["src/parix/scoring/sheets.py:1: all_of_it has 81 lines, at most 80"]
