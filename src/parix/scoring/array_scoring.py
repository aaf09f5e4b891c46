"""The array form: many agencies, or many draws of them, scored at once with NumPy in double precision.

Shares arrive as a/b in doubles. Division is correctly rounded and order-preserving, so a comparison with a threshold
comes out as in exact arithmetic as long as counts stay under 1e9 and thresholds have at most six decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from parix.criteria.editions import Edition, Leaf, PlacedLeaf
from parix.criteria.rule_shapes import Rule
from parix.foundation.lazy_modules import lazy_module
from parix.scoring.rules.registry import RULES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    States = NDArray[np.int8]
else:
    np = lazy_module("numpy")

_TIE = 1e-9
_Key = TypeVar("_Key")
KNOWN, MISSING, NOTHING_AROSE, NOT_APPLICABLE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class LeafColumns:
    """Facts of one leaf for n agencies: an array per role (as the rule's array form asks for them) and the state.

    `states` of shape (n,) is None when every fact is known. Arrays have shape (n,) or (draws, n), answers one axis more.
    """

    by_role: Mapping[str, Floats]
    states: States | None = None


@dataclass(frozen=True, slots=True)
class ArrayScores:
    """Shapes (n,) or (draws, n). `points` is certain points with bonus and penalty, `index` as the edition defines it."""

    points: Floats
    applicable_max: Floats
    index: Floats


def score_columns(edition: Edition, on: date, columns: Mapping[str, LeafColumns], count: int) -> ArrayScores:
    """Score `count` agencies by the rules in force on a day; `columns` is by leaf key, a leaf left out is not applicable.

    Rounding of leaves, criteria or fields happens as declared; the total is left unrounded, as for ranking.
    """
    plan = _Plan(edition, on)
    return plan.score(columns, count)


def score_draws(edition: Edition, on: date, chunks: Iterable[Mapping[str, LeafColumns]], count: int) -> Iterator[ArrayScores]:
    """Score chunk after chunk of draws, holding one chunk in memory; columns have shape (draws in the chunk, count)."""
    plan = _Plan(edition, on)
    for columns in chunks:
        yield plan.score(columns, count)


class _Plan:
    """The edition's leaves with the rules of one day, made once and used for every chunk."""

    def __init__(self, edition: Edition, on: date) -> None:
        self.edition = edition
        self.leaves: list[tuple[PlacedLeaf, Rule, float]] = [
            (placed, placed.leaf.rule_on(on), float(placed.leaf.max_points)) for placed in edition.placed_leaves
        ]
        self.round = _rounder(edition)

    def score(self, columns: Mapping[str, LeafColumns], count: int) -> ArrayScores:
        maximum = np.zeros(count)
        by_criterion = self.edition.settings.arithmetic.rounding.level == "criterion"
        fields: dict[tuple[str, str], Floats] = {}
        criteria: dict[tuple[str, tuple[str, str]], Floats] = {}
        for placed, rule, leaf_max in self.leaves:
            given = columns.get(placed.leaf.key)
            if given is None:
                continue
            points, counted = _leaf_points(placed.leaf, rule, leaf_max, given)
            points = self.round("leaf", points)
            if placed.leaf.effect == "scale":
                maximum = maximum + leaf_max if counted is None else maximum + np.where(counted, leaf_max, 0.0)
            field: tuple[str, str] = (placed.field.key, placed.leaf.effect)
            if placed.criterion is not None and by_criterion:
                _add(criteria, (placed.criterion.key, field), points)
            else:
                _add(fields, field, self.round("criterion", points))
        for (_, above), points in criteria.items():
            _add(fields, above, self.round("criterion", points))
        sums: dict[str, Floats] = {"scale": np.zeros(count)}
        for (_, effect), points in fields.items():
            _add(sums, effect, self.round("field", points))
        return self._totals(sums["scale"], sums, maximum)

    def _totals(self, total: Floats, outside: Mapping[str, Floats], maximum: Floats) -> ArrayScores:
        settings = self.edition.settings
        if settings.outside_scale is not None and len(outside) > 1:
            bonus = np.minimum(outside.get("bonus", 0.0), float(settings.outside_scale.bonus_cap))
            penalty = np.minimum(outside.get("penalty", 0.0), float(settings.outside_scale.penalty_cap))
            total = np.maximum(total + bonus - penalty, 0.0)
        if settings.index == "points":
            return ArrayScores(total, maximum, total)
        index = total * np.divide(100.0, maximum, out=np.zeros_like(maximum), where=maximum > 0)
        return ArrayScores(total, maximum, index)


def _leaf_points(leaf: Leaf, rule: Rule, leaf_max: float, given: LeafColumns) -> tuple[Floats, NDArray[np.bool_] | None]:
    """Certain points (zero where nothing is known) and where the maximum counts (None: everywhere)."""
    points = RULES[rule.kind].array(rule, given.by_role, leaf_max)
    inner = getattr(rule, "then", rule)
    consequence = getattr(inner, "below_minimum", "")
    if given.states is None and not (consequence and np.isnan(points).any()):
        return points, None
    states = np.zeros(points.shape[-1], dtype=np.int8) if given.states is None else given.states
    points = np.where(states == KNOWN, points, 0.0)
    dropped = states == NOT_APPLICABLE
    if leaf.nothing_arose == "full":
        points = np.where(states == NOTHING_AROSE, leaf_max, points)
    elif leaf.nothing_arose == "drop":
        dropped = dropped | (states == NOTHING_AROSE)
    too_few = np.isnan(points)
    if consequence == "drop":
        dropped = dropped | too_few
    return np.where(too_few, 0.0, points), ~dropped


def _add(sums: dict[_Key, Floats], key: _Key, points: Floats) -> None:
    sums[key] = sums[key] + points if key in sums else points


def _rounder(edition: Edition) -> Callable[[str, Floats], Floats]:
    rounding = edition.settings.arithmetic.rounding
    scale, half = 10.0**rounding.decimals, 0.5 if rounding.mode == "half_up" else 0.0

    def rounded(level: str, points: Floats) -> Floats:
        if level != rounding.level:
            return points
        # A hair above the double's error: 0.285 x 100 is 28.499999999999996 in doubles and must round as 28.5 does.
        return np.floor(points * scale + half + 1e-9) / scale

    return rounded


def ranks_of(index: Floats, groups: Sequence[int], *, dense: bool = False) -> NDArray[np.int32]:
    """Ranks inside groups of the last axis: shape of `index` in, ranks from 1 out. Values within 1e-9 share a rank."""
    ranks = np.empty(index.shape, dtype=np.int32)
    members = np.asarray(groups)
    for group in np.unique(members):
        where = np.flatnonzero(members == group)
        ranks[..., where] = _ranks(index[..., where], dense)
    return ranks


def _ranks(values: Floats, dense: bool) -> NDArray[np.int32]:
    order = np.argsort(-values, axis=-1, kind="stable")
    falling = np.take_along_axis(values, order, axis=-1)
    starts = np.ones(values.shape, dtype=bool)
    # Sums of the same points in another order differ by some 1e-14: that is a tie.
    starts[..., 1:] = falling[..., :-1] - falling[..., 1:] > _TIE
    if dense:
        sorted_ranks = np.cumsum(starts, axis=-1)
    else:
        places = np.arange(1, values.shape[-1] + 1)
        sorted_ranks = np.maximum.accumulate(np.where(starts, places, 0), axis=-1)
    ranks = np.empty(values.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, sorted_ranks.astype(np.int32), axis=-1)
    return ranks
