"""The project's files as the house rules see them: Python modules with their syntax tree, and everything that is tracked."""

from __future__ import annotations

import ast
import configparser
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "node_modules", "__pycache__", "var", "vendor", "build", "dist"}
# Folders of the web that hold rooms, not rows; `.importlinter` has a contract of the same name for each.
HALLS = ("onestop", "registries")
MADE_BY_TOOLS = (".venv", ".mypy", ".ruff", ".pytest", ".hypothesis", ".import_linter_cache", ".coverage")


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the project's root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and name below src/parix, without `.py`: ("web", "accounts", "models")."""
        return PurePosixPath(self.path).with_suffix("").parts[2:]

    @property
    def is_web(self) -> bool:
        return self.parts[:1] == ("web",)

    @property
    def room(self) -> str:
        """The room of the web that the module stands in (`accounts`, `registries.outreach`), or ""."""
        return room_in(self.parts[1:]) if self.is_web else ""

    @property
    def row(self) -> str:
        """The row of the room, or ""."""
        below = self.parts[2 + self.room.count("."):] if self.room else ()
        return below[0] if below else ""

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    def is_row(self, row: str) -> bool:
        """Whether it is the row itself (`views.py`) or stands in the row's folder (`views/`)."""
        return self.is_web and row in self.parts[2:]

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"


def room_in(parts: Sequence[str]) -> str:
    """The room that a path below `parix/web` leads to; a hall itself is one too, that holds nothing but its door."""
    parts = [one for one in parts if one != "__init__"]
    return ".".join(parts[: 2 if parts[:1] and parts[0] in HALLS else 1])


Check = Callable[[Module], Iterable[str]]


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package."""
    found = sorted((ROOT / "src" / "parix").rglob("*.py"))
    return tuple(Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in found)


@cache
def project_files() -> tuple[str, ...]:
    """What is or would be committed, by git's word; without git, what stands there but is not made by tools."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        names = [path.as_posix() for path in found if not NOT_OURS & set(path.parts) and not path.parts[0].startswith(MADE_BY_TOOLS)]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def breaches(rule: str, check: Check, exceptions: Mapping[str, Mapping[str, str]], given: Iterable[Module] | None = None) -> list[str]:
    """What the check finds in every module that is not excepted from the rule; an exception that excepts nothing is a breach."""
    excepted = exceptions.get(rule, {})
    given = tuple(modules() if given is None else given)
    found = [breach for module in given if module.path not in excepted for breach in check(module)]
    needed = {module.path for module in given if module.path in excepted and any(check(module))}
    return found + [f"{path}: needs no exception from {rule}" for path in excepted if path not in needed]


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """`a.b.c` of names, attributes and calls: the chain that leads to an attribute."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return ""


@cache
def web_floors() -> dict[str, float]:
    """Room of the web to its floor, 0 at the bottom, as .importlinter declares them; rooms of a hall stand between its floor and the next."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    floors: dict[str, float] = {room: floor for floor, rooms in enumerate(reversed(_layers(contracts, "web-floors"))) for room in rooms}
    inside = {
        f"{hall}.{room}": floors[hall] + within / 100 for hall in HALLS for within, rooms in enumerate(reversed(_layers(contracts, hall))) for room in rooms
    }
    return floors | inside


def _layers(contracts: configparser.ConfigParser, name: str) -> list[list[str]]:
    lines = contracts[f"importlinter:contract:{name}"]["layers"].strip().splitlines()
    return [[room.strip().strip("()") for room in line.split("|")] for line in lines]
