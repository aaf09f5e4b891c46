"""The site as gunicorn loads it for the benchmark: parix's own application, with the benchmark's criteria set among the known ones."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.web.seventy_leaves import make_known

make_known(Path(os.environ["PARIX_BENCH_EDITIONS"]))

from parix.web.project.wsgi import application  # noqa: E402 - the set has to be known before the rooms are imported

__all__ = ["application"]
