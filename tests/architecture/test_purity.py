"""The engine reads no clock, network or environment but in the one file that asks, and the disk only in the files that load."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.exceptions import EXCEPTIONS
from tests.architecture.source_tree import Module, breaches, dotted

CLOCK = {"now", "utcnow", "today"}
CLOCK_OWNERS = {"date", "datetime"}
TIME = {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
NETWORK = {"requests", "urllib.request", "urllib3", "http", "httpx", "aiohttp", "socket", "ssl", "ftplib", "smtplib", "asyncio"}
DISK = {"read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "unlink", "mkdir"}
PATH_NAME = re.compile(r"path|folder|file|^os$")

# The files that load definitions, measurements and result bundles, keep snapshots, and the terminal, which is handed paths by a person.
LOADING_FILES = {
    "src/parix/criteria/cases.py",
    "src/parix/criteria/freezing.py",
    "src/parix/criteria/intake.py",
    "src/parix/criteria/library.py",
    "src/parix/foundation/located_yaml.py",
    "src/parix/indicators/snapshots.py",
    "src/parix/scoring/bundles.py",
}
LOADING_ROOMS = ("src/parix/cli/",)
# What the terminal asks for a person who signs: the clock, and the service of time stamps that the person named.
ASKING_FILES = {"src/parix/cli/outside.py"}


def outside_world(module: Module) -> Iterator[str]:
    """Clock, environment and network, anywhere in the engine."""
    if module.is_web or module.path in ASKING_FILES:
        return
    for node in ast.walk(module.tree):
        name = dotted(node) if isinstance(node, ast.Attribute) else ""
        owner, _, verb = name.rpartition(".")
        if (verb in CLOCK and owner.split(".")[-1] in CLOCK_OWNERS) or name in TIME:
            yield module.at(node, f"reads the clock: {name}; pass the date in")
        if name in ENVIRONMENT:
            yield module.at(node, f"reads the environment: {name}")
        for imported in _imported(node):
            if any(imported == one or imported.startswith(one + ".") for one in NETWORK):
                yield module.at(node, f"reaches the network: {imported}")
            if imported in ENVIRONMENT | TIME:
                yield module.at(node, f"reads clock or environment: {imported}")


def disk(module: Module) -> Iterator[str]:
    """Files opened, listed or written outside the files that load."""
    if module.is_web or module.path in LOADING_FILES or module.path.startswith(LOADING_ROOMS):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and (node.func.attr in DISK or _opens_a_path(node.func)):
            yield module.at(node, f"touches the disk: .{node.func.attr}()")
        elif isinstance(node.func, ast.Name) and node.func.id == "open":
            yield module.at(node, "touches the disk: open()")


def _opens_a_path(called: ast.Attribute) -> bool:
    """`path.open()`, but not a member of an archive that lies in memory."""
    return called.attr == "open" and bool(PATH_NAME.search(dotted(called.value).split(".")[-1]))


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_the_engine_knows_no_clock_environment_or_network() -> None:
    assert breaches("outside world", outside_world, EXCEPTIONS) == []


def test_the_engine_reads_the_disk_only_where_it_loads() -> None:
    assert breaches("disk", disk, EXCEPTIONS) == []


@pytest.mark.parametrize("code", [
    "from datetime import date\nd = date.today()",
    "import datetime\nd = datetime.datetime.now()",
    "import time\nt = time.time()",
    "from time import time",
    "import os\nx = os.environ['HOME']",
    "from os import getenv",
    "import requests",
    "from urllib.request import urlopen",
    "from urllib import request",
    "import socket",
])
def test_the_outside_world_is_found(code: str) -> None:
    assert len(list(outside_world(Module("src/parix/scoring/sheets.py", code + "\n")))) == 1


@pytest.mark.parametrize("code", ["x = open('a')", "x = path.read_text()", "x = list(path.glob('*'))", "x = path.open('wb')"])
def test_the_disk_is_found_outside_the_loading_files(code: str) -> None:
    assert len(list(disk(Module("src/parix/scoring/sheets.py", code + "\n")))) == 1
    assert list(disk(Module("src/parix/criteria/intake.py", code + "\n"))) == []


def test_what_is_passed_in_passes() -> None:
    text = "from datetime import date\nfrom urllib.parse import quote\ndef due(on: date) -> date:\n    return on.replace(day=1)\n"
    text += "with archive.open('word/document.xml') as member:\n    pass\n"
    assert [*outside_world(Module("src/parix/scoring/sheets.py", text)), *disk(Module("src/parix/scoring/sheets.py", text))] == []
