"""How many examples the properties of scoring try: always the same ones, so that a failure can be seen again.

`PARIX_EXPLORE=20` tries twenty times as many, and other ones every time.
"""

from __future__ import annotations

import os

# Hypothesis looks into every loaded module while it draws its first example. Where the terminal's lazily loaded modules
# stand among them they are loaded just then, and rich draws a random number on its way in, which Hypothesis refuses.
import rich.style  # noqa: F401
from hypothesis import HealthCheck, settings

_TIMES = int(os.environ.get("PARIX_EXPLORE", "0"))


def examples(count: int) -> settings:
    """Settings for one property: `count` examples, no deadline (two slow cores are no fault of the engine)."""
    return settings(
        max_examples=count * (_TIMES or 1), derandomize=not _TIMES, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
