"""Many draws of many agencies, chunk by chunk on two threads, in a process of its own whose peak memory is read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, one
from benchmarks.machine import copy_rate, peak_memory
from benchmarks.sizes import FULL, SMOKE, Sizes
from benchmarks.subjects import SEED, edition, measured_agencies, period
from benchmarks.timing import Timing
from benchmarks.uncertain_facts import UncertainFacts
from parix.scoring.array_scoring import LeafColumns, score_draws
from parix.scoring.columns import columns_of

GROUP = "draws"
CORES = 2
ROOT = Path(__file__).parents[1]


def measure(sizes: Sizes) -> list[Figure]:
    arguments = [sys.executable, "-m", "benchmarks.draws", *([] if sizes.judged else ["--smoke"])]
    found = json.loads(subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout)
    rate = copy_rate(sizes.copied_bytes, CORES, sizes.runs).median
    floor = found["moved"] / rate
    scoring = found["scoring"] / CORES
    processor = found["longer"]
    name = f"{sizes.draws:,} draws x {sizes.agencies:,} agencies"
    threads = f"{CORES} threads, chunks of {sizes.chunk} draws"
    generator = f"processor time a thread; {found['columns']} columns, binomial or multinomial; limit: NumPy's generator"
    limit = f"{scoring / floor:.1f} times the {floor:.2g} s that a bare copy of the drawn columns would take ({found['moved'] / 1e9:.3g} GB)"
    return [
        Figure(GROUP, name, Timing((found["wall"],)), "s", 60, remark=f"{threads}; by the wall"),
        Figure(GROUP, f"{name}, processor time", Timing((processor,)), "s", 60, remark="of the longer thread"),
        one(GROUP, "of which generating", found["generating"] / CORES, "s", generator),
        one(GROUP, "of which scoring", scoring, "s", f"processor time a thread; {limit}"),
        Figure(GROUP, "peak memory", Timing((found["peak"] / 2**30,)), "GiB", 2, remark="largest resident size of the process"),
        one(GROUP, f"copy rate, {CORES} cores", rate / 1e9, "GB/s", "NumPy copy, read and write counted"),
    ]


class _Half:
    """One thread's share of the draws; keeps the mean of the index, so that nothing is scored in vain."""

    def __init__(self, facts: UncertainFacts, seed: np.random.SeedSequence, draws: int, chunk: int, count: int) -> None:
        self.facts, self.draws, self.chunk = facts, draws, chunk
        self.random = np.random.Generator(np.random.SFC64(seed))
        self.sum = np.zeros(count)
        self.generating = 0.0
        self.moved = 0

    def chunks(self) -> Iterator[dict[str, LeafColumns]]:
        for begun in range(0, self.draws, self.chunk):
            clock = time.thread_time()
            columns = self.facts.chunk(self.random, min(self.chunk, self.draws - begun))
            self.generating += time.thread_time() - clock
            self.moved += sum(columns[key].by_role[role].nbytes for key, role in self.facts.uncertain)
            yield columns

    def run(self) -> float:
        clock = time.thread_time()
        for scores in score_draws(edition(), period().end, self.chunks(), len(self.sum)):
            self.sum += scores.index.sum(axis=0)
            self.moved += scores.index.nbytes
        return time.thread_time() - clock


def run(sizes: Sizes) -> dict[str, float]:
    sets = measured_agencies(sizes.agencies)
    facts = UncertainFacts(edition(), sets, period(), columns_of(edition(), sets, period()))
    halves = [_Half(facts, seed, sizes.draws // CORES, sizes.chunk, sizes.agencies) for seed in np.random.SeedSequence(SEED).spawn(CORES)]
    clock = time.perf_counter()
    with ThreadPoolExecutor(CORES) as pool:
        spent = list(pool.map(_Half.run, halves))
    wall = time.perf_counter() - clock
    mean = np.sum([half.sum for half in halves], axis=0) / sizes.draws
    assert mean.min() > 0 and mean.max() < 110, "an index beyond any bonus"
    generating = sum(half.generating for half in halves)
    return {
        "wall": wall, "longer": max(spent), "generating": generating, "scoring": sum(spent) - generating, "peak": peak_memory(),
        "moved": sum(half.moved for half in halves), "columns": len(facts.uncertain),
    }


if __name__ == "__main__":
    print(json.dumps(run(SMOKE if "--smoke" in sys.argv[1:] else FULL)))
