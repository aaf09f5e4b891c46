"""Letting an edition in: reading, typing and checking its files, and proving it by its cases and their mutants."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition
from benchmarks.timing import Timing, processor_seconds, repeated
from parix.criteria.intake import take_in
from parix.scoring.proving import prove_edition

GROUP = "editions"


def measure(sizes: Sizes) -> list[Figure]:
    used = edition()
    taking = repeated(lambda: take_in(Path(used.folder)), sizes.runs, time.process_time)
    proof = prove_edition(used)
    proving = Timing(tuple(processor_seconds(lambda: prove_edition(used)) for _ in range(min(3, sizes.runs))))
    (reached, branches), (broken, mutants) = proof.branches, proof.mutants
    cases = f"{proof.leaf_cases + proof.agency_cases} cases, {reached} of {branches} branches, {broken} of {mutants} mutants noticed"
    return [
        Figure(GROUP, "taking in the department set", taking.times(1000), "ms", remark=f"{len(used.leaves)} leaves; limit: libyaml's events in Python"),
        Figure(GROUP, "proving the department set", proving, "s", remark=cases),
    ]
