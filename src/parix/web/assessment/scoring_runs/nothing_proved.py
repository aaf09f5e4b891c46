"""Inputs of a rule that say that nothing was proved: they give the fewest points that the rule can give, which is nought for nearly all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import (
    AgainstPreviousRule,
    ConditionsRule,
    DeductionRule,
    GateRule,
    LevelsRule,
    Rule,
    ShareSatisfiedRule,
    StepsRule,
    SurveyAnswersRule,
    YesNoRule,
)
from parix.foundation import facts
from parix.foundation.facts import Fact, Number, Share

ZERO, ONE = Fraction(0), Fraction(1)


def nothing_of(leaf: Leaf, rule: Rule, known: Mapping[str, Fact], last_year: Mapping[str, Fact]) -> dict[str, Fact]:
    """By role. What was counted stays the whole that it was, where there is one."""
    if isinstance(rule, GateRule):
        shut: Fact = Number(ONE) if rule.passes_when == "zero" else facts.YesNo(rule.passes_when == "no")
        return {"prerequisite": shut, **nothing_of(leaf, rule.then, known, last_year)}
    return {role: _nothing(leaf, rule, forms, known.get(role), last_year.get(role)) for role, forms in rule.roles().items()}


def _nothing(leaf: Leaf, rule: Rule, forms: tuple[type, ...], known: Fact | None, last_year: Fact | None) -> Fact:
    match rule:
        case YesNoRule():
            return facts.YesNo(rule.full_when == "no")
        case ConditionsRule():
            return facts.Conditions(dict.fromkeys(rule.conditions, False))
        case LevelsRule():
            return facts.Level(min(rule.levels, key=lambda key: rule.levels[key].points))
        case DeductionRule():
            faults = Fraction(-(-leaf.max_points // rule.points_each))
            return Number(faults) if rule.counted == "faults" else Share(ZERO, max(faults, _whole(known)))
        case StepsRule():
            return _of_form(_worst_step(rule), known, forms)
        case AgainstPreviousRule(better="lower"):
            return _of_form(_amount(last_year) + (rule.margin or ZERO) + ONE, known, forms)
        case SurveyAnswersRule():
            worst = min(rule.weights, key=lambda key: rule.weights[key])
            return facts.Answers({key: max(rule.min_answers, 1) if key == worst else 0 for key in rule.weights})
        case ShareSatisfiedRule() if Share not in forms:
            return facts.Answers(dict.fromkeys(rule.options, 0))
    return _of_form(ZERO, known, forms)


def _worst_step(rule: StepsRule) -> Fraction:
    """A value in the step with the fewest points: where less is better, that is the highest step."""
    worst = min(rule.steps, key=lambda step: step.points)
    if worst.at_least is not None:
        return worst.at_least
    return ZERO if worst.above is None else (worst.above + ONE)


def _of_form(amount: Fraction, known: Fact | None, forms: tuple[type, ...]) -> Fact:
    if isinstance(known, Share) or (Share in forms and Number not in forms):
        whole = _whole(known)
        return Share(min(Fraction(-(-amount * whole // 1)), whole), whole)
    return Number(amount)


def _whole(known: Fact | None) -> Fraction:
    return Fraction(known.denominator) if isinstance(known, Share) else ONE


def _amount(known: Fact | None) -> Fraction:
    if isinstance(known, Share):
        return Fraction(known.numerator) / Fraction(known.denominator)
    return known.value if isinstance(known, Number) else ZERO
