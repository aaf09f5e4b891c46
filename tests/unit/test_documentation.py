"""The Python in docs/notebook.md runs as a reader would run it and prints just what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "notebook.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
END = "--- end of block ---"


def _blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def _examples() -> list[tuple[str, str]]:
    """Each block of Python and the text that it prints."""
    blocks = _blocks()
    return [(code, printed) for (_, code), (_, printed) in zip(blocks[::2], blocks[1::2], strict=True)]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each block prints, all of them in one new process and one namespace, in an empty folder."""
    program = f"print({END!r})\n".join(code for code, _ in _examples())
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", program],
        cwd=tmp_path_factory.mktemp("notebook"), env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False,
    )
    assert ran.stderr == ""
    return ran.stdout.split(f"{END}\n")


def test_each_block_of_python_is_followed_by_what_it_prints() -> None:
    kinds = [kind for kind, _ in _blocks()]
    assert kinds == ["python", "text"] * (len(kinds) // 2)
    assert len(kinds) >= 16


@pytest.mark.parametrize("number", range(len(_examples())))
def test_a_block_prints_what_the_page_says(number: int, outputs: list[str]) -> None:
    assert outputs[number] == _examples()[number][1]


def test_every_name_of_the_door_is_shown() -> None:
    import_line = [sys.executable, "-c", "import parix; print(*parix.__all__)"]
    named = subprocess.run(import_line, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True).stdout.split()
    code = "\n".join(code for code, _ in _examples())
    assert [name for name in named if name != "__version__" and f"parix.{name}" not in code] == []
