"""Conditions: points by how many of the named conditions are missing; all met gives the maximum.

Source: the wordings "Đủ cả hai điều kiện: 1; thiếu một: 0" and "Đủ: 2,5; thiếu một: 1,25; thiếu cả: 0".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import ConditionsRule
from parix.foundation.facts import Conditions
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: ConditionsRule) -> tuple[str, ...]:
    told_apart = min(len(rule.points_by_missing), len(rule.conditions))
    return tuple(f"missing_{count}" for count in range(told_apart + 1))


def exact(rule: ConditionsRule, facts: Facts, maximum: Fraction) -> Scored:
    """Raises KeyError when a condition is not known: the caller asks `bounds` then."""
    fact = facts["conditions"]
    assert isinstance(fact, Conditions)
    missing = sum(not fact.met[name] for name in rule.conditions)
    return Scored(_points(rule, missing), f"missing_{min(missing, len(rule.points_by_missing))}")


def array(rule: ConditionsRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["conditions"]`: how many conditions are missing, NaN for not known; points of the same shape."""
    missing = columns["conditions"]
    table = np.array([float(_points(rule, count)) for count in range(len(rule.conditions) + 1)])
    unknown = np.isnan(missing)
    points = table[np.where(unknown, 0, missing).astype(np.intp)]
    points[unknown] = np.nan
    return points


def bounds(rule: ConditionsRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    fact = known.get("conditions")
    met = fact.met if isinstance(fact, Conditions) else {}
    missing = sum(met.get(name) is False for name in rule.conditions)
    open_ones = sum(name not in met for name in rule.conditions)
    possible = [_points(rule, missing + count) for count in range(open_ones + 1)]
    return min(possible), max(possible)


def unknown_conditions(rule: ConditionsRule, fact: Conditions) -> tuple[str, ...]:
    return tuple(name for name in rule.conditions if name not in fact.met)


def sentence(rule: ConditionsRule, maximum: Fraction, uses: Uses) -> Phrase:
    levels = [phrase("đủ {n} điều kiện: {points}", "all {n} conditions: {points}", n=len(rule.conditions), points=_points(rule, 0))]
    for missing in range(1, len(rule.points_by_missing)):
        levels.append(phrase("thiếu {n}: {points}", "{n} missing: {points}", n=missing, points=_points(rule, missing)))
    if len(rule.points_by_missing) <= len(rule.conditions):
        levels.append(phrase("còn lại: 0", "otherwise: 0"))
    return phrase("Các điều kiện ({names}); {levels}", "Conditions ({names}); {levels}", names=tuple(rule.conditions.values()), levels=tuple(levels))


def account(rule: ConditionsRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    fact = facts["conditions"]
    assert isinstance(fact, Conditions)
    missing = [name for name in rule.conditions if not fact.met[name]]
    if not missing:
        return Account(
            phrase("Đủ cả {n} điều kiện: {points} điểm", "All {n} conditions are met: {points} points", n=len(rule.conditions), points=scored.points), None, (),
        )
    names = tuple(rule.conditions[name] for name in missing)
    applied = phrase(
        "Thiếu {n} điều kiện ({names}): {points} điểm", "{n} conditions are missing ({names}): {points} points",
        n=len(missing), names=names, points=scored.points,
    )
    gains: list[Gain] = []
    for count in range(1, len(missing) + 1):
        done = missing[:count]
        points = _points(rule, len(missing) - count) - scored.points
        if points > (gains[-1].points if gains else 0):
            changed: Facts = {**facts, "conditions": Conditions({**fact.met, **dict.fromkeys(done, True)})}
            texts = tuple(rule.conditions[name] for name in done)
            gains.append(Gain(phrase("hoàn thành điều kiện: {names}", "meet: {names}", names=texts), points, changed))
    return Account(applied, phrase("Chưa đạt: {names}", "Not met: {names}", names=names), tuple([gains[0], gains[-1]] if len(gains) > 2 else gains))


def _points(rule: ConditionsRule, missing: int) -> Fraction:
    return rule.points_by_missing[missing] if missing < len(rule.points_by_missing) else Fraction(0)
