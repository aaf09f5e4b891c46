"""Every package has a door that says what the room is for, what goes in and out, and what it must not do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.architecture.source_tree import Module, modules

LEAST_LINES = 3
DJANGO_KEEPS = {"migrations", "management", "commands", "templatetags", "formats"}


def missing_doors(given: Iterable[Module]) -> Iterator[str]:
    by_path = {module.path: module for module in given}
    folders = {str(PurePosixPath(path).parent) for path in by_path}
    for folder in sorted(folders):
        if DJANGO_KEEPS & set(PurePosixPath(folder).parts):
            continue
        door = by_path.get(f"{folder}/__init__.py")
        words = ast.get_docstring(door.tree) if door else None
        if words is None:
            yield f"{folder}: no __init__.py that opens with a docstring"
        elif len(words.splitlines()) < LEAST_LINES:
            yield f"{folder}: its door has fewer than {LEAST_LINES} lines: what for, in, out, must not"


def test_every_room_has_a_door() -> None:
    assert list(missing_doors(modules())) == []


def test_a_missing_door_is_found() -> None:
    given = [
        Module("src/parix/good/__init__.py", '"""What for.\n\nIn: this. Out: that. Must not: more.\n"""\n'),
        Module("src/parix/short/__init__.py", '"""What for."""\n'),
        Module("src/parix/bare/__init__.py", "x = 1\n"),
        Module("src/parix/none/rows.py", "x = 1\n"),
        Module("src/parix/good/migrations/__init__.py", ""),
    ]
    assert [found.split(":")[0] for found in missing_doors(given)] == ["src/parix/bare", "src/parix/none", "src/parix/short"]
