"""Steps: the points of the step that the value falls into, each edge included or excluded as the set says.

Definition: steps begin at an edge (`at_least`: edge included; `above`: edge excluded); the value takes the step with
the highest edge it reaches. Source: wordings such as "Trên 90 %: 2; 70 % - 90 %: 1; dưới 70 %: 0".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import Step, StepsRule
from parix.foundation.facts import Known, Number
from parix.foundation.lazy_modules import lazy_module
from parix.foundation.phrases import Part, Percent, Phrase, phrase
from parix.scoring.outcomes import Account, Facts, Gain, Scored
from parix.scoring.rules.ratios import Lift, exceeds, falls_to, open_ratio_of, reaches, whole_over_whole, with_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Uses = Mapping[str, MeasureUse]


def branches(rule: StepsRule) -> tuple[str, ...]:
    return tuple(f"step_{index}" for index in range(len(rule.steps)))


def exact(rule: StepsRule, facts: Facts, maximum: Fraction) -> Scored:
    above, below = whole_over_whole(facts["value"])
    best, taken = None, 0
    for index, step in enumerate(rule.steps):
        edge = step.at_least if step.at_least is not None else step.above
        if edge is None:
            if best is None:
                taken = index
            continue
        at, least = above * edge.denominator, edge.numerator * below
        reached = at >= least if step.at_least is not None else at > least
        # Whole numbers again: fractions compare at a tenth of the speed.
        if reached and (best is None or edge.numerator * best.denominator > best.numerator * edge.denominator):
            best, taken = edge, index
    return Scored(rule.steps[taken].points, f"step_{taken}")


def array(rule: StepsRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    """`columns["value"]`: ratios or numbers of any shape; points of the same shape, NaN where the value is NaN."""
    value = columns["value"]
    rising = sorted(rule.steps, key=_edge_order)
    by_place = np.array([*(float(step.points) for step in rising), np.nan])
    # How many edges are reached is the place of the step; counting in small integers takes a third of writing under masks.
    place = np.isnan(value).astype(np.int16) * np.int16(len(rising))
    for step in rising[1:]:
        edge = float(_edge(step))
        place += value >= edge if step.at_least is not None else value > edge
    points: NDArray[np.float64] = by_place[place]
    return points


def bounds(rule: StepsRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return min(step.points for step in rule.steps), max(step.points for step in rule.steps)


def sentence(rule: StepsRule, maximum: Fraction, uses: Uses) -> Phrase:
    parts = tuple(_step_phrase(rule, step) for step in rule.steps)
    if rule.of == "share":
        return phrase("Theo tỷ lệ {item}: {parts}", "By the share of {item}: {parts}", item=uses["value"].item, parts=parts)
    return phrase("Theo số {item}: {parts}", "By the number of {item}: {parts}", item=uses["value"].item, parts=parts)


def account(rule: StepsRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Uses) -> Account:
    step = rule.steps[int(scored.branch.removeprefix("step_"))]
    value = Part(*whole_over_whole(facts["value"])) if rule.of == "share" else open_ratio_of(facts["value"])
    applied = phrase("{value} thuộc mức «{step}»", "{value} falls into “{step}”", value=value, step=_step_phrase(rule, step))
    better = sorted((one for one in rule.steps if one.points > scored.points), key=lambda one: one.points)
    if not better:
        return Account(applied, None, ())
    shortfall = phrase("Mức cao hơn kế tiếp là «{step}»", "The next higher step is “{step}”", step=_step_phrase(rule, better[0]))
    return Account(applied, shortfall, _gains(rule, facts, maximum, scored, uses["value"], better))


def _gains(
    rule: StepsRule, facts: Facts, maximum: Fraction, scored: Scored, use: MeasureUse, better: list[Step]
) -> tuple[Gain, ...]:
    lifts = [_lift_to(rule, step, facts["value"], use) for step in better]
    gains: list[Gain] = []
    for lift in sorted((one for one in lifts if one is not None), key=lambda one: abs(one.items)):
        changed = {**facts, "value": lift.fact}
        points = exact(rule, changed, maximum).points - scored.points
        if points > (gains[-1].points if gains else 0):
            gains.append(Gain(_change(rule, lift, use), points, changed))
    return tuple([gains[0], gains[-1]] if len(gains) > 2 else gains)


def _lift_to(rule: StepsRule, step: Step, fact: Known, use: MeasureUse) -> Lift | None:
    edge = step.at_least if step.at_least is not None else step.above
    above, below = whole_over_whole(fact)
    if edge is not None and edge.numerator * below >= above * edge.denominator:
        if isinstance(fact, Number):
            value = fact.value
            target = Fraction(-(-edge // 1)) if step.at_least is not None else Fraction(edge // 1 + 1)
            return Lift(Number(target), target - value, is_share=False)
        return reaches(fact, edge, use) if step.at_least is not None else exceeds(fact, edge, use)
    return _drop_below(rule, step, fact)


def _drop_below(rule: StepsRule, step: Step, fact: Known) -> Lift | None:
    """Where less is better: the largest share, or whole number, that still lies in the step."""
    rising = sorted(rule.steps, key=_edge_order)
    above = rising[rising.index(step) + 1 :]
    if not above:
        return None
    edge = _edge(above[0])
    if not isinstance(fact, Number):
        return falls_to(fact, edge, strict=above[0].at_least is not None)
    target = Fraction(-(-edge // 1) - 1) if above[0].at_least is not None else Fraction(edge // 1)
    return Lift(Number(target), target - fact.value, is_share=False) if 0 <= target < fact.value else None


def _change(rule: StepsRule, lift: Lift, use: MeasureUse) -> Phrase:
    if not isinstance(lift.fact, Number):
        return with_ratio(lift, use)
    if lift.items < 0:
        return phrase("bớt {items} {item}, còn {reached}", "{items} fewer {item}, leaving {reached}", items=-lift.items, item=use.item, reached=lift.fact.value)
    return phrase("thêm {items} {item} thì có {reached}", "{items} more {item} to have {reached}", items=lift.items, item=use.item, reached=lift.fact.value)


def _edge(step: Step) -> Fraction:
    edge = step.at_least if step.at_least is not None else step.above
    assert edge is not None, "the lowest step has no edge"
    return edge


def _edge_order(step: Step) -> tuple[int, Fraction]:
    lowest = step.at_least is None and step.above is None
    return (0, Fraction(0)) if lowest else (1, _edge(step))


def _in_unit(rule: StepsRule, value: Fraction) -> Percent | Fraction:
    return Percent(value) if rule.of == "share" else value


def _step_phrase(rule: StepsRule, step: Step) -> Phrase:
    if step.at_least is not None:
        return phrase("từ {edge}: {points} điểm", "from {edge}: {points} points", edge=_in_unit(rule, step.at_least), points=step.points)
    if step.above is not None:
        return phrase("trên {edge}: {points} điểm", "above {edge}: {points} points", edge=_in_unit(rule, step.above), points=step.points)
    return phrase("còn lại: {points} điểm", "otherwise: {points} points", points=step.points)
