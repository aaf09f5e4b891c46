"""A clean `parix score` of one agency: process start, reading, scoring and printing, as a person waits for it."""

from __future__ import annotations

import json
import os
import resource
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
        Figure(GROUP, "parix score, processor time", scored.processor, "s", 0.5, remark="of the whole process; other work makes it longer too"),
        Figure(GROUP, "parix --version", asked.processor, "s", remark=asked.remark(1, "s")),
        Figure(GROUP, "bare Python", bare.processor, "s", remark=f"the limit: an interpreter that does nothing; {bare.remark(1, 's')}"),
    ]


def _started(command: list[str], runs: int) -> BothClocks:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    pairs = []
    for _ in range(runs + 1):
        before, begun = _children(), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        pairs.append((_children() - before, time.perf_counter() - begun))
    processor, walls = zip(*pairs[1:], strict=True)
    return BothClocks(Timing(processor), Timing(walls))


def _children() -> float:
    """Processor time of ended child processes; os.times would count it in hundredths of a second."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
