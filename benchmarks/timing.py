"""Repeats an action and keeps median, least and most, on the processor's clock and on the wall's.

What one core computes is judged on the processor's clock: on an idle machine the two are the same, on a busy one the
wall also counts the others' work. What waits for more than a core (threads, a process that starts) is shown by both.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, or whatever unit the values have."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def most(self) -> float:
        return max(self.values)

    def times(self, factor: float) -> Timing:
        return Timing(tuple(value * factor for value in self.values))


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """One run. The collector works as always, but starts clean; what the action made is dropped after the clock stops."""
    gc.collect()
    begun = clock()
    made = action()
    spent = clock() - begun
    del made
    return spent


def processor_seconds(action: Callable[[], object]) -> float:
    """One run on the processor's clock: for ratios and growth, which other work on the machine must not bend."""
    return seconds(action, time.process_time)


def repeated(action: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> Timing:
    """After one run that warms up."""
    action()
    return Timing(tuple(seconds(action, clock) for _ in range(runs)))


@dataclass(frozen=True, slots=True)
class BothClocks:
    """The same runs on the processor's clock and on the wall's."""

    processor: Timing
    wall: Timing

    def remark(self, factor: float, unit: str) -> str:
        return f"processor time; by the wall {self.wall.median * factor:.3g} {unit}"


def on_both_clocks(action: Callable[[], object], runs: int, *, warm: bool = True) -> BothClocks:
    """After one run that warms up, unless told otherwise."""
    if warm:
        action()
    pairs = []
    for _ in range(runs):
        gc.collect()
        begun, begun_wall = time.process_time(), time.perf_counter()
        made = action()
        pairs.append((time.process_time() - begun, time.perf_counter() - begun_wall))
        del made
    processor, wall_times = zip(*pairs, strict=True)
    return BothClocks(Timing(processor), Timing(wall_times))


def growth_exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The k of time ~ size^k, by least squares on logarithms: 1 is linear."""
    xs, ys = [math.log(size) for size in sizes], [math.log(one) for one in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


@contextmanager
def held_still() -> Iterator[None]:
    """What exists now is left out of the collector's rounds, so that a benchmark does not pay for another one's data."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
