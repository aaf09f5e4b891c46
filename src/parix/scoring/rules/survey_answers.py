"""Survey answers: the mean weight of all valid answers times the maximum; too few answers are no basis.

Definition: P x sum(w_o x n_o) / sum(n_o) over the options o. Source: the conversion A/B/C/D = 100/60/20/0 % of the sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import SurveyAnswersRule
from parix.foundation.facts import Answers
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Part, Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Outcome, Scored, Unscored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: SurveyAnswersRule) -> tuple[str, ...]:
    return ("too_few_answers", "mean_weight") if rule.min_answers else ("mean_weight",)


def exact(rule: SurveyAnswersRule, facts: Facts, maximum: Fraction) -> Outcome:
    fact = facts["answers"]
    assert isinstance(fact, Answers)
    total = sum(fact.counts.get(option, 0) for option in rule.weights)
    if total < max(rule.min_answers, 1):
        return too_few(total, rule.min_answers, rule.below_minimum)
    worth, whole = _in_whole_numbers(rule)
    weighted = sum(each * fact.counts.get(option, 0) for option, each in worth.items())
    return Scored(Fraction(maximum.numerator * weighted, maximum.denominator * whole * total), "mean_weight")


def array(rule: SurveyAnswersRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["answers"]`: counts, last axis the options in the rule's order; points without that axis, NaN for too few."""
    counts = columns["answers"]
    total = counts.sum(axis=-1)
    weights = np.array([float(weight) for weight in rule.weights.values()])
    enough = total >= max(rule.min_answers, 1)
    return np.where(enough, maximum * (counts @ weights) / np.where(enough, total, 1.0), np.nan)


def bounds(rule: SurveyAnswersRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return min(rule.weights.values()) * maximum, max(rule.weights.values()) * maximum


def sentence(rule: SurveyAnswersRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = tuple(phrase("{option} = {weight}", "{option} = {weight}", option=option, weight=Percent(weight)) for option, weight in rule.weights.items())
    minimum = at_least_answers(rule.min_answers)
    return phrase(
        "Điểm phiếu bình quân ({parts}) × {max}{minimum}", "Mean of the answers ({parts}) × {max}{minimum}", parts=parts, max=maximum, minimum=minimum,
    )


def account(rule: SurveyAnswersRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    fact = facts["answers"]
    assert isinstance(fact, Answers)
    counts, (worth, whole) = fact.counts, _in_whole_numbers(rule)
    total = sum(counts.get(option, 0) for option in worth)
    mean = Part(sum(each * counts.get(option, 0) for option, each in worth.items()), whole * total)
    applied = phrase("{n} phiếu, bình quân {mean} × {max} = {points} điểm", "{n} answers, mean {mean} × {max} = {points} points",
                     n=total, mean=mean, max=maximum, points=scored.points)
    best = max(worth, key=lambda option: worth[option])
    lesser = [option for option in worth if worth[option] < worth[best] and counts.get(option, 0)]
    if not lesser:
        return Account(applied, None, ())
    gains: list[Gain] = []
    least = max(lesser, key=lambda option: worth[option])
    for moved in ({least: 1}, {option: counts[option] for option in lesser}):
        after = dict(counts)
        for option, count in moved.items():
            after[option] -= count
            after[best] = after.get(best, 0) + count
        # As many answers stay valid, so that the points rise by what the moved ones are worth more.
        rise = sum((worth[best] - worth[option]) * count for option, count in moved.items())
        more = Fraction(maximum.numerator * rise, maximum.denominator * whole * total)
        change = phrase("thêm {n} phiếu chuyển lên mức {best}", "{n} more answers moving up to {best}", n=sum(moved.values()), best=best)
        if more.numerator > 0 and (not gains or more != gains[0].points):
            gains.append(Gain(change, more, {**facts, "answers": Answers(after)}))
    shortfall = phrase("{n} phiếu dưới mức cao nhất", "{n} answers are under the highest option", n=sum(counts[option] for option in lesser))
    return Account(applied, shortfall, tuple(gains))


def _in_whole_numbers(rule: SurveyAnswersRule) -> tuple[dict[str, int], int]:
    """The weights over their common denominator, and that denominator."""
    whole = lcm(*(weight.denominator for weight in rule.weights.values()))
    return {option: weight.numerator * (whole // weight.denominator) for option, weight in rule.weights.items()}, whole


def at_least_answers(minimum: int) -> Phrase:
    """The end of a survey's sentence that names the least number of answers, if there is one."""
    return phrase("; dưới {n} phiếu thì không tính", "; under {n} answers nothing is scored", n=minimum) if minimum else phrase("", "")


def too_few(total: int, minimum: int, consequence: str) -> Unscored:
    """The outcome for a survey with too few valid answers, shared with the share of the satisfied."""
    reason = phrase("chỉ có {n} phiếu hợp lệ, tối thiểu {min}", "only {n} valid answers, {min} are needed", n=total, min=max(minimum, 1))
    return Unscored("too_few_answers", "drop" if consequence == "drop" else "not_scored", reason)
