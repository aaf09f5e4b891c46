"""The exact form: one agency, many agencies, and how the time grows with their number."""

from __future__ import annotations

from benchmarks.explanations import accounts_of
from benchmarks.figures import Figure
from benchmarks.sizes import Sizes
from benchmarks.subjects import edition, measured_agencies
from benchmarks.timing import Timing, growth_exponent, held_still, on_both_clocks, processor_seconds
from parix.foundation.measurements import MeasurementSet
from parix.scoring.groups import ranked, score_group
from parix.scoring.sheets import score

GROUP = "exact form"
# 20 departments and 124 communes.
PROVINCE = 144
_LIMIT = "limit: Fraction arithmetic and small objects of CPython, one core"


def measure(sizes: Sizes) -> list[Figure]:
    used = edition()
    sets = measured_agencies(max(*sizes.grown, sizes.agencies))
    leaves = f"{len(used.leaves)} leaves"
    province = sets[: min(PROVINCE, sizes.agencies)]
    with held_still():
        single = on_both_clocks(lambda: accounts_of(score(used, sets[5])), max(sizes.runs, sizes.starts) * 3)
        plain = on_both_clocks(lambda: score(used, sets[5], explain=False), max(sizes.runs, sizes.starts) * 3)
        rescored = on_both_clocks(lambda: ranked(score_group(used, province)), sizes.runs)
        many = on_both_clocks(lambda: _score_in_turn(sets[: sizes.agencies], explain=True), min(3, sizes.runs), warm=False)
        grown = [_growing(sets[:size]) for size in sizes.grown]
        whole = on_both_clocks(lambda: score_group(used, sets[: sizes.agencies]), min(3, sizes.runs), warm=False)
    exponent = growth_exponent(sizes.grown, grown)
    last = f"{sizes.grown[0]:,} to {sizes.grown[-1]:,} agencies; 1 is linear; the largest took {grown[-1]:.3g} s of processor time"
    return [
        Figure(
            GROUP, "one agency, explained", single.processor.times(1000), "ms", 5,
            remark=f"{leaves}, accounts built; {single.remark(1000, 'ms')}; {_LIMIT}",
        ),
        Figure(GROUP, "one agency, points only", plain.processor.times(1000), "ms", 5, remark=plain.remark(1000, "ms")),
        Figure(
            GROUP, f"a whole province, {len(province)} agencies", rescored.processor.times(1000), "ms", 100,
            remark=f"all sheets and ranks anew, accounts to be built when read; {rescored.remark(1000, 'ms')}",
        ),
        Figure(
            GROUP, f"{sizes.agencies:,} agencies, explained", many.processor, "s", 10,
            remark=f"sheet after sheet, every account built and dropped; {many.remark(1, 's')}",
        ),
        Figure(
            GROUP, f"{sizes.agencies:,} agencies, all kept", whole.processor, "s", 10,
            remark=f"every sheet held at once, accounts to be built when read; {whole.remark(1, 's')}",
        ),
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
