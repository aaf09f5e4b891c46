"""Shares and the least change that lifts one to a mark: how many more items, or percentage points.

With numerator a, denominator b and mark t: an item that changes sides needs k = ceil(t b - a); an item that is new
adds to both counts and needs k = ceil((t b - a) / (1 - t)), which no k reaches for t = 1 while a < b.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.editions import MeasureUse
from parix.foundation.facts import Known, Number, Rate, Share
from parix.foundation.phrases import Part, Percent, Phrase, phrase

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Lift:
    """The changed fact, and by how many items (or, for a bare rate, by how much of a share)."""

    fact: Known
    items: Fraction
    is_share: bool


def ratio_of(fact: Known) -> Fraction:
    """The share a fact stands for; more than the whole counts as the whole."""
    assert isinstance(fact, (Share, Rate)), fact
    value = fact.value
    return value if value.numerator <= value.denominator else ONE


def open_ratio_of(fact: Known) -> Fraction:
    """The ratio a fact stands for, which may be above one (a plan surpassed), or a plain number."""
    assert isinstance(fact, (Share, Rate, Number)), fact
    return fact.value


def whole_over_whole(fact: Known) -> tuple[int, int]:
    """The same as two whole numbers, not reduced: they are compared and multiplied at a tenth of what fractions take."""
    if isinstance(fact, Share):
        above, below = fact.numerator, fact.denominator
        return above.numerator * below.denominator, above.denominator * below.numerator
    value = open_ratio_of(fact)
    return value.numerator, value.denominator


def reaches(fact: Known, mark: Fraction, use: MeasureUse) -> Lift | None:
    """The least lift after which the ratio is at least the mark; None when no change can reach it."""
    return _lift(fact, mark, use, strict=False)


def exceeds(fact: Known, mark: Fraction, use: MeasureUse) -> Lift | None:
    """The least lift after which the ratio is above the mark; None when no change can do it."""
    return _lift(fact, mark, use, strict=True)


def _lift(fact: Known, mark: Fraction, use: MeasureUse, *, strict: bool) -> Lift | None:
    if isinstance(fact, Rate):
        return _lift_rate(fact, mark, strict=strict)
    assert isinstance(fact, Share)
    above, below, grows_both = fact.numerator, fact.denominator, use.grows == "both"
    if grows_both and mark >= 1 and (strict or above < below):
        return None
    # t b - a as whole over whole: this runs for every leaf of every agency, and fractions would take ten times as long.
    needed = mark.numerator * below.numerator * above.denominator - above.numerator * mark.denominator * below.denominator
    unit = mark.denominator * below.denominator * above.denominator
    if grows_both:
        needed, unit = (needed * mark.denominator, unit * (mark.denominator - mark.numerator)) if mark < 1 else (0, 1)
    items = max(0, needed // unit + 1 if strict else -(-needed // unit))
    more = _plus(above, items)
    if grows_both:
        return Lift(Share(more, _plus(below, items)), Fraction(items), is_share=False) if above <= below or use.numerator_may_exceed else None
    if use.numerator_may_exceed or more <= below:
        return Lift(Share(more, below), Fraction(items), is_share=False)
    # Amounts that are no whole numbers: what is left to the whole, when that is less than one.
    left = below - above
    return Lift(Share(below, below), left, is_share=False) if left > 0 and (mark < 1 or (mark == 1 and not strict)) else None


def _plus(number: Fraction, items: int) -> Fraction:
    return Fraction(number.numerator + items * number.denominator, number.denominator)


def _lift_rate(fact: Rate, mark: Fraction, *, strict: bool) -> Lift | None:
    target = mark + Fraction(1, 10_000) if strict else mark
    if target > 1 or target < fact.value:
        return None
    return Lift(Rate(target), target - fact.value, is_share=True)


def falls_to(fact: Known, mark: Fraction, *, strict: bool) -> Lift | None:
    """The least lowering after which the ratio is at most the mark (below it if `strict`); None when none can do it."""
    if isinstance(fact, Rate):
        target = mark - Fraction(1, 10_000) if strict else mark
        return Lift(Rate(target), target - fact.value, is_share=True) if 0 <= target < fact.value else None
    assert isinstance(fact, Share)
    excess = fact.numerator - mark * fact.denominator
    fewer = min(Fraction(excess // 1 + 1 if strict else -(-excess // 1)), fact.numerator)
    reached = (fact.numerator - fewer) / fact.denominator
    if fewer <= 0 or reached > mark or (strict and reached == mark):
        return None
    return Lift(Share(fact.numerator - fewer, fact.denominator), -fewer, is_share=False)


def with_ratio(lift: Lift, use: MeasureUse) -> Phrase:
    """`thêm 3 hồ sơ trực tuyến thì đạt 50 %`."""
    reached = Part(*whole_over_whole(lift.fact))
    if lift.items.numerator < 0:
        less = Percent(-lift.items) if lift.is_share else -lift.items
        words = ("giảm tỷ lệ {item} bớt {less} thì còn {reached}", "lower the share of {item} by {less} to {reached}") if lift.is_share else (
            "bớt {less} {item} thì còn {reached}", "{less} fewer {item} to come down to {reached}")
        return phrase(*words, item=use.item, less=less, reached=reached)
    if lift.is_share:
        return phrase("tăng tỷ lệ {item} thêm {more} thì đạt {reached}", "raise the share of {item} by {more} to reach {reached}",
                      item=use.item, more=Percent(lift.items), reached=reached)
    if use.grows == "both":
        return phrase("thêm {items} {item} mới thì đạt {reached}", "{items} new {item} to reach {reached}",
                      items=lift.items, item=use.item, reached=reached)
    return phrase("thêm {items} {item} thì đạt {reached}", "{items} more {item} to reach {reached}", items=lift.items, item=use.item, reached=reached)
