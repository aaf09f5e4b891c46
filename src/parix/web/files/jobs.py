"""On demand: scan and read one stored file. On schedule: tidy up, and ask for files that wait although nothing was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parix.web.files.actions.reading import read_file
from parix.web.files.actions.scanning import scan_file
from parix.web.files.actions.sweeping import sweep as sweep_all
from parix.web.files.queries.waiting import file_by_id


def examine(*, now: datetime, progress: Callable[[int, int], None], file_id: int) -> None:
    """Scanned first: nothing of a file that scanning finds bad is read."""
    file = file_by_id(file_id)
    if file is not None:
        scanned = scan_file(file=file, now=now)
        progress(1, 2)
        read_file(file=scanned, now=now)
    progress(2, 2)


def sweep(*, now: datetime, progress: Callable[[int, int], None]) -> None:
    done = sweep_all(now=now)
    progress(done, done)
