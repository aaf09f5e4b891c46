"""Against the previous period: points for better, equal or worse than the same stretch a year before.

Definition: with change c = value - previous (sign turned where lower is better) and margin g, better is c > g, worse
c < -g, else equal. Source: the wording "Tăng hơn năm trước: 2; bằng: 1; giảm: 0".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import AgainstPreviousRule
from parix.foundation.facts import Known, Number, Rate, Share
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored
from parix.scoring.rules.ratios import exceeds, falls_to, open_ratio_of, reaches, with_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]
_UNITS = tuple(Fraction(1, 10**places) for places in range(5))


def branches(rule: AgainstPreviousRule) -> tuple[str, ...]:
    return ("up", "equal", "down")


def exact(rule: AgainstPreviousRule, facts: Facts, maximum: Fraction) -> Scored:
    """`facts["previous"]` is the same measure a year before."""
    change = open_ratio_of(facts["value"]) - open_ratio_of(facts["previous"])
    if rule.better == "lower":
        change = -change
    margin = _margin(rule)
    if change > margin:
        return Scored(rule.up, "up")
    return Scored(rule.down, "down") if change < -margin else Scored(rule.equal, "equal")


def array(rule: AgainstPreviousRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["value"]`, `columns["previous"]` of one shape; points of that shape, NaN where either is NaN.

    A change within 1e-12 of the margin counts as on the margin: differences of shares are not exact in floating point.
    """
    change = columns["value"] - columns["previous"]
    if rule.better == "lower":
        change = -change
    margin, hair = float(_margin(rule)), 1e-12
    points = np.where(np.isnan(change), np.nan, float(rule.equal))
    np.copyto(points, float(rule.up), where=change > margin + hair)
    np.copyto(points, float(rule.down), where=change < -margin - hair)
    return points


def bounds(rule: AgainstPreviousRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return min(rule.up, rule.equal, rule.down), max(rule.up, rule.equal, rule.down)


def sentence(rule: AgainstPreviousRule, maximum: Fraction, uses: Uses) -> Phrase:
    words = (
        "So với năm trước{lower}, {item} tốt hơn: {up}; bằng{within}: {equal}; kém hơn: {down}",
        "Against the year before{lower}, {item} better: {up}; equal{within}: {equal}; worse: {down}",
    )
    use, margin = uses["value"], _margin(rule)
    lower = phrase(" (càng thấp càng tốt)", " (less is better)") if rule.better == "lower" else phrase("", "")
    shown_margin = margin if use.of is None else Percent(margin)
    within = phrase(" (chênh không quá {margin})", " (within {margin})", margin=shown_margin) if margin else phrase("", "")
    return phrase(*words, item=use.item, up=rule.up, equal=rule.equal, down=rule.down, lower=lower, within=within)


def account(rule: AgainstPreviousRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    word = {"up": phrase("tốt hơn", "better"), "equal": phrase("không đổi", "unchanged"), "down": phrase("kém hơn", "worse")}[scored.branch]
    applied = phrase("Năm nay {value}, năm trước {previous}: {word}, được {points} điểm",
                     "{value} this year, {previous} the year before: {word}, {points} points",
                     value=_shown(facts["value"]), previous=_shown(facts["previous"]), word=word, points=scored.points)
    gains: list[Gain] = []
    for fact, change in _improvements(rule, facts, uses["value"]):
        changed = {**facts, "value": fact}
        points = exact(rule, changed, maximum).points - scored.points
        if points > 0 and all(gain.points != points for gain in gains):
            gains.append(Gain(change, points, changed))
    gains.sort(key=lambda gain: gain.points)
    shortfall = phrase(
        "Chưa vượt kết quả năm trước", "Not above the result of the year before",
    ) if scored.points < max(rule.up, rule.equal, rule.down) else None
    return Account(applied, shortfall, tuple(gains))


def _improvements(rule: AgainstPreviousRule, facts: Facts, use: MeasureUse) -> list[tuple[Known, Phrase]]:
    """The least changes that are no longer worse, and that are better."""
    previous, value, margin = open_ratio_of(facts["previous"]), facts["value"], _margin(rule)
    if isinstance(value, Number):
        sign = 1 if rule.better == "higher" else -1
        unit = _unit(value.value, previous, margin)
        goals = (_onto(previous - sign * margin, sign, unit), _beyond(previous + sign * margin, sign, unit))
        words = ("đưa {item} tới {goal}", "bring {item} to {goal}")
        return [(Number(goal), phrase(*words, item=use.item, goal=goal)) for goal in goals if goal >= 0]
    if rule.better == "lower":
        falls = (falls_to(value, previous + margin, strict=False), falls_to(value, previous - margin, strict=True))
        return [(fall.fact, with_ratio(fall, use)) for fall in falls if fall is not None]
    lifts = (reaches(value, previous - margin, use), exceeds(value, previous + margin, use))
    return [(lift.fact, with_ratio(lift, use)) for lift in lifts if lift is not None]


def _unit(*numbers: Fraction) -> Fraction:
    """The last decimal place in which the figures are written: 1 for counts, 0.1 for a growth of 7.5."""
    return next((unit for unit in _UNITS if all((number / unit).denominator == 1 for number in numbers)), _UNITS[-1])


def _onto(number: Fraction, sign: int, unit: Fraction) -> Fraction:
    """The next figure of the unit at or beyond the number, upwards or downwards."""
    return -(-number // unit) * unit if sign > 0 else number // unit * unit


def _beyond(number: Fraction, sign: int, unit: Fraction) -> Fraction:
    """The next figure of the unit strictly beyond the number, upwards or downwards."""
    return (number // unit + 1) * unit if sign > 0 else (-(-number // unit) - 1) * unit


def _shown(fact: Known) -> Percent | Fraction:
    assert isinstance(fact, (Share, Rate, Number))
    return fact.value if isinstance(fact, Number) else Percent(fact.value)


def _margin(rule: AgainstPreviousRule) -> Fraction:
    return Fraction(0) if rule.margin is None else rule.margin
