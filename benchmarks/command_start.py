"""A clean `parix score` of one agency: process start, reading, scoring and printing, as a person waits for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import SET, measured_agencies
from benchmarks.timing import BothClocks, Timing
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
        Figure(GROUP, "parix score", scored.wall, "s", 0.5, remark="process start, one measurement file, department set; by the wall"),
        Figure(GROUP, "parix score, processor time", scored.processor, "s", 0.5, remark="of the whole process: what an idle machine would take"),
        Figure(GROUP, "parix --version", asked.processor, "s", remark=asked.remark(1, "s")),
        Figure(GROUP, "bare Python", bare.processor, "s", remark=f"the limit: an interpreter that does nothing; {bare.remark(1, 's')}"),
    ]


def _started(command: list[str], runs: int) -> BothClocks:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    pairs = []
    for _ in range(runs + 1):
        before, begun = os.times(), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        wall, after = time.perf_counter() - begun, os.times()
        pairs.append((after.children_user + after.children_system - before.children_user - before.children_system, wall))
    processor, walls = zip(*pairs[1:], strict=True)
    return BothClocks(Timing(processor), Timing(walls))
