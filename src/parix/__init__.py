"""parix: a public administration reform index, from dated criteria sets to explained, recomputable scores.

This door is for notebooks and other programs: find an edition, read measurements, score, explain, bundle (docs/notebook.md).
It offers names only; each lives in its room, which is loaded when the name is first used: importing this loads no other.
"""

import importlib
from typing import Any

from parix.foundation.version import SOFTWARE_VERSION as __version__

# Typed in __init__.pyi, which a test holds equal to this.
_ROOMS = {
    "ProblemsFound": "parix.foundation.problems",
    "bundle_bytes": "parix.scoring.bundles",
    "compare": "parix.criteria.comparing",
    "find_edition": "parix.criteria.library",
    "ranked": "parix.scoring.groups",
    "read_measurements": "parix.foundation.measurement_files",
    "score": "parix.scoring.sheets",
    "score_group": "parix.scoring.groups",
    "shown": "parix.foundation.numbers",
    "verify_bundle": "parix.scoring.bundles",
}

__all__ = ["__version__", *_ROOMS]  # noqa: PLE0604 (the names are those of the table)


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'parix' has no attribute {name!r}")
    return getattr(importlib.import_module(room), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_ROOMS])
