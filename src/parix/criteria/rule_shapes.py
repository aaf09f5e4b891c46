"""What an edition may say about a rule: one frozen shape per kind, from a closed list. How it is computed
is told in parix.scoring.rules, one file per kind. `roles` names the measures a rule needs and the forms of
fact each may take; `Share`, `Points` and `Count` mark the numbers that a mutation test changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Union

from pydantic import Field

from parix.foundation import facts
from parix.foundation.phrases import Text
from parix.foundation.shapes import STRICT, Count, Number, Points, Share, Truth

Forms = tuple[type, ...]
RATIO: Forms = (facts.Share, facts.Rate)
QUANTITY: Forms = (facts.Number, facts.Share, facts.Rate)


@dataclass(frozen=True, slots=True)
class YesNoRule:
    __pydantic_config__ = STRICT
    kind: Literal["yes_no"]
    full_when: Literal["yes", "no"] = "yes"

    def roles(self) -> dict[str, Forms]:
        return {"answer": (facts.YesNo,)}


@dataclass(frozen=True, slots=True)
class ConditionsRule:
    """`points_by_missing[k]` are the points when k conditions are missing; beyond its end, zero."""

    __pydantic_config__ = STRICT
    kind: Literal["conditions"]
    conditions: dict[str, Text]
    points_by_missing: tuple[Points, ...]

    def roles(self) -> dict[str, Forms]:
        return {"conditions": (facts.Conditions,)}


@dataclass(frozen=True, slots=True)
class RuleLevel:
    __pydantic_config__ = STRICT
    text: Text
    points: Points


@dataclass(frozen=True, slots=True)
class LevelsRule:
    __pydantic_config__ = STRICT
    kind: Literal["levels"]
    levels: dict[str, RuleLevel]

    def roles(self) -> dict[str, Forms]:
        return {"level": (facts.Level,)}


@dataclass(frozen=True, slots=True)
class Step:
    """Holds from `at_least` (edge included) or `above` (edge excluded) up to the next step; the lowest has neither."""

    __pydantic_config__ = STRICT
    points: Points
    at_least: Annotated[Number, "threshold"] | None = None
    above: Annotated[Number, "threshold"] | None = None


@dataclass(frozen=True, slots=True)
class StepsRule:
    __pydantic_config__ = STRICT
    kind: Literal["steps"]
    of: Literal["share", "number"]
    steps: tuple[Step, ...]

    def roles(self) -> dict[str, Forms]:
        return {"value": RATIO if self.of == "share" else (facts.Number,)}


@dataclass(frozen=True, slots=True)
class ProportionalRule:
    """Zero below `floor`, full from `full_at`; between, max x share (`scaled`: max x share / full_at)."""

    __pydantic_config__ = STRICT
    kind: Literal["proportional"]
    floor: Share | None = None
    floor_excluded: Truth = False
    full_at: Share | None = None
    scaled: Truth = True

    def roles(self) -> dict[str, Forms]:
        return {"share": RATIO}


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """`points_each` off per fault; faults are counted (`faults`) or are what is not done of a share (`done`)."""

    __pydantic_config__ = STRICT
    kind: Literal["deduction"]
    points_each: Points
    counted: Literal["faults", "done"]

    def roles(self) -> dict[str, Forms]:
        return {"faults": (facts.Number,)} if self.counted == "faults" else {"done": (facts.Share,)}

    def optional_roles(self) -> dict[str, Forms]:
        return {"waived": (facts.Number,)}


@dataclass(frozen=True, slots=True)
class Component:
    __pydantic_config__ = STRICT
    text: Text
    weight: Points


@dataclass(frozen=True, slots=True)
class MeanRule:
    """Weighted mean of shares times the maximum."""

    __pydantic_config__ = STRICT
    kind: Literal["mean_of_components"]
    components: dict[str, Component]

    def roles(self) -> dict[str, Forms]:
        return dict.fromkeys(self.components, RATIO)


@dataclass(frozen=True, slots=True)
class SurveyAnswersRule:
    """Each option is worth a share of the maximum; fewer than `min_answers` valid answers are no basis."""

    __pydantic_config__ = STRICT
    kind: Literal["survey_answers"]
    weights: dict[str, Share]
    min_answers: Count = 0
    below_minimum: Literal["drop", "not_scored"] = "drop"

    def roles(self) -> dict[str, Forms]:
        return {"answers": (facts.Answers,)}


@dataclass(frozen=True, slots=True)
class ShareSatisfiedRule:
    """Share of answers in `satisfied` among all `options`, times the maximum, full from `full_at`."""

    __pydantic_config__ = STRICT
    kind: Literal["share_satisfied"]
    options: tuple[str, ...]
    satisfied: tuple[str, ...]
    full_at: Share | None = None
    min_answers: Count = 0
    below_minimum: Literal["drop", "not_scored"] = "drop"

    def roles(self) -> dict[str, Forms]:
        return {"answers": (facts.Answers, *RATIO)}


@dataclass(frozen=True, slots=True)
class AgainstPreviousRule:
    """Compares with the same stretch a year before; a change of at most `margin` counts as equal."""

    __pydantic_config__ = STRICT
    kind: Literal["against_previous"]
    up: Points
    equal: Points
    down: Points
    margin: Annotated[Number, "threshold"] | None = None
    better: Literal["higher", "lower"] = "higher"

    def roles(self) -> dict[str, Forms]:
        return {"value": QUANTITY}


@dataclass(frozen=True, slots=True)
class AgainstBestRule:
    """Own value over the best value of the ranking group, times the maximum."""

    __pydantic_config__ = STRICT
    kind: Literal["against_best"]

    def roles(self) -> dict[str, Forms]:
        return {"value": QUANTITY}


@dataclass(frozen=True, slots=True)
class Term:
    """`points_per_whole` points for a share of one, never more than `cap`."""

    __pydantic_config__ = STRICT
    text: Text
    points_per_whole: Points
    cap: Points | None = None


@dataclass(frozen=True, slots=True)
class CappedSumRule:
    __pydantic_config__ = STRICT
    kind: Literal["capped_sum"]
    terms: dict[str, Term]

    def roles(self) -> dict[str, Forms]:
        return dict.fromkeys(self.terms, RATIO)


@dataclass(frozen=True, slots=True)
class PerItemRule:
    """`points_each` per item up to the leaf's maximum: for bonus and penalty leaves."""

    __pydantic_config__ = STRICT
    kind: Literal["per_item"]
    points_each: Points

    def roles(self) -> dict[str, Forms]:
        return {"items": (facts.Number,)}


