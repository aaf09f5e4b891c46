"""Awarded: points set by a deciding body and taken over as they are, between zero and the maximum.

Source: results that a council or ministry publishes as bare points, without the counts behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import AwardedRule
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


def branches(rule: AwardedRule) -> tuple[str, ...]:
    return ("awarded",)


def exact(rule: AwardedRule, facts: Facts, maximum: Fraction) -> Scored:
    """Points above the maximum are refused before, as a problem; here they would be a fault of the program."""
    fact = facts["points"]
    assert isinstance(fact, Number) and fact.value <= maximum
    return Scored(fact.value, "awarded")


def array(rule: AwardedRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["points"]`: points of any shape, given back as they are."""
    return columns["points"].copy()


def bounds(rule: AwardedRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: AwardedRule, maximum: Fraction, uses: Uses) -> Phrase:
    return phrase("Điểm do cơ quan có thẩm quyền quyết định, tối đa {max}", "Points set by the deciding body, at most {max}", max=maximum)


def account(rule: AwardedRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    applied = phrase("Được công bố {points} trên {max} điểm", "{points} of {max} points were published", points=scored.points, max=maximum)
    if scored.points >= maximum:
        return Account(applied, None, ())
    missing = maximum - scored.points
    gain = Gain(phrase("nâng điểm thêm {n}", "raise the points by {n}", n=missing), missing, {**facts, "points": Number(maximum)})
    return Account(applied, phrase("Còn {n} điểm", "{n} points are open", n=missing), (gain,))
