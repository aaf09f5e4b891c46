"""Reads of snapshots and of the figures that they give.

In: agencies, periods, days. Out: counts by agency and period, rows behind a figure. Must not: give points, or write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from parix.indicators.engines import DuckEngine
from parix.indicators.snapshots import Store
from parix.web.onestop.indicators.models import TakenSnapshot as TakenSnapshot

_MEMORY = 2 * 1024**3


@contextmanager
def store() -> Iterator[Store]:
    """The installation's snapshots, with an engine that ends with the block."""
    root = Path(settings.INDICATORS_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    engine = DuckEngine(threads=2, memory_bytes=_MEMORY, spill=root / "spilled")
    try:
        yield Store(root, engine)
    finally:
        engine.close()


def newest_snapshot() -> TakenSnapshot | None:
    return TakenSnapshot.objects.select_related("asked_by").first()


def snapshots_after(kept: int) -> list[TakenSnapshot]:
    """Those older than the newest so many."""
    return list(TakenSnapshot.objects.all()[kept:])


def snapshot_names() -> list[str]:
    return list(TakenSnapshot.objects.values_list("name", flat=True))
