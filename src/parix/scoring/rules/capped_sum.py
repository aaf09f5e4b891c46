"""Capped sum: several shares, each worth so many points for a whole, each under its own cap, together under the maximum.

Definition: min(P, sum of min(c_i, w_i x s_i)). Source: payment group of QĐ 766/QĐ-TTg, 6A + min(2; 2,5B) + 2,5C.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import CappedSumRule, Term
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


def branches(rule: CappedSumRule) -> tuple[str, ...]:
    """Each term below and at its cap shows in the points, so the sum below and at its maximum is what is told apart."""
    return ("below_maximum", "at_maximum")


def exact(rule: CappedSumRule, facts: Facts, maximum: Fraction) -> Scored:
    total = sum((_term_points(term, ratio_of(facts[name])) for name, term in rule.terms.items()), Fraction(0))
    return Scored(maximum, "at_maximum") if total >= maximum else Scored(total, "below_maximum")


def array(rule: CappedSumRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns[term]`: shares of one shape for each term; points of that shape."""
    total: NDArray[np.float64] | None = None
    for name, term in rule.terms.items():
        points = np.minimum(columns[name], 1.0) * float(term.points_per_whole)
        if term.cap is not None:
            points = np.minimum(points, float(term.cap))
        total = points if total is None else total + points
    assert total is not None, "the soundness check refuses a sum of nothing"
    return np.minimum(total, maximum)


def bounds(rule: CappedSumRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    low = sum((_term_points(term, ratio_of(known[name])) for name, term in rule.terms.items() if name in known), Fraction(0))
    more = sum((_term_points(term, Fraction(1)) for name, term in rule.terms.items() if name not in known), Fraction(0))
    return min(low, maximum), min(low + more, maximum)


def sentence(rule: CappedSumRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = tuple(_term_phrase(term) for term in rule.terms.values())
    return phrase("Tổng của {parts}; không quá {max} điểm", "Sum of {parts}; at most {max} points", parts=parts, max=maximum)


def account(rule: CappedSumRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    parts = tuple(
        phrase("{term} {share} được {points}", "{term} {share} gives {points}", term=term.text, share=Percent(ratio_of(facts[name])),
               points=_term_points(term, ratio_of(facts[name])))
        for name, term in rule.terms.items()
    )
    words = ("{parts}; cộng {points} điểm", "{parts}; {points} points in all")
    if sum((_term_points(term, ratio_of(facts[name])) for name, term in rule.terms.items()), Fraction(0)) > maximum:
        words = ("{parts}; cộng lại vượt mức tối đa nên được {points} điểm", "{parts}; together above the maximum: {points} points")
    applied = phrase(*words, parts=parts, points=scored.points)
    if scored.points >= maximum:
        return Account(applied, None, ())
    gains: list[Gain] = []
    for name, term in rule.terms.items():
        fact, use = facts[name], uses[name]
        for lift in (exceeds(fact, ratio_of(fact), use), reaches(fact, _useful_share(term, ratio_of(fact), maximum - scored.points), use)):
            if lift is None:
                continue
            changed = {**facts, name: lift.fact}
            points = exact(rule, changed, maximum).points - scored.points
            if points > 0:
                gains.append(Gain(with_ratio(lift, use), points, changed))
    gains.sort(key=lambda gain: gain.points)
    weakest = max(rule.terms, key=lambda name: _term_points(rule.terms[name], Fraction(1)) - _term_points(rule.terms[name], ratio_of(facts[name])))
    shortfall = phrase("Mất nhiều nhất ở {term}", "Most is lost at {term}", term=rule.terms[weakest].text)
    return Account(applied, shortfall, tuple([gains[0], gains[-1]] if len(gains) > 1 and gains[0].points != gains[-1].points else gains[:1]))


def _term_points(term: Term, share: Fraction) -> Fraction:
    points = term.points_per_whole * share
    return points if term.cap is None else min(points, term.cap)


def _useful_share(term: Term, share: Fraction, missing: Fraction) -> Fraction:
    """The share beyond which a term adds nothing more: the whole, its cap, or what the sum still lacks."""
    if not term.points_per_whole:
        return share
    wanted = _term_points(term, share) + missing
    return min(Fraction(1), (wanted if term.cap is None else min(wanted, term.cap)) / term.points_per_whole)


def _term_phrase(term: Term) -> Phrase:
    if term.cap is None:
        return phrase("{whole} × {term}", "{whole} × {term}", whole=term.points_per_whole, term=term.text)
    return phrase("{whole} × {term} (tối đa {cap})", "{whole} × {term} (at most {cap})", whole=term.points_per_whole, term=term.text, cap=term.cap)
