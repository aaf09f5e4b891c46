"""A clean `parix score` of one agency: process start, reading, scoring and printing, as a person waits for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import SET, measured_agencies
from benchmarks.timing import Timing, seconds
from parix.foundation.measurement_files import measurement_set_to_json

GROUP = "command"


def measure(sizes: Sizes) -> list[Figure]:
    installed = Path(sys.executable).with_name("parix")
    command = [str(installed)] if installed.exists() else [sys.executable, "-m", "parix.cli"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measurements.yaml"
        file.write_text(json.dumps(measurement_set_to_json(measured_agencies(20)[5]), ensure_ascii=False, indent=1), encoding="utf-8")
        scored = _started([*command, "score", str(file), "--edition", SET], sizes.starts)
        asked = _started([*command, "--version"], sizes.starts)
    bare = _started([sys.executable, "-c", "pass"], sizes.starts)
    return [
        Figure(GROUP, "parix score", scored, "s", 0.5, remark="process start, one measurement file, department set"),
        Figure(GROUP, "parix --version", asked, "s"),
        Figure(GROUP, "bare Python", bare, "s", remark="the limit: an interpreter that does nothing"),
    ]


def _started(command: list[str], runs: int) -> Timing:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True, env=environment)

    run()
    return Timing(tuple(seconds(run) for _ in range(runs)))
