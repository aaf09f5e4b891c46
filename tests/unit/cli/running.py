"""Runs the command `parix`, in this process or in a new one, and a small measurement file for it to score."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import parix
from parix.cli import main

ROOT = Path(__file__).parents[3]
DEFINITIONS = Path(parix.__file__).parent / "definitions"
SEED = DEFINITIONS / "seed_figures" / "nghe_an_2022_q1.yaml"
PUBLISHED = DEFINITIONS / "published_results"

FIGURES = """\
agency: {code: A1, name: Sở A, kind: department}
period: 2022
sources:
  report: {title: Báo cáo năm, kind: report}
measurements:
  - {measure: plan.level, level: late, source: report, quote: "ban hành chậm", place: trang 1}
  - {measure: tasks.share, share: 8/10, source: report}
  - {measure: on_time.value, share: 190/200, source: report}
  - {measure: satisfaction.answers, answers: {A: 6, B: 3, C: 1}, source: report}
  - {measure: prize.items, number: 1, source: report}
"""


@dataclass(frozen=True)
class Ran:
    """What a call left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problem_codes(self) -> list[str]:
        """Codes of the problems on standard error, in their order."""
        return [line.rpartition("[")[2].rstrip("]") for line in self.err.splitlines() if line.startswith("    → ")]


Call = Callable[..., Ran]


def caller(capsys: pytest.CaptureFixture[str]) -> Call:
    """`call("score", path, ...)` in this process."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code: object = main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code
        captured = capsys.readouterr()
        assert isinstance(code, int)
        return Ran(code, captured.out, captured.err)

    return call


def in_a_process(*arguments: object, cwd: Path | None = None, source: Path = ROOT / "src", **settings: Any) -> Ran:
    """The same in a new process, as a shell would call it."""
    settings.setdefault("stdout", subprocess.PIPE)
    environment = {"PYTHONPATH": str(source), "PATH": os.environ["PATH"], **settings.pop("env", {})}
    ran = subprocess.run(
        [sys.executable, "-m", "parix.cli", *[one if isinstance(one, bytes) else str(one) for one in arguments]],
        cwd=cwd, env=environment, stderr=subprocess.PIPE, check=False, **settings,
    )
    return Ran(ran.returncode, (ran.stdout or b"").decode("utf-8"), ran.stderr.decode("utf-8"))


def written(path: Path, text: str = FIGURES) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
