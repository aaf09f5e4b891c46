"""Repeats an action and keeps median, least and most; on the wall's clock for goals, on the processor's for ratios."""

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


def repeated(action: Callable[[], object], runs: int) -> Timing:
    """After one run that warms up."""
    action()
    return Timing(tuple(seconds(action) for _ in range(runs)))


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
