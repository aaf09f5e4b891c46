"""The exact form: one agency, many agencies, and how the time grows with their number."""

from __future__ import annotations

from benchmarks.explanations import accounts_of
from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition, measured_agencies
from benchmarks.timing import Timing, growth_exponent, held_still, processor_seconds, repeated, seconds
from parix.foundation.measurements import MeasurementSet
from parix.scoring.groups import score_group
from parix.scoring.sheets import score

GROUP = "exact form"
_LIMIT = "limit: Fraction arithmetic and small objects of CPython, one core"


def measure(sizes: Sizes) -> list[Figure]:
    used = edition()
    sets = measured_agencies(max(*sizes.grown, sizes.agencies))
    leaves = f"{len(used.leaves)} leaves"
    with held_still():
        single = repeated(lambda: accounts_of(score(used, sets[5])), max(sizes.runs, sizes.starts) * 3)
        plain = repeated(lambda: score(used, sets[5], explain=False), max(sizes.runs, sizes.starts) * 3)
        many = Timing(tuple(seconds(lambda: _score_in_turn(sets[: sizes.agencies], explain=True)) for _ in range(min(3, sizes.runs))))
        grown = [_growing(sets[:size]) for size in sizes.grown]
        whole = Timing(tuple(seconds(lambda: score_group(used, sets[: sizes.agencies])) for _ in range(min(3, sizes.runs))))
    exponent = growth_exponent(sizes.grown, grown)
    last = f"{sizes.grown[0]:,} to {sizes.grown[-1]:,} agencies; 1 is linear; the largest took {grown[-1]:.3g} s of processor time"
    return [
        Figure(GROUP, "one agency, explained", single.times(1000), "ms", 5, remark=f"{leaves}, accounts built; {_LIMIT}"),
        Figure(GROUP, "one agency, points only", plain.times(1000), "ms", 5),
        Figure(GROUP, f"{sizes.agencies:,} agencies, explained", many, "s", 10, remark="sheet after sheet, every account built and dropped"),
        Figure(GROUP, f"{sizes.agencies:,} agencies, all kept", whole, "s", 10, remark="every sheet held at once, accounts to be built when read"),
        Figure(GROUP, "growth exponent", Timing((exponent,)), "", 1.1, remark=last),
    ]


def _score_in_turn(sets: list[MeasurementSet], *, explain: bool) -> None:
    for given in sets:
        sheet = score(edition(), given, explain=explain)
        if explain:
            accounts_of(sheet)


def _growing(sets: list[MeasurementSet]) -> float:
    """Processor time, the better of two runs."""
    return min(processor_seconds(lambda: _score_in_turn(sets, explain=False)) for _ in range(2))
