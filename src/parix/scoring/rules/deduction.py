"""Deduction: the maximum less so many points per fault, never below zero; faults of external cause are waived.

Definition: faults are counted, or are b - a of a share a/b of things done; points = max(0, P - d x max(0, faults - waived)).
Source: the wordings "mỗi báo cáo chậm hoặc thiếu trừ 0,75, tối thiểu 0", "trừ trường hợp do yếu tố khách quan".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import DeductionRule
from parix.foundation.facts import Number, Share
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]

NONE = Fraction(0)


def branches(rule: DeductionRule) -> tuple[str, ...]:
    return ("no_fault", "deducted", "used_up")


def exact(rule: DeductionRule, facts: Facts, maximum: Fraction) -> Scored:
    charged = _charged(rule, facts)
    if charged == 0:
        return Scored(maximum, "no_fault")
    points = maximum - rule.points_each * charged
    return Scored(points, "deducted") if points > 0 else Scored(NONE, "used_up")


def array(rule: DeductionRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["faults"]` (or `["done"]`, as counts not done), optional `["waived"]`; points of the same shape."""
    faults = columns["faults"] if rule.counted == "faults" else columns["done"]
    charged = np.maximum(faults - columns["waived"] if "waived" in columns else faults, 0.0)
    return np.maximum(maximum - float(rule.points_each) * charged, 0.0)


def bounds(rule: DeductionRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return NONE, maximum


def sentence(rule: DeductionRule, maximum: Fraction, uses: Uses) -> Phrase:
    item = uses[rule.counted].item
    if rule.counted == "faults":
        return phrase(
            "Từ {max} điểm, mỗi {item} trừ {each} điểm, không dưới 0", "From {max} points, {each} off per {item}, not below 0",
            max=maximum, item=item, each=rule.points_each,
        )
    return phrase("Từ {max} điểm, mỗi trường hợp thiếu của {item} trừ {each} điểm, không dưới 0",
                  "From {max} points, {each} off per case missing among {item}, not below 0", max=maximum, item=item, each=rule.points_each)


def account(rule: DeductionRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    charged, waived = _charged(rule, facts), _number(facts, "waived")
    waiver = phrase(" (đã miễn {n} trường hợp do khách quan)", " ({n} waived for an external cause)", n=waived) if waived else phrase("", "")
    if scored.branch == "no_fault":
        return Account(phrase("Không bị trừ{waiver}: đủ {max} điểm", "Nothing taken off{waiver}: all {max} points", waiver=waiver, max=maximum), None, ())
    words = ("{max} − {n} × {each} = {points} điểm{waiver}", "{max} − {n} × {each} = {points} points{waiver}")
    if rule.points_each * charged > maximum:
        words = ("{max} − {n} × {each} xuống dưới 0 nên được {points} điểm{waiver}", "{max} − {n} × {each} falls below 0: {points} points{waiver}")
    applied = phrase(*words, max=maximum, n=charged, each=rule.points_each, points=scored.points, waiver=waiver)
    shortfall = phrase("Bị trừ {n} trường hợp", "{n} cases are charged", n=charged)
    gains: list[Gain] = []
    for kept in (_least_fewer(rule, maximum, charged), charged):
        if kept > charged or any(gain.points == maximum - scored.points for gain in gains):
            continue
        changed = _with_fewer(rule, facts, kept)
        points = exact(rule, changed, maximum).points - scored.points
        if points > 0:
            gains.append(Gain(phrase("khắc phục {n} trường hợp thiếu hoặc chậm", "remedy {n} late or missing cases", n=kept), points, changed))
    return Account(applied, shortfall, tuple(gains))


def _least_fewer(rule: DeductionRule, maximum: Fraction, charged: Fraction) -> Fraction:
    """How many faults fewer first leave a point: one, or as many as use up nothing any more."""
    if rule.points_each == 0:
        return charged
    excess = charged - maximum / rule.points_each
    return Fraction(1) if excess < 0 else Fraction(excess.numerator // excess.denominator + 1)


def _with_fewer(rule: DeductionRule, facts: Facts, fewer: Fraction) -> Facts:
    if rule.counted == "faults":
        return {**facts, "faults": Number(max(NONE, _number(facts, "faults") - fewer))}
    done = facts["done"]
    assert isinstance(done, Share)
    return {**facts, "done": Share(min(done.denominator, done.numerator + fewer), done.denominator)}


def _charged(rule: DeductionRule, facts: Facts) -> Fraction:
    if rule.counted == "faults":
        faults = _number(facts, "faults")
    else:
        done = facts["done"]
        assert isinstance(done, Share)
        faults = done.denominator - done.numerator
    return max(NONE, faults - _number(facts, "waived"))


def _number(facts: Facts, role: str) -> Fraction:
    fact = facts.get(role)
    return fact.value if isinstance(fact, Number) else NONE
