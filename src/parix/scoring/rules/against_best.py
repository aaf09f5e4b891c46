"""Against the best: the agency's value over the best value of its ranking group, times the maximum.

Definition: P x v / v_max over the agencies of the group with a known value; all zero gives zero to all.
Source: criteria that give full points to the leading agency and a share of it to the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import AgainstBestRule
from parix.foundation.facts import Known, Number
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored
from parix.scoring.rules.ratios import exceeds, open_ratio_of, reaches, with_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: AgainstBestRule) -> tuple[str, ...]:
    return ("best", "in_proportion", "all_zero")


def exact(rule: AgainstBestRule, facts: Facts, maximum: Fraction) -> Scored:
    """`facts["best"]` is the highest value of the ranking group, this agency's own included."""
    value, best = open_ratio_of(facts["value"]), open_ratio_of(facts["best"])
    if best == 0 and value == 0:
        return Scored(Fraction(0), "all_zero")
    return Scored(maximum, "best") if value >= best else Scored(maximum * value / best, "in_proportion")


def array(rule: AgainstBestRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["value"]`, `columns["best"]` of one shape; points of that shape, NaN where either is NaN."""
    value, best = columns["value"], columns["best"]
    top = np.maximum(value, best)
    return np.where(top == 0, 0.0, value / np.where(top == 0, 1.0, top)) * maximum


def bounds(rule: AgainstBestRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), maximum


def sentence(rule: AgainstBestRule, maximum: Fraction, uses: Uses) -> Phrase:
    return phrase("{item} so với đơn vị tốt nhất trong khối × {max}", "{item} against the best of the group × {max}", item=uses["value"].item, max=maximum)


def account(rule: AgainstBestRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    fact = facts["value"]
    value, best = open_ratio_of(fact), open_ratio_of(facts["best"])
    shown_value, shown_best = (value, best) if isinstance(fact, Number) else (Percent(value), Percent(best))
    if scored.branch == "best":
        return Account(
            phrase("{value} là cao nhất khối: đủ {max} điểm", "{value} is the best of the group: all {max} points", value=shown_value, max=maximum), None, (),
        )
    if scored.branch == "all_zero":
        applied = phrase("Cả khối đều bằng 0 nên được 0 điểm", "The whole group stands at zero: 0 points")
    else:
        applied = phrase(
            "{value} / {best} × {max} = {points} điểm", "{value} / {best} × {max} = {points} points",
            value=shown_value, best=shown_best, max=maximum, points=scored.points,
        )
    gains: list[Gain] = []
    for changed_fact, change in _improvements(facts, uses["value"]):
        changed = {**facts, "value": changed_fact}
        points = exact(rule, changed, maximum).points - scored.points
        if points > 0 and all(gain.points != points for gain in gains):
            gains.append(Gain(change, points, changed))
    shortfall = phrase("Đơn vị tốt nhất đạt {best}", "The best of the group stands at {best}", best=shown_best)
    return Account(applied, shortfall, tuple(gains))


def _improvements(facts: Facts, use: MeasureUse) -> list[tuple[Known, Phrase]]:
    fact, best = facts["value"], open_ratio_of(facts["best"])
    if isinstance(fact, Number):
        words = ("thêm {n} {item}", "{n} more {item}")
        steps = dict.fromkeys([Fraction(1), max(Fraction(1), best - fact.value)])
        return [(Number(fact.value + step), phrase(*words, n=step, item=use.item)) for step in steps]
    lifts = (exceeds(fact, open_ratio_of(fact), use), reaches(fact, best, use))
    return [(lift.fact, with_ratio(lift, use)) for lift in lifts if lift is not None]
