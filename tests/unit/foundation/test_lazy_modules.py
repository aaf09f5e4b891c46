"""A command starts without what it does not use: NumPy, rich's consoles and the web stay unloaded until they are needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parix.foundation.lazy_modules import lazy_module

ROOT = Path(__file__).parents[3]
FIGURES = ROOT / "src" / "parix" / "definitions" / "seed_figures" / "nghe_an_2022_q1.yaml"
REPORT = """
import json, types
print(json.dumps(sorted(
    name for name, module in list(sys.modules.items())
    if name.split(".")[0] in ("numpy", "rich", "django", "parix") and type(module) is types.ModuleType
)), file=sys.stderr)
"""
# Looking for a module inside a package runs the package's own door, which for rich is two short files.
RICH_DOOR = {"rich", "rich._extension"}


def _loaded(program: str) -> set[str]:
    """Modules of interest that a new process has run; a lazy module that nobody touched is not among them."""
    code = f"import sys\n{program}\n{REPORT}"
    ran = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True)
    return set(json.loads(ran.stderr))


def _of(packages: set[str], loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.split(".")[0] in packages}


def test_the_door_of_the_package_loads_no_room_but_its_version() -> None:
    assert _loaded("import parix") == {"parix", "parix.foundation", "parix.foundation.version"}


def test_the_entry_of_the_command_loads_little() -> None:
    loaded = _loaded("import parix.cli.entry")
    assert _of({"numpy", "django"}, loaded) == set()
    assert _of({"rich"}, loaded) <= RICH_DOOR
    assert _of({"parix"}, loaded) & {"parix.scoring", "parix.criteria", "parix.foundation.shapes", "parix.web"} == set()


def test_score_as_json_loads_no_arrays_no_console_and_no_web() -> None:
    loaded = _loaded(f"from parix.cli.entry import main\nassert main(['score', {str(FIGURES)!r}, '-e', 'department_reconstructed', '--json']) == 0")
    assert "parix.scoring.sheets" in loaded
    assert _of({"numpy", "django"}, loaded) == set()
    assert _of({"rich"}, loaded) <= RICH_DOOR
    assert "parix.web" not in loaded


def test_a_table_loads_the_console_and_still_no_arrays() -> None:
    loaded = _loaded(f"from parix.cli.entry import main\nassert main(['score', {str(FIGURES)!r}, '-e', 'department_reconstructed']) == 0")
    assert "rich.console" in loaded
    assert _of({"numpy", "django"}, loaded) == set()


def test_arrays_are_loaded_when_they_are_used() -> None:
    assert "numpy" in _loaded("from parix.foundation.lazy_modules import lazy_module\nlazy_module('numpy').zeros(1)")


def test_a_module_is_run_at_first_use_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_up_module.py").write_text("import sys\nsys.runs = getattr(sys, 'runs', 0) + 1\nvalue = 7\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = lazy_module("made_up_module")
    assert not hasattr(sys, "runs")
    assert module.value == 7
    assert lazy_module("made_up_module") is module
    assert (sys.runs, module.value) == (1, 7)  # type: ignore[attr-defined]
    del sys.runs, sys.modules["made_up_module"]  # type: ignore[attr-defined]


def test_a_loaded_module_is_given_as_it_is() -> None:
    assert lazy_module("json") is json


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        lazy_module("no_such_module_at_all")
