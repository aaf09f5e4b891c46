"""What an edition wants measured: each code once, with every leaf and role it serves and the form that fits them all."""

from __future__ import annotations

from dataclasses import dataclass

from parix.criteria.editions import Edition, Leaf, MeasureUse
from parix.criteria.rule_shapes import (
    AgainstPreviousRule,
    ConditionsRule,
    Forms,
    GateRule,
    LevelsRule,
    Rule,
    ShareSatisfiedRule,
    SurveyAnswersRule,
    optional_roles,
)
from parix.foundation.facts import Answers, Conditions, Level, Number, Rate, Share, YesNo
from parix.foundation.periods import Period

_PREFERRED: Forms = (Answers, Share, Rate, Number, YesNo, Level, Conditions)
_IN_WORDS: Forms = (Level, Conditions, Answers)


@dataclass(frozen=True, slots=True)
class Use:
    """A leaf's role that the measure plays; `rule` is the rule the role belongs to (inside a gate, the inner one)."""

    leaf: Leaf
    role: str
    measure: MeasureUse
    gate: GateRule | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class WantedMeasure:
    code: str
    uses: tuple[Use, ...]
    form: type

    @property
    def first(self) -> Use:
        return self.uses[0]

    @property
    def words(self) -> tuple[str, ...]:
        """The levels, conditions or options that every leaf which reads the fact knows, in the order of the first."""
        known = [_words(use.rule) for use in self.uses]
        return tuple(word for word in known[0] if all(word in words for words in known))

    @property
    def is_compared_with_previous(self) -> bool:
        return any(use.role == "value" and isinstance(use.rule, AgainstPreviousRule) for use in self.uses)

    @property
    def may_not_arise(self) -> bool:
        """Whether every leaf says what follows when nothing arose."""
        return all(use.leaf.nothing_arose is not None and use.role != "prerequisite" for use in self.uses)

    @property
    def may_exceed(self) -> bool:
        return all(use.measure.numerator_may_exceed for use in self.uses)


def wanted_measures(edition: Edition, period: Period) -> tuple[WantedMeasure, ...]:
    """In the order of the edition. A code whose leaves ask for forms or words that no single fact has is left out."""
    uses: dict[str, list[Use]] = {}
    forms: dict[str, frozenset[type]] = {}
    for leaf in edition.leaves.values():
        rule = leaf.rule_on(period.end)
        allowed = {**rule.roles(), **optional_roles(rule)}
        gate, inner = (rule, rule.then) if isinstance(rule, GateRule) else (None, rule)
        for role, measure in leaf.measures.items():
            uses.setdefault(measure.code, []).append(Use(leaf, role, measure, gate, inner))
            here = frozenset(allowed.get(role, ()))
            forms[measure.code] = forms.get(measure.code, here) & here
    chosen = [(code, tuple(of_code), _form(of_code[0], forms[code])) for code, of_code in uses.items()]
    wanted = [WantedMeasure(code, of_code, form) for code, of_code, form in chosen if form is not None]
    return tuple(one for one in wanted if one.words or one.form not in _IN_WORDS)


def _form(first: Use, allowed: frozenset[type]) -> type | None:
    """The richest form; a quantity of which the edition names no whole is a number."""
    if Number in allowed and first.measure.of is None:
        return Number
    return next((form for form in _PREFERRED if form in allowed), None)


def _words(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, LevelsRule):
        return tuple(rule.levels)
    if isinstance(rule, ConditionsRule):
        return tuple(rule.conditions)
    if isinstance(rule, SurveyAnswersRule):
        return tuple(rule.weights)
    return rule.options if isinstance(rule, ShareSatisfiedRule) else ()
