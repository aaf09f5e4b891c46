"""Wordings of the sets about surveys, comparisons, prerequisites and awarded points, worked out by hand."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest

from parix.criteria.rule_shapes import (
    AgainstBestRule,
    AgainstPreviousRule,
    AwardedRule,
    ConditionsRule,
    GateRule,
    LevelsRule,
    ProportionalRule,
    Rule,
    RuleLevel,
    ShareSatisfiedRule,
    Step,
    StepsRule,
    SurveyAnswersRule,
)
from parix.foundation.facts import Answers, Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.scoring.outcomes import Account, Scored, Unscored
from parix.scoring.rules.registry import RULES
from tests.unit.scoring.rule_cases import text, use


def share(numerator: int, denominator: int) -> Share:
    return Share(F(numerator), F(denominator))


def number(value: float | str) -> Number:
    return Number(F(value))


def exact(rule: Rule, maximum: F | int, **facts: Known) -> Scored | Unscored:
    return RULES[rule.kind].exact(rule, facts, F(maximum))


def account(rule: Rule, maximum: F | int, **facts: Known) -> Account:
    scored = exact(rule, maximum, **facts)
    assert isinstance(scored, Scored)
    return RULES[rule.kind].account(rule, facts, F(maximum), scored, {role: use(role) for role in facts})


def gains(rule: Rule, maximum: F | int, **facts: Known) -> list[tuple[str, F]]:
    return [(gain.change.text("vi"), gain.points) for gain in account(rule, maximum, **facts).gains]


# "A = 100 %, B = 60 %, C = 20 %, D = 0 %", nothing under 30 answers
ABCD = SurveyAnswersRule("survey_answers", {"A": F(1), "B": F("0.6"), "C": F("0.2"), "D": F(0)}, 30, "drop")


@pytest.mark.parametrize(("counts", "points"), [
    ({"A": 40}, 10), ({"D": 40}, 0), ({"B": 30}, 6), ({"C": 30}, 2),
    ({"A": 25, "B": 15, "C": 6, "D": 4}, F("7.04")),  # (25 + 9 + 1,2) / 50 x 10
    ({"A": 1, "B": 1, "C": 1, "D": 27}, F(3, 5)),
    ({"A": 10, "B": 10, "C": 10, "D": 10, "X": 1000}, F("4.5")),  # other marks on the form are no answers
])
def test_survey_is_the_mean_of_the_weights(counts: dict[str, int], points: F) -> None:
    assert exact(ABCD, 10, answers=Answers(counts)) == Scored(F(points), "mean_weight")


@pytest.mark.parametrize(("rule", "counts", "consequence"), [
    (ABCD, {"A": 29}, "drop"), (ABCD, {}, "drop"), (ABCD, {"X": 1000}, "drop"),
    (SurveyAnswersRule("survey_answers", {"A": F(1)}, 5, "not_scored"), {"A": 4}, "not_scored"),
    (SurveyAnswersRule("survey_answers", {"A": F(1)}), {}, "drop"),
    (ShareSatisfiedRule("share_satisfied", ("yes", "no"), ("yes",), None, 30, "not_scored"), {"yes": 20, "no": 9}, "not_scored"),
    (ShareSatisfiedRule("share_satisfied", ("yes", "no"), ("yes",)), {"yes": 0}, "drop"),
])
def test_too_few_answers_are_no_basis(rule: Rule, counts: dict[str, int], consequence: str) -> None:
    outcome = exact(rule, 10, answers=Answers(counts))
    assert isinstance(outcome, Unscored)
    assert (outcome.branch, outcome.consequence) == ("too_few_answers", consequence)
    minimum = max(getattr(rule, "min_answers", 0), 1)
    valid = sum(count for option, count in counts.items() if option != "X")
    assert outcome.reason.text("vi") == f"chỉ có {valid} phiếu hợp lệ, tối thiểu {minimum}"


def test_just_enough_answers_are_a_basis() -> None:
    assert exact(ABCD, 10, answers=Answers({"A": 30})) == Scored(F(10), "mean_weight")


# SIPAS of QĐ 1001/QĐ-BNV: satisfied and very satisfied over all answers
SIPAS = ShareSatisfiedRule("share_satisfied", ("very", "satisfied", "normal", "not"), ("very", "satisfied"))
# full points from 90 % on
SIPAS_90 = ShareSatisfiedRule("share_satisfied", ("very", "satisfied", "normal", "not"), ("very", "satisfied"), F("0.9"))


@pytest.mark.parametrize(("rule", "fact", "points", "branch"), [
    (SIPAS, Rate(F("0.8266")), F("8.266"), "in_proportion"),
    (SIPAS, share(8266, 10000), F("8.266"), "in_proportion"),
    (SIPAS, Answers({"very": 30, "satisfied": 53, "normal": 10, "not": 7}), F("8.3"), "in_proportion"),
    (SIPAS, Answers({"very": 100}), 10, "full"),
    (SIPAS_90, Answers({"satisfied": 89, "not": 11}), F(890, 90), "in_proportion"),
    (SIPAS_90, Answers({"satisfied": 90, "not": 10}), 10, "full"),
    (SIPAS_90, Rate(F("0.45")), 5, "in_proportion"),
])
def test_share_satisfied(rule: ShareSatisfiedRule, fact: Known, points: F, branch: str) -> None:
    assert exact(rule, 10, answers=fact) == Scored(F(points), branch)


# "Tăng hơn năm trước: 2; bằng: 1; giảm: 0"
UP = AgainstPreviousRule("against_previous", F(2), F(1), F(0))
UP_MARGIN = AgainstPreviousRule("against_previous", F(2), F(1), F(0), F("0.01"))
FEWER = AgainstPreviousRule("against_previous", F(2), F(1), F(0), better="lower")
FEWER_MARGIN = AgainstPreviousRule("against_previous", F(2), F(1), F(0), F(2), "lower")


@pytest.mark.parametrize(("rule", "value", "previous", "branch"), [
    (UP, share(3, 10), share(29, 100), "up"), (UP, share(1, 3), share(2, 6), "equal"), (UP, share(33, 100), share(1, 3), "down"),
    (UP_MARGIN, share(31, 100), share(30, 100), "equal"), (UP_MARGIN, share(3101, 10000), share(30, 100), "up"),
    (UP_MARGIN, share(29, 100), share(30, 100), "equal"), (UP_MARGIN, share(2899, 10000), share(30, 100), "down"),
    (UP_MARGIN, Rate(F("0.29")), Rate(F("0.3")), "equal"),
    (FEWER, number(4), number(5), "up"), (FEWER, number(5), number(5), "equal"), (FEWER, number(6), number(5), "down"),
    (FEWER_MARGIN, number(8), number(10), "equal"), (FEWER_MARGIN, number(7), number(10), "up"),
    (FEWER_MARGIN, number(12), number(10), "equal"), (FEWER_MARGIN, number(13), number(10), "down"),
])
def test_against_previous(rule: AgainstPreviousRule, value: Known, previous: Known, branch: str) -> None:
    assert exact(rule, 2, value=value, previous=previous) == Scored({"up": F(2), "equal": F(1), "down": F(0)}[branch], branch)
    columns = {"value": np.array([float(value.value)]), "previous": np.array([float(previous.value)])}  # type: ignore[union-attr]
    assert RULES["against_previous"].array(rule, columns, 2.0).tolist() == [{"up": 2.0, "equal": 1.0, "down": 0.0}[branch]]


@pytest.mark.parametrize(("rule", "value", "previous", "changes"), [
    (UP, share(30, 100), share(35, 100), [("thêm 5 value (vi) thì đạt 35 %", 1), ("thêm 6 value (vi) thì đạt 36 %", 2)]),
    (UP, share(35, 100), share(35, 100), [("thêm 1 value (vi) thì đạt 36 %", 1)]),
    (FEWER, number(7), number(5), [("đưa value (vi) tới 5", 1), ("đưa value (vi) tới 4", 2)]),
    (FEWER, share(7, 100), share(5, 100), [("bớt 2 value (vi) thì còn 5 %", 1), ("bớt 3 value (vi) thì còn 4 %", 2)]),
    (UP, number("104.2"), number("105.3"), [("đưa value (vi) tới 105,3", 1), ("đưa value (vi) tới 105,4", 2)]),  # growth, no count
    (FEWER_MARGIN, number(13), number(10), [("đưa value (vi) tới 12", 1), ("đưa value (vi) tới 7", 2)]),
])
def test_what_would_beat_last_year(rule: AgainstPreviousRule, value: Known, previous: Known, changes: list[tuple[str, int]]) -> None:
    assert gains(rule, 2, value=value, previous=previous) == changes


@pytest.mark.parametrize(("value", "best", "points", "branch"), [
    (share(40, 100), share(80, 100), 2, "in_proportion"), (share(80, 100), share(80, 100), 4, "best"), (share(0, 5), share(80, 100), 0, "in_proportion"),
    (share(0, 5), share(0, 9), 0, "all_zero"), (number(3), number(12), 1, "in_proportion"), (number(12), number(12), 4, "best"),
    (Rate(F("1.2")), Rate(F("1.6")), 3, "in_proportion"),
])
def test_against_best(value: Known, best: Known, points: int, branch: str) -> None:
    assert exact(AgainstBestRule("against_best"), 4, value=value, best=best) == Scored(F(points), branch)


def test_awarded_points_are_taken_over() -> None:
    assert exact(AwardedRule("awarded"), F("61.5"), points=number("57.04")) == Scored(F("57.04"), "awarded")


# "(b/a) x 1,5; trừ khi có nhiệm vụ quá hạn chưa xong: 0"
NONE_OVERDUE = GateRule("gate", "zero", ProportionalRule("proportional"))
WITH_PLAN = GateRule("gate", "yes", StepsRule("steps", "share", (Step(F("1.5"), at_least=F("0.8")), Step(F(0)))))
NO_BREACH = GateRule("gate", "no", ProportionalRule("proportional"))


@pytest.mark.parametrize(("rule", "facts", "points", "branch"), [
    (NONE_OVERDUE, {"prerequisite": number(0), "share": share(8, 10)}, F("1.2"), "in_proportion"),
    (NONE_OVERDUE, {"prerequisite": number(1), "share": share(10, 10)}, 0, "gate_closed"),
    (NONE_OVERDUE, {"prerequisite": number(2)}, 0, "gate_closed"),
    (WITH_PLAN, {"prerequisite": YesNo(True), "value": share(8, 10)}, F("1.5"), "step_0"),
    (WITH_PLAN, {"prerequisite": YesNo(False), "value": share(8, 10)}, 0, "gate_closed"),
    (NO_BREACH, {"prerequisite": YesNo(False), "share": share(1, 3)}, F("0.5"), "in_proportion"),
    (NO_BREACH, {"prerequisite": YesNo(True), "share": share(1, 3)}, 0, "gate_closed"),
])
def test_gate(rule: GateRule, facts: dict[str, Known], points: F, branch: str) -> None:
    assert exact(rule, F("1.5"), **facts) == Scored(F(points), branch)


@pytest.mark.parametrize(("rule", "facts"), [
    (GateRule("gate", "yes", ProportionalRule("proportional")), {}),
    (GateRule("gate", "yes", AgainstPreviousRule("against_previous", F(1), F(0), F(0))), {"value": share(1, 2)}),
    (GateRule("gate", "yes", AgainstBestRule("against_best")), {"value": share(1, 2)}),
    (GateRule("gate", "yes", ConditionsRule("conditions", {"a": text("a"), "b": text("b")}, (F(1),))), {"conditions": Conditions({"a": True})}),
    (GateRule("gate", "yes", LevelsRule("levels", {"good": RuleLevel(text("good"), F(1))})), {}),
])
def test_a_closed_gate_needs_nothing_else_to_be_known(rule: GateRule, facts: dict[str, Known]) -> None:
    closed: dict[str, Any] = {"prerequisite": YesNo(False), **facts}
    assert exact(rule, 1, **closed) == Scored(F(0), "gate_closed")
    told = account(rule, 1, **closed)
    assert told.applied.text("vi") == "Không có prerequisite (vi) nên được 0 điểm"
    assert told.gains == ()


def test_opening_a_gate_gains_what_the_inner_rule_gives() -> None:
    assert gains(NONE_OVERDUE, F("1.5"), prerequisite=number(3), share=share(8, 10)) == [("xử lý xong prerequisite (vi)", F("1.2"))]
    assert gains(WITH_PLAN, F("1.5"), prerequisite=YesNo(False), value=share(1, 10)) == []


def test_a_level_reached_by_several_names_is_told_once() -> None:
    rule = LevelsRule("levels", {"early": RuleLevel(text("early"), F(1)), "timely": RuleLevel(text("timely"), F(1)), "none": RuleLevel(text("none"), F(0))})
    assert gains(rule, 1, level=Level("none")) == [("đạt mức «early (vi)»", 1)]


@pytest.mark.parametrize(("counts", "changes"), [
    ({"A": 20, "B": 10, "D": 10}, [("thêm 1 phiếu chuyển lên mức A", F(1, 10)), ("thêm 20 phiếu chuyển lên mức A", F("3.5"))]),
    ({"A": 39, "B": 1}, [("thêm 1 phiếu chuyển lên mức A", F(1, 10))]),
    ({"A": 40}, []),
])
def test_better_answers_gain(counts: dict[str, int], changes: list[tuple[str, F]]) -> None:
    assert gains(ABCD, 10, answers=Answers(counts)) == changes


def test_a_leaf_worth_nothing_is_scored_and_asks_for_nothing() -> None:
    assert account(ABCD, 0, answers=Answers({"A": 20, "D": 20})).gains == ()
