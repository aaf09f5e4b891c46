"""Per item: so many points for each item up to the leaf's maximum; used for bonus and penalty outside the scale.

Source: "điểm thưởng, điểm trừ" blocks with yearly caps, which the edition sets beside this per-leaf maximum.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import PerItemRule
from parix.foundation.facts import Number
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: PerItemRule) -> tuple[str, ...]:
    return ("no_item", "per_item", "at_maximum")


def exact(rule: PerItemRule, facts: Facts, maximum: Fraction) -> Scored:
    points = rule.points_each * _items(facts)
    if points >= maximum:
        return Scored(maximum, "at_maximum")
    return Scored(points, "per_item" if points else "no_item")


def array(rule: PerItemRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["items"]`: counts of any shape; points of the same shape."""
    return np.minimum(columns["items"] * float(rule.points_each), maximum)


def bounds(rule: PerItemRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: PerItemRule, maximum: Fraction, uses: Uses) -> Phrase:
    return phrase(
        "Mỗi {item}: {each} điểm, tối đa {max}", "{each} points per {item}, at most {max}", item=uses["items"].item, each=rule.points_each, max=maximum,
    )


def account(rule: PerItemRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    items, item = _items(facts), uses["items"].item
    words = ("{n} {item} × {each} = {points} điểm", "{n} {item} × {each} = {points} points")
    if items * rule.points_each > maximum:
        words = ("{n} {item} × {each} vượt mức tối đa nên được {points} điểm", "{n} {item} × {each} is above the maximum: {points} points")
    applied = phrase(*words, n=items, item=item, each=rule.points_each, points=scored.points)
    if scored.branch == "at_maximum" or not rule.points_each:
        return Account(applied, None, ())
    changed: Facts = {**facts, "items": Number(items + 1)}
    points = exact(rule, changed, maximum).points - scored.points
    gain = Gain(phrase("thêm 1 {item}", "1 more {item}", item=item), points, changed)
    return Account(applied, None, (gain,))


def _items(facts: Facts) -> Fraction:
    fact = facts["items"]
    assert isinstance(fact, Number)
    return fact.value
