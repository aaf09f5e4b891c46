"""Work on rows by the hundred thousand makes many objects and no cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 1_000_000


@contextmanager
def cycles_sought_rarely() -> Iterator[None]:
    """Inside the block, in the whole process, the search for cycles begins only after a million new objects: a quarter of the processor time
    of such work went into searches that found nothing."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
