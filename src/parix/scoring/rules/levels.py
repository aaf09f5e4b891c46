"""Levels: a judged level has its points. Source: the wordings "Kịp thời: 2; không kịp thời: 1; không ban hành: 0"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import LevelsRule
from parix.foundation.facts import Level
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: LevelsRule) -> tuple[str, ...]:
    return tuple(rule.levels)


def exact(rule: LevelsRule, facts: Facts, maximum: Fraction) -> Scored:
    fact = facts["level"]
    assert isinstance(fact, Level)
    return Scored(rule.levels[fact.key].points, fact.key)


def array(rule: LevelsRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["level"]`: place of the level in the rule from 0, NaN for not known; points of the same shape."""
    level = columns["level"]
    table = np.array([float(one.points) for one in rule.levels.values()])
    unknown = np.isnan(level)
    points = table[np.where(unknown, 0, level).astype(np.intp)]
    points[unknown] = np.nan
    return points


def bounds(rule: LevelsRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    points = [level.points for level in rule.levels.values()]
    return min(points), max(points)


def sentence(rule: LevelsRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = tuple(phrase("{level}: {points}", "{level}: {points}", level=level.text, points=level.points) for level in rule.levels.values())
    return phrase("Theo mức của {item}: {parts}", "By the level of {item}: {parts}", item=uses["level"].item, parts=parts)


def account(rule: LevelsRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    level = rule.levels[scored.branch]
    applied = phrase("Mức «{level}»: {points} điểm", "Level “{level}”: {points} points", level=level.text, points=scored.points)
    better = sorted(((one.points, key) for key, one in rule.levels.items() if one.points > scored.points), key=lambda pair: pair[0])
    if not better:
        return Account(applied, None, ())
    gains = []
    for points, key in better[:1] if better[0][0] == better[-1][0] else (better[0], better[-1]):
        change = phrase("đạt mức «{level}»", "reach the level “{level}”", level=rule.levels[key].text)
        gains.append(Gain(change, points - scored.points, {**facts, "level": Level(key)}))
    shortfall = phrase("Mức cao nhất là «{level}»", "The highest level is “{level}”", level=rule.levels[better[-1][1]].text)
    return Account(applied, shortfall, tuple(gains))
