"""The chance that an open dossier is settled after its due day.

Of past dossiers of the same kind that took at least as many working days as this one has been open, the share that took longer than this
one's term allows in all. Nothing is said from fewer than `ENOUGH` of them: then the next wider kind is asked (the procedure, the unit, the
agency). An open dossier past its due day is late for certain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

ENOUGH = 8
CERTAIN = Fraction(1)


@dataclass(frozen=True, slots=True)
class Past:
    """Working days that settled dossiers of one kind took, in order."""

    days: tuple[int, ...]

    @classmethod
    def of(cls, days: Sequence[int]) -> Past:
        return cls(tuple(sorted(days)))

    def chance_of_more(self, elapsed: int, allowed: int) -> Fraction | None:
        """Among those that took `elapsed` days or more, the share beyond `allowed`; None from too few."""
        still = len(self.days) - bisect_left(self.days, elapsed)
        if still < ENOUGH:
            return None
        return Fraction(len(self.days) - bisect_right(self.days, max(allowed, elapsed - 1)), still)


@dataclass(frozen=True, slots=True)
class Chance:
    """`share` None: too little is known. `basis` counts which kind answered: 0 the narrowest; None for what is certain or unknown."""

    share: Fraction | None
    basis: int | None = None


def chance_late(elapsed: int, left: int, kinds: Sequence[Past]) -> Chance:
    """`elapsed` working days since receipt, `left` until the due day (negative: past it); `kinds` from the narrowest to the widest."""
    if left < 0:
        return Chance(CERTAIN)
    for basis, past in enumerate(kinds):
        share = past.chance_of_more(elapsed, elapsed + left)
        if share is not None:
            return Chance(share, basis)
    return Chance(None)


def expected_late(chances: Sequence[Chance]) -> Fraction:
    """How many of these will be late, on average; those of which nothing is known are left out."""
    return sum((one.share for one in chances if one.share is not None), Fraction())
