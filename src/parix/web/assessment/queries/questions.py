"""What a claim asks, worked out from the shape of the leaf's rule: one question for each role, in the rule's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import ConditionsRule, GateRule, LevelsRule, Rule, ShareSatisfiedRule, SurveyAnswersRule, optional_roles
from parix.foundation import facts
from parix.foundation.phrases import Text
from parix.web.assessment.choices import NOTHING_AROSE_CLAIMED

Form = Literal["share", "number", "answer", "level", "conditions", "answers"]
FORMS: dict[type, Form] = {
    facts.Share: "share", facts.Number: "number", facts.YesNo: "answer", facts.Level: "level", facts.Conditions: "conditions", facts.Answers: "answers",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A level with its points, a condition, or an answer of a survey."""

    key: str
    text: Text
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Question:
    role: str
    form: Form
    item: Text
    of: Text | None
    options: tuple[Option, ...]
    is_optional: bool
    may_be_nothing: bool


def questions_of(leaf: Leaf, day: date, known: Mapping[str, Any] | None = None, *, by_appraiser: bool = False) -> tuple[Question, ...]:
    """`known` are facts in their written form by role; where a rule takes several forms, the one in use is asked for again.

    An appraiser may also say that nothing arose where that takes the leaf out of the maximum.
    """
    rule = leaf.rule_on(day)
    needed = rule.roles()
    wanted = {**needed, **{role: forms for role, forms in optional_roles(rule).items() if role in leaf.measures}}
    return tuple(
        _question(leaf, rule, role, [FORMS[form] for form in forms if form in FORMS], role not in needed, (known or {}).get(role), by_appraiser)
        for role, forms in wanted.items()
    )


def _question(leaf: Leaf, rule: Rule, role: str, forms: list[Form], is_optional: bool, known: Any, by_appraiser: bool) -> Question:
    use = leaf.measures[role]
    in_use = [form for form in forms if isinstance(known, dict) and form in known]
    # Two counts say more than a bare number; a number only where nothing says what is counted out of what.
    preferred = sorted(forms, key=lambda form: (form == "share") != (use.of is not None)) if len(forms) > 1 else forms
    sayable = leaf.nothing_arose is not None if by_appraiser else leaf.nothing_arose in NOTHING_AROSE_CLAIMED
    may_be_nothing = sayable and role != "prerequisite" and not is_optional
    return Question(role, (in_use or preferred)[0], use.item, use.of, _options(rule), is_optional, may_be_nothing)


def _options(rule: Rule) -> tuple[Option, ...]:
    inner = rule.then if isinstance(rule, GateRule) else rule
    if isinstance(inner, LevelsRule):
        return tuple(Option(key, level.text, level.points) for key, level in inner.levels.items())
    if isinstance(inner, ConditionsRule):
        return tuple(Option(key, text) for key, text in inner.conditions.items())
    if isinstance(inner, SurveyAnswersRule):
        return tuple(Option(key, Text(key, key)) for key in inner.weights)
    if isinstance(inner, ShareSatisfiedRule):
        return tuple(Option(key, Text(key, key)) for key in inner.options)
    return ()
