"""Imports stand at the top, and another room's tables are reached through its queries and actions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import Module, breaches, dotted, functions, room_in

WEB_LIBRARIES = {"django", "allauth", "csp", "whitenoise", "gunicorn"}


def hidden_imports(module: Module) -> Iterator[str]:
    """Imports inside functions hide a dependency; only `AppConfig.ready` of Django has to."""
    for function in functions(module):
        if module.parts[-1] == "apps" and function.name == "ready":
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield module.at(node, f"import inside {function.name}")
            elif isinstance(node, ast.Call) and dotted(node.func) == "__import__":
                yield module.at(node, f"__import__ inside {function.name}")


def web_in_engine(module: Module) -> Iterator[str]:
    """The engine works without the web: in a terminal, a notebook, another program."""
    if module.is_web:
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if name.split(".")[0] in WEB_LIBRARIES or name.startswith("parix.web."):
                yield module.at(node, f"the engine imports the web: {name}")


def foreign_tables(module: Module) -> Iterator[str]:
    """`models` of another room of the web, imported or fetched by name; for annotations alone (TYPE_CHECKING) they may be."""
    if not module.is_web or module.is_migration:
        return
    for node in _run(module.tree):
        for name in _imported(node):
            parts = name.split(".")
            if parts[:2] == ["parix", "web"] and "models" in parts[3:] and room_in(parts[2:]) != module.room:
                yield module.at(node, f"imports tables of another room: {name}")
        if isinstance(node, ast.Call) and dotted(node.func).endswith("get_model") and node.args:
            label = node.args[0]
            if isinstance(label, ast.Constant) and str(label.value).split(".")[0] != module.room.rpartition(".")[2]:
                yield module.at(node, f"fetches a table of another room: {label.value}")


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that is there at run time: all but the body of `if TYPE_CHECKING`."""
    yield node
    if isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING"):
        return
    for child in ast.iter_child_nodes(node):
        yield from _run(child)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def relative_imports(module: Module) -> Iterator[str]:
    """A relative import hides which floor it reaches."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield module.at(node, "relative import; write the whole name")


def test_no_import_is_hidden_in_a_function() -> None:
    assert breaches("hidden imports", hidden_imports, EXCEPTIONS) == []


def test_tables_stay_private_to_their_room() -> None:
    assert breaches("foreign tables", foreign_tables, EXCEPTIONS) == []


def test_the_engine_imports_no_web() -> None:
    assert breaches("web in engine", web_in_engine, EXCEPTIONS) == []


def test_imports_are_absolute() -> None:
    assert breaches("relative imports", relative_imports, EXCEPTIONS) == []


@pytest.mark.parametrize("line", ["import json", "from parix.foundation import numbers", "json = __import__('json')"])
def test_a_hidden_import_is_found(line: str) -> None:
    assert len(list(hidden_imports(Module("src/parix/scoring/sheets.py", f"def f():\n    {line}\n")))) == 1


@pytest.mark.parametrize("line", ["import django", "from django.utils import timezone", "from parix.web import accounts"])
def test_web_in_the_engine_is_found(line: str) -> None:
    assert len(list(web_in_engine(Module("src/parix/scoring/sheets.py", line + "\n")))) == 1
    assert list(web_in_engine(Module("src/parix/web/accounts/queries.py", line + "\n"))) == []


def test_top_imports_and_ready_pass() -> None:
    top = Module("src/parix/scoring/sheets.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import json\n")
    ready = Module("src/parix/web/files/apps.py", "class Files:\n    def ready(self):\n        import parix.web.files.jobs\n")
    assert [*hidden_imports(top), *hidden_imports(ready)] == []


@pytest.mark.parametrize("line", [
    "from parix.web.accounts.models import Person",
    "from parix.web.accounts import models",
    "import parix.web.accounts.models",
    "from parix.web.accounts.models.people import Person",
    "Person = apps.get_model('accounts', 'Person')",
])
def test_a_foreign_table_is_found(line: str) -> None:
    assert len(list(foreign_tables(Module("src/parix/web/assessment/queries.py", line + "\n")))) == 1


def test_own_tables_and_foreign_queries_pass() -> None:
    text = "from parix.web.assessment.models import Round\nfrom parix.web.accounts.queries import person\n"
    text += "if TYPE_CHECKING:\n    from parix.web.accounts.models import Person\n"
    assert list(foreign_tables(Module("src/parix/web/assessment/queries.py", text))) == []


def test_registries_are_foreign_to_each_other() -> None:
    path, line = "src/parix/web/registries/outreach/queries.py", "from parix.web.registries.{}.models import Row\n"
    assert list(foreign_tables(Module(path, line.format("outreach")))) == []
    assert len(list(foreign_tables(Module(path, line.format("inspections"))))) == 1


def test_a_relative_import_is_found() -> None:
    assert len(list(relative_imports(Module("src/parix/scoring/sheets.py", "from . import rules\n")))) == 1
