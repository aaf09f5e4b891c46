"""The array form: many agencies at once, beside the exact form on the same agencies, and how far from a bare copy."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np

from benchmarks.figures import Figure, one
from benchmarks.machine import copy_rate
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition, measured_agencies, period
from benchmarks.timing import Timing, held_still, processor_seconds, repeated
from parix.scoring.array_scoring import LeafColumns, score_columns
from parix.scoring.columns import columns_of
from parix.scoring.groups import score_group

GROUP = "array form"


class ResultsDiffer(Exception):
    """Two ways of computing the same thing gave different results; no time is worth printing then."""


def measure(sizes: Sizes) -> list[Figure]:
    used, day, count = edition(), period().end, sizes.agencies
    sets = measured_agencies(count)
    with held_still():
        preparing = Timing(tuple(processor_seconds(lambda: columns_of(used, sets, period())) for _ in range(min(3, sizes.runs))))
        columns = columns_of(used, sets, period())
        compared = sets[: min(500, count)]
        exact = np.array([float(sheet.index) for sheet in score_group(used, compared, explain=False)])
        if not np.allclose(score_columns(used, day, columns, count).index[: len(compared)], exact, rtol=0, atol=1e-9):
            raise ResultsDiffer("array form and exact form differ by more than 1e-9")
        timing = repeated(lambda: score_columns(used, day, columns, count), sizes.runs * 7, time.process_time)
        ratios = _against_exact(columns, count, sizes.runs)
    rate = copy_rate(sizes.copied_bytes, 1, sizes.runs)
    moved = _bytes(columns) + 8 * count
    floor = moved / rate.median
    off = f"{timing.median / floor:.0f} times a bare copy of its {moved / 1e6:.2g} MB; limit here: the calls into NumPy, each about a microsecond"
    return [
        Figure(GROUP, f"{count:,} agencies", timing.times(1000), "ms", 20, remark=f"columns prepared beforehand; {off}"),
        Figure(GROUP, "preparing the columns", preparing.times(1000), "ms", remark="measurement sets to columns, once per group of agencies"),
        Figure(GROUP, "exact / array, per agency", ratios, "times", 200, "at_least", remark="points only against array, in pairs; results equal within 1e-9"),
        one(GROUP, "copy rate, one core", rate.median / 1e9, "GB/s", "NumPy copy, read and write counted"),
    ]


def _against_exact(columns: Mapping[str, LeafColumns], count: int, runs: int) -> Timing:
    used, day = edition(), period().end
    sets = measured_agencies(min(200, count))

    def array_many() -> None:
        for _ in range(5):
            score_columns(used, day, columns, count)

    ratios = []
    for _ in range(max(3, runs)):
        exact = processor_seconds(lambda: score_group(used, sets, explain=False)) / len(sets)
        ratios.append(exact / (processor_seconds(array_many) / 5 / count))
    return Timing(tuple(ratios))


def _bytes(columns: Mapping[str, LeafColumns]) -> int:
    arrays = [array for leaf in columns.values() for array in leaf.by_role.values()]
    states = [leaf.states for leaf in columns.values() if leaf.states is not None]
    return sum(array.nbytes for array in arrays) + sum(array.nbytes for array in states)
