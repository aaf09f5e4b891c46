"""The list of mutants of every kind of rule, as one would write it by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import (
    AgainstBestRule,
    AgainstPreviousRule,
    AwardedRule,
    CappedSumRule,
    Component,
    ConditionsRule,
    DeductionRule,
    GateRule,
    LevelsRule,
    MeanRule,
    PerItemRule,
    ProportionalRule,
    Rule,
    RuleLevel,
    ShareSatisfiedRule,
    Step,
    StepsRule,
    SurveyAnswersRule,
    Term,
    YesNoRule,
)
from parix.foundation.phrases import Text
from parix.scoring.proving.mutants import mutants
from parix.scoring.rules.registry import RULES

F, T = Fraction, Text("chữ", "words")
LEAF = Leaf("1", "leaf", T, F(2), (), {}, "data")

LISTS: dict[str, tuple[Rule, list[str]]] = {
    "yes_no": (YesNoRule("yes_no"), ["full_when yes -> no"]),
    "yes_no, no": (YesNoRule("yes_no", "no"), ["full_when no -> yes"]),
    "conditions": (ConditionsRule("conditions", {"a": T, "b": T}, (F(2), F(1))), [
        "points_by_missing[0] 2 -> 2.01", "points_by_missing[0] 2 -> 1.99", "points_by_missing[1] 1 -> 1.01", "points_by_missing[1] 1 -> 0.99",
    ]),
    "levels": (LevelsRule("levels", {"timely": RuleLevel(T, F(2)), "late": RuleLevel(T, F(1, 2)), "none": RuleLevel(T, F(0))}), [
        "levels.timely points 2 -> 2.01", "levels.timely points 2 -> 1.99", "levels.late points 0.5 -> 0.51", "levels.late points 0.5 -> 0.49",
        "levels.none points 0 -> 0.01",
    ]),
    "steps": (StepsRule("steps", "share", (Step(F(2), at_least=F(9, 10)), Step(F(1), above=F(7, 10)), Step(F(0)))), [
        "steps[0] points 2 -> 2.01", "steps[0] points 2 -> 1.99", "steps[0] at_least 0.9 -> 0.91", "steps[0] at_least 0.9 -> 0.89",
        "steps[0] at_least 0.9 -> above",
        "steps[1] points 1 -> 1.01", "steps[1] points 1 -> 0.99", "steps[1] above 0.7 -> 0.71", "steps[1] above 0.7 -> 0.69", "steps[1] above 0.7 -> at_least",
        "steps[2] points 0 -> 0.01",
    ]),
    "steps of numbers": (StepsRule("steps", "number", (Step(F(2)), Step(F(0), at_least=F(1)))), [
        "steps[0] points 2 -> 2.01", "steps[0] points 2 -> 1.99",
        "steps[1] points 0 -> 0.01", "steps[1] at_least 1 -> 2", "steps[1] at_least 1 -> 0", "steps[1] at_least 1 -> above",
    ]),
    "proportional": (ProportionalRule("proportional"), []),
    "proportional with floor": (ProportionalRule("proportional", floor=F(1, 2)), ["floor 0.5 -> 0.51", "floor 0.5 -> 0.49", "floor_excluded False -> True"]),
    "proportional with mark": (ProportionalRule("proportional", full_at=F(1, 2), scaled=False), [
        "full_at 0.5 -> 0.51", "full_at 0.5 -> 0.49", "scaled False -> True",
    ]),
    "proportional with both": (ProportionalRule("proportional", F(0), True, F(1)), [
        "floor 0 -> 0.01", "floor_excluded True -> False", "full_at 1 -> 0.99",
    ]),
    "deduction": (DeductionRule("deduction", F(3, 4), "done"), ["points_each 0.75 -> 0.76", "points_each 0.75 -> 0.74"]),
    "mean_of_components": (MeanRule("mean_of_components", {"a": Component(T, F(1)), "b": Component(T, F(2))}), [
        "components.a weight 1 -> 1.01", "components.a weight 1 -> 0.99", "components.b weight 2 -> 2.01", "components.b weight 2 -> 1.99",
    ]),
    "survey_answers": (SurveyAnswersRule("survey_answers", {"A": F(1), "B": F(3, 5), "C": F(0)}), [
        "weights.A 1 -> 0.99", "weights.B 0.6 -> 0.61", "weights.B 0.6 -> 0.59", "weights.C 0 -> 0.01",
    ]),
    "survey_answers with minimum": (SurveyAnswersRule("survey_answers", {"A": F(1)}, 30), [
        "weights.A 1 -> 0.99", "min_answers 30 -> 31", "min_answers 30 -> 29", "below_minimum drop -> not_scored",
    ]),
    "survey_answers with a minimum of one": (SurveyAnswersRule("survey_answers", {"A": F(1)}, 1, "not_scored"), [
        "weights.A 1 -> 0.99", "min_answers 1 -> 2", "below_minimum not_scored -> drop",
    ]),
    "share_satisfied": (ShareSatisfiedRule("share_satisfied", ("A", "B"), ("A",)), []),
    "share_satisfied with all": (ShareSatisfiedRule("share_satisfied", ("A", "B"), ("A",), F(9, 10), 2), [
        "full_at 0.9 -> 0.91", "full_at 0.9 -> 0.89", "min_answers 2 -> 3", "min_answers 2 -> 1", "below_minimum drop -> not_scored",
    ]),
    "against_previous": (AgainstPreviousRule("against_previous", F(2), F(1), F(0)), [
        "up 2 -> 2.01", "up 2 -> 1.99", "equal 1 -> 1.01", "equal 1 -> 0.99", "down 0 -> 0.01", "better higher -> lower",
    ]),
    "against_previous with margin": (AgainstPreviousRule("against_previous", F(2), F(0), F(0), F(1, 100), "lower"), [
        "up 2 -> 2.01", "up 2 -> 1.99", "equal 0 -> 0.01", "down 0 -> 0.01", "margin 0.01 -> 0.02", "margin 0.01 -> 0", "better lower -> higher",
    ]),
    "against_best": (AgainstBestRule("against_best"), []),
    "capped_sum": (CappedSumRule("capped_sum", {"a": Term(T, F(6)), "b": Term(T, F(5, 2), F(2))}), [
        "terms.a points_per_whole 6 -> 6.01", "terms.a points_per_whole 6 -> 5.99", "terms.b points_per_whole 2.5 -> 2.51",
        "terms.b points_per_whole 2.5 -> 2.49", "terms.b cap 2 -> 2.01", "terms.b cap 2 -> 1.99",
    ]),
    "per_item": (PerItemRule("per_item", F(1, 2)), ["points_each 0.5 -> 0.51", "points_each 0.5 -> 0.49"]),
    "awarded": (AwardedRule("awarded"), []),
    "gate": (GateRule("gate", "yes", YesNoRule("yes_no")), ["passes_when yes -> no", "full_when yes -> no"]),
    "gate on nothing": (GateRule("gate", "zero", ProportionalRule("proportional", full_at=F(1, 2))), [
        "full_at 0.5 -> 0.51", "full_at 0.5 -> 0.49", "scaled True -> False",
    ]),
    "gate before steps of numbers": (GateRule("gate", "no", StepsRule("steps", "number", (Step(F(2), above=F(1)), Step(F(0))))), [
        "passes_when no -> yes", "steps[0] points 2 -> 2.01", "steps[0] points 2 -> 1.99", "steps[0] above 1 -> 2", "steps[0] above 1 -> 0",
        "steps[0] above 1 -> at_least", "steps[1] points 0 -> 0.01",
    ]),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_mutants_of_a_rule_are_these(name: str) -> None:
    rule, changes = LISTS[name]
    assert [mutant.change for mutant in mutants(LEAF, rule)] == changes


@pytest.mark.parametrize("name", LISTS)
def test_each_mutant_is_another_rule_of_the_same_kind(name: str) -> None:
    rule, _ = LISTS[name]
    changed = [mutant.rule for mutant in mutants(LEAF, rule)]
    assert all(one.kind == rule.kind and one != rule for one in changed)
    assert all(changed.count(one) == 1 for one in changed)
    assert all(mutant.leaf is LEAF for mutant in mutants(LEAF, rule))


def test_every_kind_of_rule_has_its_list() -> None:
    assert {rule.kind for rule, _ in LISTS.values()} == set(RULES)


@pytest.mark.parametrize(("setting", "others"), [("drop", ["full", "zero"]), ("full", ["drop", "zero"]), ("zero", ["drop", "full"])])
def test_what_follows_when_nothing_arose_changes_too(setting: Literal["drop", "full", "zero"], others: list[str]) -> None:
    leaf = replace(LEAF, nothing_arose=setting)
    rule = AwardedRule("awarded")
    found = [(mutant.leaf.nothing_arose, mutant.rule is rule, mutant.change) for mutant in mutants(leaf, rule)]
    assert found == [(other, True, f"nothing_arose {setting} -> {other}") for other in others]
