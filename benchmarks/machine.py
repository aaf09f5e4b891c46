"""What this machine can move and what a process took of it: the copy rate, the floor of the array form, and peak memory."""

from __future__ import annotations

import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.timing import Timing, repeated


def copy_rate(copied_bytes: int, threads: int, runs: int) -> Timing:
    """Bytes per second, read and written counted both."""
    share = copied_bytes // threads // 8
    pairs = [(np.ones(share), np.zeros(share)) for _ in range(threads)]

    def copy(pair: tuple[np.ndarray, np.ndarray]) -> None:
        np.copyto(pair[1], pair[0])

    with ThreadPoolExecutor(threads) as pool:
        timing = repeated(lambda: list(pool.map(copy, pairs)), runs)
    return Timing(tuple(2 * 8 * share * threads / value for value in timing.values))


def peak_memory() -> int:
    """Bytes, of this process. Where Linux tells it by itself; what getrusage says there begins with the parent's size."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii", errors="replace").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
