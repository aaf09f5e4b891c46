"""What is committed names no package index and no place on anybody's machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import ROOT, project_files

# put together from pieces, because this file is tracked too
_INDEXES = ("pypi", "pythonhosted", "npmjs", "yarnpkg", "jsdelivr", "unpkg")
INDEX_HOST = re.compile(rf"\b(?:{'|'.join(_INDEXES)})\.(?:org|com|net|io)\b|\bdeb\.debian\.")
MACHINE_PATH = re.compile(r"(?<![\w.~*}$/])/(?:home|root|Users|work|tmp|mnt|srv)/[\w.-]")
TEXT_OF_LOCK = re.compile(r"^[a-z0-9._-]+==\S+(?: ; [^\n]+?)? \\$|^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def strangers(path: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, what in ((INDEX_HOST, "host of a package index"), (MACHINE_PATH, "path of a machine")):
            found = pattern.search(line)
            if found:
                yield f"{path}:{number}: {what}: {found[0]}"


def loose_pins(path: str, text: str) -> Iterator[str]:
    """Lines of a requirements file that are not a pinned version or its hash."""
    for number, line in enumerate(text.splitlines(), 1):
        if not TEXT_OF_LOCK.match(line):
            yield f"{path}:{number}: neither a pinned version nor a hash: {line}"


def text_of(path: str) -> str:
    """A tracked file as text; "" for pictures, fonts and workbooks."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_index_and_no_machine_is_named() -> None:
    assert [found for path in project_files() for found in strangers(path, text_of(path))] == []


def test_python_packages_are_pinned_by_hash_alone() -> None:
    locks = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "requirements").glob("*.txt"))
    assert [lock.split("/")[1] for lock in locks] == ["dev.txt", "installer.txt", "load.txt", "node.txt", "peer.txt", "runtime.txt", "spark.txt"]
    assert [found for path in locks for found in loose_pins(path, text_of(path))] == []


def test_the_front_end_lock_has_hashes_and_no_address() -> None:
    text = text_of("package-lock.json")
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert "://" not in text


def test_runtime_pins_are_those_of_development() -> None:
    pinned = re.compile(r"^([a-z0-9._-]+==\S+)", re.MULTILINE)
    runtime, development = (set(pinned.findall(text_of(f"requirements/{name}.txt"))) for name in ("runtime", "dev"))
    assert runtime - development == set()


@pytest.mark.parametrize("line", [
    "index-url = https://files.python" + "hosted.org/simple",
    "https://registry.npm" + "js.org/sass",
    "deb http://deb.deb" + "ian.org/debian bookworm main",
    "source = '/ho" + "me/somebody/parix'",
    "cd /wo" + "rk/main",
    'open("/tm' + 'p/x")',
])
def test_a_stranger_is_found(line: str) -> None:
    assert len(list(strangers("README.md", line))) == 1


@pytest.mark.parametrize("line", [
    "~/home/x", "see docs/work/x.md", "url: https://example.test/home/a", "templates/home/start.html", "/usr/share/fonts",
])
def test_ordinary_paths_pass(line: str) -> None:
    assert list(strangers("README.md", line)) == []


def test_a_loose_pin_is_found() -> None:
    good = "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert list(loose_pins("requirements/dev.txt", good)) == []
    for line in ["numpy>=2", "numpy==2.4.6", "--index-url https://index.test/simple", "numpy @ file:///wheels/numpy.whl", "# via parix"]:
        assert len(list(loose_pins("requirements/dev.txt", line + "\n"))) == 1