@dataclass(frozen=True, slots=True)
class AwardedRule:
    """Points are set by a deciding body and taken over as they are."""

    __pydantic_config__ = STRICT
    kind: Literal["awarded"]

    def roles(self) -> dict[str, Forms]:
        return {"points": (facts.Number,)}


OpenRule = Annotated[
    Union[
        YesNoRule, ConditionsRule, LevelsRule, StepsRule, ProportionalRule, DeductionRule, MeanRule, SurveyAnswersRule,
        ShareSatisfiedRule, AgainstPreviousRule, AgainstBestRule, CappedSumRule, PerItemRule, AwardedRule,
    ],
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class GateRule:
    """Zero unless the prerequisite holds; then the inner rule counts."""

    __pydantic_config__ = STRICT
    kind: Literal["gate"]
    passes_when: Literal["yes", "no", "zero"]
    then: OpenRule

    def roles(self) -> dict[str, Forms]:
        form: Forms = (facts.Number,) if self.passes_when == "zero" else (facts.YesNo,)
        return {"prerequisite": form, **self.then.roles()}

    def optional_roles(self) -> dict[str, Forms]:
        return optional_roles(self.then)


Rule = Union[
    YesNoRule, ConditionsRule, LevelsRule, StepsRule, ProportionalRule, DeductionRule, MeanRule, SurveyAnswersRule,
    ShareSatisfiedRule, AgainstPreviousRule, AgainstBestRule, CappedSumRule, PerItemRule, AwardedRule, GateRule,
]
RuleChoice = Annotated[Rule, Field(discriminator="kind")]

RULE_SHAPES: tuple[type, ...] = (
    YesNoRule, ConditionsRule, RuleLevel, LevelsRule, Step, StepsRule, ProportionalRule, DeductionRule, Component, MeanRule,
    SurveyAnswersRule, ShareSatisfiedRule, AgainstPreviousRule, AgainstBestRule, Term, CappedSumRule, PerItemRule,
    AwardedRule, GateRule,
)


def optional_roles(rule: Rule) -> dict[str, Forms]:
    """Roles that may be left out of a leaf's measures, and of its measurements."""
    return rule.optional_roles() if isinstance(rule, (DeductionRule, GateRule)) else {}
