"""Which function of the web calls which, as far as names tell: plain calls, calls through an imported module, re-exports of a door."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tests.architecture.source_tree import Module

WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
NOTES = frozenset({("parix.web.audit_trail.actions", "record"), ("parix.web.audit_trail.actions", "record_many")})

# Dotted name of the module, name of the function.
Key = tuple[str, str]


@dataclass
class Function:
    key: Key
    module: Module
    node: ast.AST
    calls: set[Key] = field(default_factory=set)

    @property
    def name(self) -> str:
        """As lists of exceptions write it: `accounts.actions.people:add_person`."""
        return f"{self.key[0].removeprefix('parix.web.')}:{self.key[1]}"

    @property
    def writes(self) -> bool:
        return any(is_write(node) for node in ast.walk(self.node) if isinstance(node, ast.Call))


def is_write(call: ast.Call) -> bool:
    """A write through the ORM; `update` with nothing but named values is one, a dictionary's takes a place."""
    if not isinstance(call.func, ast.Attribute):
        return False
    return call.func.attr in WRITES or (call.func.attr == "update" and bool(call.keywords) and not call.args)


class CallGraph:
    """Functions at the top of modules; methods of a class count as one function with the class's name."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = {dotted_name(module): module for module in modules if module.is_web and not module.is_migration}
        self._names = {name: dict(_imported(module, name)) for name, module in self._modules.items()}
        self.functions = {one.key: one for name, module in self._modules.items() for one in _functions(name, module)}
        self.callers: dict[Key, set[Key]] = defaultdict(set)
        for one in self.functions.values():
            one.calls = {key for node in ast.walk(one.node) if (key := self._target(one.key[0], node)) is not None}
            for key in one.calls:
                self.callers[key].add(one.key)
        self.noting = self._closed(lambda one: bool(one.calls & NOTES))

    def untold(self, excepted: Iterable[str] = ()) -> list[Function]:
        """Functions that write and neither note it in the journal nor are called only by functions of the same room that do: an
        entry that another room makes of something else does not tell of it."""
        told = {key for key, one in self.functions.items() if key in self.noting or one.name in set(excepted)}
        return [one for key, one in sorted(self.functions.items()) if one.writes and not self._is_told(key, told, set())]

    def _is_told(self, key: Key, told: set[Key], above: set[Key]) -> bool:
        if key in told:
            return True
        callers = self.callers[key] - {key} - above
        room = self.functions[key].module.room
        own = all(self.functions[one].module.room == room for one in callers)
        return bool(callers) and own and all(self._is_told(one, told, above | {key}) for one in callers)

    def _closed(self, begins: Callable[[Function], bool]) -> set[Key]:
        """The functions for which it holds, and those of the same room that call them, on and on."""
        found = {key for key, one in self.functions.items() if begins(one)}
        waiting = list(found)
        while waiting:
            one = waiting.pop()
            for caller in self.callers[one] - found:
                if self.functions[caller].module.room == self.functions[one].module.room:
                    found.add(caller)
                    waiting.append(caller)
        return found

    def _target(self, module: str, node: ast.AST) -> Key | None:
        if not isinstance(node, ast.Call):
            return None
        if isinstance(node.func, ast.Name):
            return self._resolved(module, node.func.id)
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            place = self._names[module].get(node.func.value.id)
            if place is not None:
                inner = ".".join(part for part in place if part)
                return self._resolved(inner, node.func.attr) if inner in self._modules else None
        return None

    def _resolved(self, module: str, name: str, depth: int = 0) -> Key | None:
        """Where the name is defined, through the doors that give it on."""
        if (module, name) in NOTES or (module, name) in self.functions:
            return module, name
        place = self._names.get(module, {}).get(name)
        if place is None or depth > 5 or place == (module, name):
            return None
        return self._resolved(*place, depth + 1) if place[1] else None


def dotted_name(module: Module) -> str:
    parts = ("parix", *module.parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(module: Module, own: str) -> Iterator[tuple[str, Key]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("parix.web"):
            for alias in node.names:
                yield alias.asname or alias.name, (node.module, alias.name)


def _functions(name: str, module: Module) -> Iterator[Function]:
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield Function((name, node.name), module, node)
