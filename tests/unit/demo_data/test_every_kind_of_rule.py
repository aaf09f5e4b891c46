"""Figures fit every kind of rule there is, whatever the edition: one made-up edition with a leaf for each kind."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

from parix.criteria.editions import (
    AppliesTo,
    Arithmetic,
    DatedRule,
    Edition,
    Field,
    InForce,
    Leaf,
    MeasureUse,
    RankingGroup,
    Rounding,
    Settings,
)
from parix.criteria.rule_shapes import (
    RULE_SHAPES,
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
    optional_roles,
)
from parix.demo_data.measuring import measurement_sets
from parix.foundation.agencies import Agency
from parix.foundation.facts import Level, Share
from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.scoring.fitting import unfit
from parix.scoring.groups import score_group

WORD = Text("chữ", "word")
PERIOD = Period.of_year(2023)
AGENCIES = tuple(Agency(f"A{number}", f"Cơ quan {number}", "department") for number in range(60))
SHARE = ProportionalRule("proportional", floor=F(4, 5))
RULES: dict[str, Rule] = {
    "yes": YesNoRule("yes_no"),
    "no": YesNoRule("yes_no", "no"),
    "conditions": ConditionsRule("conditions", {"plan": WORD, "report": WORD}, (F(4), F(2))),
    "levels": LevelsRule("levels", {"late": RuleLevel(WORD, F(2)), "timely": RuleLevel(WORD, F(4)), "none": RuleLevel(WORD, F(0))}),
    "steps_share": StepsRule("steps", "share", (Step(F(4), above=F(9, 10)), Step(F(2), at_least=F(7, 10)), Step(F(0)))),
    "steps_errors": StepsRule("steps", "number", (Step(F(4)), Step(F(2), at_least=F(1)), Step(F(0), at_least=F(2)))),
    "steps_narrow": StepsRule("steps", "number", (Step(F(4), at_least=F(1, 2)), Step(F(2), above=F(1, 5)), Step(F(0)))),
    "proportional": SHARE,
    "done": DeductionRule("deduction", F(1, 2), "done"),
    "faults": DeductionRule("deduction", F(1), "faults"),
    "mean": MeanRule("mean_of_components", {"a": Component(WORD, F(1)), "b": Component(WORD, F(2))}),
    "survey": SurveyAnswersRule("survey_answers", {"A": F(1), "B": F(1, 2), "C": F(0)}, 30),
    "satisfied": ShareSatisfiedRule("share_satisfied", ("good", "fair", "bad"), ("good", "fair"), F(9, 10), 30),
    "previous": AgainstPreviousRule("against_previous", F(4), F(2), F(0), F(1, 100)),
    "previous_number": AgainstPreviousRule("against_previous", F(4), F(2), F(0), better="lower"),
    "best": AgainstBestRule("against_best"),
    "capped": CappedSumRule("capped_sum", {"x": Term(WORD, F(3)), "y": Term(WORD, F(2), F(1))}),
    "items": PerItemRule("per_item", F(1, 2)),
    "awarded": AwardedRule("awarded"),
    "gate_yes": GateRule("gate", "yes", SHARE),
    "gate_zero": GateRule("gate", "zero", SHARE),
}
COUNTED_BY_NUMBER = ("steps_errors", "steps_narrow", "previous_number", "best")


def _leaf(name: str, rule: Rule, max_points: F = F(4)) -> Leaf:
    roles = {**rule.roles(), **optional_roles(rule)}
    whole = None if name in COUNTED_BY_NUMBER else WORD
    measures = {role: MeasureUse(f"{name}.{role}", WORD, whole) for role in roles}
    return Leaf(name, name, WORD, max_points, (DatedRule(date.min, rule),), measures, "data")


def _edition(leaves: tuple[Leaf, ...]) -> Edition:
    total = sum((leaf.max_points for leaf in leaves), F(0))
    settings = Settings(
        "made_up", WORD, "draft", "không có", ("department",), InForce(date(2023, 1, 1)), total,
        Arithmetic(Rounding("total", "half_up", 2), "standard"), "percent_of_applicable", (), (RankingGroup("all", WORD, AppliesTo()),),
    )
    return Edition(settings, (Field("1", "field", WORD, total, leaves),), "made up")


def test_every_kind_is_tried() -> None:
    assert {type(rule) for rule in RULES.values()} == {shape for shape in RULE_SHAPES if shape.__name__.endswith("Rule")}


def test_facts_fit_every_kind_and_each_leaf_is_scored() -> None:
    edition = _edition(tuple(_leaf(name, rule) for name, rule in RULES.items()))
    sets = measurement_sets(edition, AGENCIES, PERIOD, 11)
    assert [problem for one in sets for problem in unfit(edition, one)] == []
    sheets = score_group(edition, sets)
    assert {leaf.state for sheet in sheets for leaf in sheet.leaves} == {"scored"}
    taken = {(leaf.leaf.key, leaf.branch) for sheet in sheets for leaf in sheet.leaves}
    several = {name for name in RULES if len({branch for key, branch in taken if key == name}) > 1}
    assert several >= {"yes", "no", "conditions", "levels", "steps_share", "steps_errors", "proportional", "previous", "previous_number"}


def test_last_years_figure_is_the_one_that_last_years_set_holds() -> None:
    leaves = (_leaf("previous", RULES["previous"]), _leaf("previous_number", RULES["previous_number"]))
    edition, before = _edition(leaves), PERIOD.a_year_before()
    this_year = measurement_sets(edition, AGENCIES, PERIOD, 11)
    last_year = measurement_sets(edition, AGENCIES, before, 11)
    for one, earlier in zip(this_year, last_year, strict=True):
        assert len(one.measurements) == 4
        for code in ("previous.value", "previous_number.value"):
            assert one.by_code()[code, before].fact == earlier.by_code()[code, before].fact


def test_one_code_read_by_several_leaves_has_a_form_and_words_that_suit_all() -> None:
    narrow = LevelsRule("levels", {"timely": RuleLevel(WORD, F(4)), "none": RuleLevel(WORD, F(0))})
    wide, share, awarded = _leaf("levels", RULES["levels"]), _leaf("done", RULES["done"]), _leaf("awarded", RULES["awarded"])
    codes = {"levels.level": narrow, "done.done": SHARE}
    again = tuple(
        Leaf(f"again_{index}", f"again_{index}", WORD, F(4), (DatedRule(date.min, rule),), {role: MeasureUse(code, WORD, WORD)}, "data")
        for index, (code, rule) in enumerate(codes.items()) for role in rule.roles()
    )
    smaller = Leaf("less", "less", WORD, F(1), awarded.rule, awarded.measures, "data")
    edition = _edition((wide, share, awarded, *again, smaller))
    sets = measurement_sets(edition, AGENCIES, PERIOD, 11)
    assert [problem for one in sets for problem in unfit(edition, one)] == []
    facts = [one.by_code() for one in sets]
    assert {one["levels.level", PERIOD].fact for one in facts} <= {Level("timely"), Level("none")}
    assert all(isinstance(one["done.done", PERIOD].fact, Share) for one in facts)


def test_agencies_of_other_kinds_are_passed_over() -> None:
    edition = _edition((_leaf("yes", RULES["yes"]),))
    assert measurement_sets(edition, (Agency("C", "Xã", "commune"), AGENCIES[0]), PERIOD, 1)[0].agency == AGENCIES[0]
