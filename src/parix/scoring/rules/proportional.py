"""Proportional: a share a/b times the maximum; zero below a floor, full from a mark.

Definition: with share s = a/b, floor f, mark m and maximum P the points are 0 for s < f (or s <= f where the floor
is excluded), P for s >= m, and otherwise P x s / m (scaled) or P x s (not scaled). A share above 1 counts as 1.
Source: the wordings "(b/a) x điểm tối đa; dưới 80 %: 0" and "từ 50 %: 4; dưới: (tỷ lệ / 50 %) x 4" of the sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import ProportionalRule
from parix.foundation.facts import Known
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Part, Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored
from parix.scoring.rules.ratios import ONE, exceeds, ratio_of, reaches, whole_over_whole, with_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

_NONE = Fraction(0)
Uses = Mapping[str, MeasureUse]


def branches(rule: ProportionalRule) -> tuple[str, ...]:
    below = ("below_floor",) if rule.floor is not None else ()
    return (*below, "in_proportion", "full")


def exact(rule: ProportionalRule, facts: Facts, maximum: Fraction) -> Scored:
    above, below = _at_most_whole(facts["share"])
    if rule.floor is not None:
        reached, floor = above * rule.floor.denominator, below * rule.floor.numerator
        if reached <= floor if rule.floor_excluded else reached < floor:
            return Scored(_NONE, "below_floor")
    mark = _mark(rule)
    if above * mark.denominator >= below * mark.numerator:
        return Scored(maximum, "full")
    if rule.scaled:
        above, below = above * mark.denominator, below * mark.numerator
    return Scored(Fraction(maximum.numerator * above, maximum.denominator * below), "in_proportion")


def array(rule: ProportionalRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["share"]`: shares of any shape; points of the same shape, NaN where the share is NaN."""
    share, mark = columns["share"], float(_mark(rule))
    points = share * (maximum / mark) if rule.scaled and mark != 1 else share * maximum
    np.copyto(points, maximum, where=share >= mark)
    if rule.floor is not None:
        floor = float(rule.floor)
        np.copyto(points, 0.0, where=share <= floor if rule.floor_excluded else share < floor)
    return points


def bounds(rule: ProportionalRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: ProportionalRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = []
    mark = _mark(rule)
    if mark != 1 or not rule.scaled:
        parts.append(phrase("từ {mark}: {max} điểm", "from {mark}: {max} points", mark=Percent(mark), max=maximum))
    if rule.scaled and mark != 1:
        parts.append(phrase("dưới mức đó: (tỷ lệ / {mark}) × {max}", "below that: (share / {mark}) × {max}", mark=Percent(mark), max=maximum))
    else:
        parts.append(phrase("tỷ lệ × {max}", "share × {max}", max=maximum))
    if rule.floor is not None:
        words = ("từ {floor} trở xuống: 0", "at or below {floor}: 0") if rule.floor_excluded else ("dưới {floor}: 0", "below {floor}: 0")
        parts.append(phrase(*words, floor=Percent(rule.floor)))
    return phrase("Tính theo tỷ lệ {item}: {parts}", "By the share of {item}: {parts}", item=uses["share"].item, parts=tuple(parts))


def account(rule: ProportionalRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    (above, below), mark, use = _at_most_whole(facts["share"]), _mark(rule), uses["share"]
    share = Part(above, below)
    if scored.branch == "full":
        applied = phrase("Tỷ lệ {share} đạt mức {mark} nên được đủ {max} điểm", "A share of {share} reaches {mark}: all {max} points",
                         share=share, mark=Percent(mark), max=maximum)
        return Account(applied, None, ())
    if scored.branch == "below_floor":
        assert rule.floor is not None
        words = ("chưa vượt sàn", "is not above the floor of") if rule.floor_excluded else ("chưa tới sàn", "is under the floor of")
        applied = phrase(f"Tỷ lệ {{share}} {words[0]} {{floor}} nên được 0 điểm", f"A share of {{share}} {words[1]} {{floor}}: 0 points",
                         share=share, floor=Percent(rule.floor))
    elif rule.scaled and mark != 1:
        applied = phrase("{share} / {mark} × {max} = {points} điểm", "{share} / {mark} × {max} = {points} points",
                         share=share, mark=Percent(mark), max=maximum, points=scored.points)
    else:
        applied = phrase("{share} × {max} = {points} điểm", "{share} × {max} = {points} points",
                         share=share, max=maximum, points=scored.points)
    shortfall = phrase("Còn thiếu {missing} để đạt {mark}", "{missing} short of {mark}",
                       missing=Part(mark.numerator * below - above * mark.denominator, mark.denominator * below), mark=Percent(mark))
    return Account(applied, shortfall, _gains(rule, facts, maximum, scored, use))


def _gains(
    rule: ProportionalRule, facts: Facts, maximum: Fraction, scored: Scored, use: MeasureUse
) -> tuple[Gain, ...]:
    """The least change that gains, and the one to full points; one change where the first item reaches them already."""
    fact = facts["share"]
    if scored.branch == "below_floor":
        assert rule.floor is not None
        least = exceeds(fact, rule.floor, use) if rule.floor_excluded else reaches(fact, rule.floor, use)
    else:
        least = exceeds(fact, ratio_of(fact), use)
    gains: list[Gain] = []
    if least is not None:
        changed = {**facts, "share": least.fact}
        after = exact(rule, changed, maximum)
        more = after.points - scored.points
        if more.numerator > 0:
            gains.append(Gain(with_ratio(least, use), more, changed))
        if after.branch == "full":
            return tuple(gains)
    full, more = reaches(fact, _mark(rule), use), maximum - scored.points
    if full is not None and more.numerator > 0:
        gains.append(Gain(with_ratio(full, use), more, {**facts, "share": full.fact}))
    return tuple(gains)


def _at_most_whole(fact: Known) -> tuple[int, int]:
    """The share as whole over whole; more than the whole counts as the whole."""
    above, below = whole_over_whole(fact)
    return (above, below) if above <= below else (1, 1)


def _mark(rule: ProportionalRule) -> Fraction:
    return ONE if rule.full_at is None else rule.full_at
