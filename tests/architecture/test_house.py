"""The rules' own foundations: what a missing browser does, where exceptions stand, that the tree is really read."""

from __future__ import annotations

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import Module, breaches, modules, project_files
from tests.needs import refuse
from tools import doctor

NEED = doctor.Need("chromium", "journeys", "a browser", lambda: False)


def test_the_tree_is_really_read() -> None:
    paths = {module.path for module in modules()}
    assert {"src/parix/__init__.py", "src/parix/scoring/__init__.py", "src/parix/foundation/numbers.py"} <= paths
    assert {"pyproject.toml", "Makefile", ".importlinter", "tests/architecture/test_house.py"} <= set(project_files())


def test_a_missing_browser_skips_with_the_command() -> None:
    with pytest.raises(pytest.skip.Exception) as skipped:
        refuse([NEED], {})
    assert str(skipped.value) == "chromium missing; as root: apt-get install chromium"


def test_a_missing_browser_fails_where_all_must_be_there() -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        refuse([NEED], {"PARIX_REQUIRE_ALL": "1"})
    assert str(failed.value) == "chromium missing; as root: apt-get install chromium"


def test_nothing_missing_refuses_nothing() -> None:
    refuse([], {"PARIX_REQUIRE_ALL": "1"})


def test_an_exception_excepts_its_file_and_no_other_and_never_goes_stale() -> None:
    def check(module: Module) -> list[str]:
        return [f"{module.path}: bad"] if "bad" in module.text else []

    given = [Module("src/parix/a.py", "bad"), Module("src/parix/b.py", "bad"), Module("src/parix/c.py", "good")]
    assert breaches("r", check, {}, given) == ["src/parix/a.py: bad", "src/parix/b.py: bad"]
    assert breaches("r", check, {"r": {"src/parix/a.py": "why"}}, given) == ["src/parix/b.py: bad"]
    assert breaches("r", check, {"r": {"src/parix/c.py": "why"}}, given[2:]) == ["src/parix/c.py: needs no exception from r"]


def test_every_exception_has_a_reason() -> None:
    assert [path for paths in EXCEPTIONS.values() for path, reason in paths.items() if len(reason.split()) < 3] == []
