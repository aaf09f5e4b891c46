"""Draws of facts that are not certain: binomial numerators of shares, multinomial survey answers; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parix.criteria.editions import Edition
from parix.foundation.facts import Answers, Share
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period
from parix.scoring.array_scoring import LeafColumns

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counted:
    """A column that is a share of a count (or, for things done, how many are missing of it)."""

    whole: NDArray[np.int64]
    chance: Floats
    as_ratio: bool

    def drawn(self, random: np.random.Generator, draws: int) -> Floats:
        # Agency by agency: NumPy then prepares for a count and chance once, not at each draw, and takes half the time.
        counts = random.binomial(self.whole[:, None], self.chance[:, None], (len(self.whole), draws)).T
        return counts / np.maximum(self.whole, 1) if self.as_ratio else counts.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of survey answers: how many were asked, and how likely each option is."""

    whole: NDArray[np.int64]
    chances: Floats

    def drawn(self, random: np.random.Generator, draws: int) -> Floats:
        """Option after option from those that are left, which is the multinomial distribution at two thirds of its time."""
        answers = np.empty((self.chances.shape[1], len(self.whole), draws))
        left = np.broadcast_to(self.whole[:, None], answers.shape[1:])
        chance_left = np.ones(len(self.whole))
        for option, chance in enumerate(self.chances.T[:-1]):
            share = np.clip(chance / np.where(chance_left > 0, chance_left, 1.0), 0.0, 1.0)
            chosen = random.binomial(left, share[:, None])
            answers[option] = chosen
            left, chance_left = left - chosen, chance_left - chance
        answers[-1] = left
        return answers.transpose(2, 1, 0)


class UncertainFacts:
    """Made once; `chunk` gives columns of so many draws for the array form."""

    def __init__(self, edition: Edition, sets: Sequence[MeasurementSet], period: Period, columns: Mapping[str, LeafColumns]) -> None:
        self.columns = columns
        lookups = [given.by_code() for given in sets]
        self.uncertain: dict[tuple[str, str], Counted | Asked] = {}
        for leaf in edition.leaves.values():
            for role, use in leaf.measures.items():
                facts = [lookup[use.code, period].fact if (use.code, period) in lookup else None for lookup in lookups]
                column = columns[leaf.key].by_role[role]
                if any(isinstance(fact, Answers) for fact in facts):
                    self.uncertain[leaf.key, role] = _asked(column)
                elif any(isinstance(fact, Share) for fact in facts):
                    whole = np.array([int(fact.denominator) if isinstance(fact, Share) else 0 for fact in facts])
                    self.uncertain[leaf.key, role] = _counted(whole, column, as_ratio=role != "done")

    def chunk(self, random: np.random.Generator, draws: int) -> dict[str, LeafColumns]:
        made: dict[str, LeafColumns] = {}
        for key, held in self.columns.items():
            drawn = {
                role: self.uncertain[key, role].drawn(random, draws) if (key, role) in self.uncertain else array
                for role, array in held.by_role.items()
            }
            made[key] = LeafColumns(drawn, held.states)
        return made


def _counted(whole: NDArray[np.int64], column: Floats, *, as_ratio: bool) -> Counted:
    chance = column if as_ratio else column / np.maximum(whole, 1)
    known = ~np.isnan(chance)
    return Counted(np.where(known, whole, 0), np.where(known, np.minimum(chance, 1.0), 0.0), as_ratio)


def _asked(column: Floats) -> Asked:
    counts = np.nan_to_num(column)
    whole = counts.sum(axis=-1)
    even = np.full(column.shape, 1 / column.shape[-1])
    return Asked(whole.astype(np.int64), np.where(whole[:, None] > 0, counts / np.maximum(whole, 1)[:, None], even))
