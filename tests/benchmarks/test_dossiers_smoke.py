"""The benchmark of the dossiers' pages runs, small, in a process of its own: it brings its own settings and database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.needs_postgres
def test_the_benchmark_runs_and_prints_its_figures() -> None:
    ran = subprocess.run([sys.executable, "-m", "benchmarks.dossiers", "--smoke", "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    printed = json.loads(ran.stdout)
    assert not printed["judged"] and len(printed["figures"]) == 22 and all(one["median"] > 0 for one in printed["figures"])
