"""The least change that gains points is the least: whatever else could be done with fewer items gains nothing.

All ways are tried, over every role and in both directions, from the facts as they are up to one item short of the change.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from parix.criteria.rule_shapes import GateRule, LevelsRule, Rule
from parix.foundation.facts import Answers, Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.scoring.outcomes import Scored
from parix.scoring.rules.registry import RULES
from tests.unit.scoring.property_settings import examples
from tests.unit.scoring.rule_cases import CASES, Row, RuleCase

FARTHEST = 3
ONE = Fraction(1)


@pytest.mark.parametrize("kind", [kind for kind in CASES if kind != "awarded"])  # a body sets those points, nobody wins them item by item
def test_nothing_smaller_gains(kind: str) -> None:
    @examples(40)
    @given(CASES[kind])
    def prove(case: RuleCase) -> None:
        for row in case.rows:
            now = RULES[kind].exact(case.rule, row, case.maximum)
            if not isinstance(now, Scored):
                continue
            gains = RULES[kind].account(case.rule, row, case.maximum, now, case.uses).gains
            cost = items_between(row, gains[0].facts) if gains else None
            if cost is None or not 1 < cost <= FARTHEST:
                continue
            for other in within(case, row, int(cost) - 1):
                points = RULES[kind].exact(case.rule, other, case.maximum)
                assert isinstance(points, Scored)
                assert points.points <= now.points, (other, gains[0].facts)

    prove()


def items_between(before: Row, after: Row) -> Fraction | None:
    """By how many items, answers or conditions two rows differ; None where a difference is not counted in them."""
    total = Fraction(0)
    for role, fact in after.items():
        one = _items(before.get(role), fact)
        if one is None:
            return None
        total += one
    return total


def _items(before: Known | None, after: Known) -> Fraction | None:
    if before == after:
        return Fraction(0)
    if isinstance(before, Share) and isinstance(after, Share):
        return abs(after.numerator - before.numerator)
    if isinstance(before, Number) and isinstance(after, Number):
        return abs(after.value - before.value)
    if isinstance(before, Conditions) and isinstance(after, Conditions):
        return Fraction(sum(met != before.met[name] for name, met in after.met.items()))
    if isinstance(before, Answers) and isinstance(after, Answers):
        options = before.counts.keys() | after.counts.keys()
        return Fraction(sum(max(0, after.counts.get(one, 0) - before.counts.get(one, 0)) for one in options))
    return ONE if isinstance(before, (YesNo, Level)) else None


def within(case: RuleCase, row: Row, moves: int) -> list[Row]:
    """Every row that so many moves of one item can reach."""
    reached, edge = [row], [row]
    for _ in range(moves):
        edge = [other for one in edge for other in _moved(case, one) if other not in reached]
        reached += edge
    return reached


def _moved(case: RuleCase, row: Row) -> list[Row]:
    inner = case.rule.then if isinstance(case.rule, GateRule) else case.rule
    return [
        {**row, role: other} for role, fact in row.items() if role not in ("previous", "best")
        for other in _others(inner, fact, grows=case.uses[role].grows == "both" and role != "done", may_exceed=case.uses[role].numerator_may_exceed)
    ]


def _others(rule: Rule, fact: Known, *, grows: bool, may_exceed: bool) -> list[Known]:
    if isinstance(fact, Share):
        more = Share(fact.numerator + 1, fact.denominator + (1 if grows else 0))
        return [
            *([more] if may_exceed or more.numerator <= more.denominator else []),
            *([Share(fact.numerator - 1, fact.denominator)] if fact.numerator >= 1 else []),
        ]
    if isinstance(fact, Number):
        return [Number(fact.value + 1), *([Number(fact.value - 1)] if fact.value >= 1 else [])]
    if isinstance(fact, Conditions):
        return [Conditions({**fact.met, name: not met}) for name, met in fact.met.items()]
    if isinstance(fact, Answers):
        options = list(getattr(rule, "weights", None) or getattr(rule, "options", ()))
        return [
            Answers({**fact.counts, one: count - 1, other: fact.counts.get(other, 0) + 1})
            for one, count in fact.counts.items() if count for other in options if other != one
        ]
    if isinstance(fact, YesNo):
        return [YesNo(not fact.answer)]
    if isinstance(fact, Level) and isinstance(rule, LevelsRule):
        return [Level(key) for key in rule.levels if key != fact.key]
    assert isinstance(fact, (Rate, Level))
    return []
