"""Mean of components: the weighted mean of several shares times the maximum.

Definition: P x sum(w_i x s_i) / sum(w_i). Source: criteria scored as the mean of their parts in several sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import MeanRule
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored
from parix.scoring.rules.ratios import exceeds, ratio_of, reaches, with_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: MeanRule) -> tuple[str, ...]:
    return ("mean",)


def exact(rule: MeanRule, facts: Facts, maximum: Fraction) -> Scored:
    return Scored(maximum * _mean(rule, facts), "mean")


def array(rule: MeanRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns[component]`: shares of one shape for each component; points of that shape."""
    total = _weights(rule)
    points: NDArray[np.float64] | None = None
    for name, part in rule.components.items():
        term = np.minimum(columns[name], 1.0) * (maximum * float(part.weight) / float(total))
        points = term if points is None else points + term
    assert points is not None, "the soundness check refuses a mean of nothing"
    return points


def bounds(rule: MeanRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    share = maximum / _weights(rule)
    low = sum((part.weight * ratio_of(known[name]) * share for name, part in rule.components.items() if name in known), Fraction(0))
    open_weight = sum((part.weight for name, part in rule.components.items() if name not in known), Fraction(0))
    return low, low + open_weight * share


def sentence(rule: MeanRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = tuple(phrase("{part} (trọng số {weight})", "{part} (weight {weight})", part=part.text, weight=part.weight) for part in rule.components.values())
    return phrase("Trung bình của {parts}, nhân {max}", "Mean of {parts}, times {max}", parts=parts, max=maximum)


def account(rule: MeanRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    parts = tuple(phrase("{part} {share}", "{part} {share}", part=part.text, share=Percent(ratio_of(facts[name]))) for name, part in rule.components.items())
    applied = phrase("Trung bình {mean} ({parts}) × {max} = {points} điểm", "Mean {mean} ({parts}) × {max} = {points} points",
                     mean=Percent(_mean(rule, facts)), parts=parts, max=maximum, points=scored.points)
    if scored.points >= maximum:
        return Account(applied, None, ())
    gains: list[Gain] = []
    for name in rule.components:
        for lift in (exceeds(facts[name], ratio_of(facts[name]), uses[name]), reaches(facts[name], Fraction(1), uses[name])):
            if lift is None:
                continue
            changed = {**facts, name: lift.fact}
            points = exact(rule, changed, maximum).points - scored.points
            if points > 0:
                gains.append(Gain(with_ratio(lift, uses[name]), points, changed))
    gains.sort(key=lambda gain: gain.points)
    lowest = min(rule.components, key=lambda name: ratio_of(facts[name]))
    shortfall = phrase("Thấp nhất là {part} ({share})", "Lowest is {part} ({share})", part=rule.components[lowest].text, share=Percent(ratio_of(facts[lowest])))
    return Account(applied, shortfall, tuple([gains[0], gains[-1]] if len(gains) > 1 and gains[0].points != gains[-1].points else gains[:1]))


def _mean(rule: MeanRule, facts: Facts) -> Fraction:
    return sum((part.weight * ratio_of(facts[name]) for name, part in rule.components.items()), Fraction(0)) / _weights(rule)


def _weights(rule: MeanRule) -> Fraction:
    return sum((part.weight for part in rule.components.values()), Fraction(0))
