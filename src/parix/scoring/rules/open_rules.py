"""Dispatch over the kinds of rule that may stand inside a gate: all of them but the gate itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol, cast

from parix.criteria.editions import MeasureUse
from parix.criteria.rule_shapes import AgainstBestRule, AgainstPreviousRule, ConditionsRule, OpenRule
from parix.foundation.facts import Conditions
from parix.foundation.phrases import Phrase
from parix.scoring.outcomes import Account, Facts, Outcome, Scored
from parix.scoring.rules import (
    against_best,
    against_previous,
    awarded,
    capped_sum,
    conditions,
    deduction,
    levels,
    mean_of_components,
    per_item,
    proportional,
    share_satisfied,
    steps,
    survey_answers,
    yes_no,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class RuleModule(Protocol):
    """What each file of this folder offers for its kind of rule."""

    def branches(self, rule: Any) -> tuple[str, ...]: ...
    def exact(self, rule: Any, facts: Facts, maximum: Fraction) -> Outcome: ...
    def array(self, rule: Any, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]: ...
    def bounds(self, rule: Any, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]: ...
    def sentence(self, rule: Any, maximum: Fraction, uses: Mapping[str, MeasureUse]) -> Phrase: ...
    def account(self, rule: Any, facts: Facts, maximum: Fraction, scored: Scored, uses: Mapping[str, MeasureUse]) -> Account: ...


_MODULES: dict[str, ModuleType] = {
    "yes_no": yes_no, "conditions": conditions, "levels": levels, "steps": steps, "proportional": proportional,
    "deduction": deduction, "mean_of_components": mean_of_components, "survey_answers": survey_answers,
    "share_satisfied": share_satisfied, "against_previous": against_previous, "against_best": against_best,
    "capped_sum": capped_sum, "per_item": per_item, "awarded": awarded,
}
OPEN_RULES: dict[str, RuleModule] = {kind: cast(RuleModule, module) for kind, module in _MODULES.items()}


def branches(rule: OpenRule) -> tuple[str, ...]:
    return OPEN_RULES[rule.kind].branches(rule)


def exact(rule: OpenRule, facts: Facts, maximum: Fraction) -> Outcome:
    return OPEN_RULES[rule.kind].exact(rule, facts, maximum)


def array(rule: OpenRule, columns: Mapping[str, NDArray[np.float64]], maximum: float) -> NDArray[np.float64]:
    return OPEN_RULES[rule.kind].array(rule, columns, maximum)


def is_known(rule: OpenRule, facts: Facts) -> bool:
    """Whether everything is known that the rule asks for: its roles, what it compares with, each condition."""
    if not all(role in facts for role in rule.roles()):
        return False
    if isinstance(rule, ConditionsRule):
        fact = facts["conditions"]
        return isinstance(fact, Conditions) and rule.conditions.keys() <= fact.met.keys()
    return ("previous" in facts or not isinstance(rule, AgainstPreviousRule)) and ("best" in facts or not isinstance(rule, AgainstBestRule))


def bounds(rule: OpenRule, known: Facts, maximum: Fraction) -> tuple[Fraction, Fraction]:
    return OPEN_RULES[rule.kind].bounds(rule, known, maximum)


def sentence(rule: OpenRule, maximum: Fraction, uses: Mapping[str, MeasureUse]) -> Phrase:
    return OPEN_RULES[rule.kind].sentence(rule, maximum, uses)


def account(rule: OpenRule, facts: Facts, maximum: Fraction, scored: Scored, uses: Mapping[str, MeasureUse]) -> Account:
    return OPEN_RULES[rule.kind].account(rule, facts, maximum, scored, uses)
