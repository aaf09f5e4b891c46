"""How well an agency does at one measure in one period: its quality, what it is good at, and the luck of the year.

Everything is drawn from generators named by seed, agency, measure and period, so a fact does not depend on which other
facts are asked for, and this year's comparison with last year uses just the figure that last year's set holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from parix.foundation.agencies import Agency
from parix.foundation.periods import Period

_LEANING, _HABIT, _LUCK = 0.14, 0.16, 0.09


@dataclass(frozen=True, slots=True)
class Disposition:
    """`shift` moves the quality in a period, for everything (key "") or for a family of measures; `counts` fixes how many things
    there are to count, where the agency's own lists say so."""

    seed: int
    agency: Agency
    quality: float
    dossiers: int
    shift: Mapping[tuple[str, Period], float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    leanings: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def drawn(cls, seed: int, agency: Agency) -> Disposition:
        """Of an agency about which nothing is told."""
        draws = Random(f"{seed}|{agency.code}")
        quality = 0.34 + 0.52 * draws.random()
        return cls(seed, agency, quality, 50 + int(10_000 * draws.random() ** 3))

    def draws(self, *names: str) -> Random:
        """A generator of its own for the named thing."""
        return Random("|".join((str(self.seed), self.agency.code, *names)))

    def mastery(self, code: str, period: Period) -> float:
        """0..1 for the measure in the period; near each other in years that follow each other."""
        family = family_of(code)
        if family not in self.leanings:
            self.leanings[family] = _bell(self.draws(family, "family")) * _LEANING
        habit = _bell(self.draws(code)) * _HABIT
        luck = _bell(self.draws(code, period.key)) * _LUCK
        shift = self.shift.get(("", period), 0.0) + self.shift.get((family, period), 0.0)
        return min(1.0, max(0.0, self.quality + self.leanings[family] + habit + luck + shift))


def family_of(code: str) -> str:
    """`onestop` for `onestop.dossiers_online`."""
    return code.partition(".")[0]


def _bell(draws: Random) -> float:
    """About -1.5..1.5 around zero, by sums only: the same bits on every machine, which a logarithm does not promise."""
    return draws.random() + draws.random() + draws.random() + draws.random() - 2.0
