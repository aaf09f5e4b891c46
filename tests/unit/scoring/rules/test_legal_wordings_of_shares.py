"""Wordings of the sets about shares, steps, counts and deductions, with points an official works out by hand."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from parix.criteria.rule_shapes import (
    CappedSumRule,
    Component,
    ConditionsRule,
    DeductionRule,
    LevelsRule,
    MeanRule,
    PerItemRule,
    ProportionalRule,
    Rule,
    RuleLevel,
    Step,
    StepsRule,
    Term,
    YesNoRule,
)
from parix.foundation.facts import Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.scoring.outcomes import Scored
from parix.scoring.rules.registry import RULES
from tests.unit.scoring.rule_cases import text, use


def share(numerator: float | str, denominator: float | str) -> Share:
    return Share(F(numerator), F(denominator))


def number(value: float | str) -> Number:
    return Number(F(value))


def points_of(rule: Rule, maximum: F, **facts: Known) -> tuple[F, str]:
    scored = RULES[rule.kind].exact(rule, facts, maximum)
    assert isinstance(scored, Scored)
    return scored.points, scored.branch


# "(b/a) x 6; dưới 95 %: 0": the floor itself counts
FLOOR = ProportionalRule("proportional", floor=F("0.95"))
# "từ 70 % trở xuống: 0": the floor itself is out
FLOOR_EXCLUDED = ProportionalRule("proportional", floor=F("0.7"), floor_excluded=True)
# "từ 50 %: 4; dưới 50 %: (tỷ lệ / 50 %) x 4"
FULL_AT_SCALED = ProportionalRule("proportional", full_at=F("0.5"))
# "từ 95 %: 4; 80 % đến dưới 95 %: (b/a) x 4; dưới 80 %: 0"
FULL_AT_PLAIN = ProportionalRule("proportional", floor=F("0.8"), full_at=F("0.95"), scaled=False)


@pytest.mark.parametrize(("rule", "maximum", "fact", "points", "branch"), [
    (ProportionalRule("proportional"), 2, share(0, 7), 0, "in_proportion"),
    (ProportionalRule("proportional"), 2, share(1, 3), F(2, 3), "in_proportion"),
    (ProportionalRule("proportional"), 2, share(7, 7), 2, "full"),
    (FLOOR, 6, share(9499, 10000), 0, "below_floor"),
    (FLOOR, 6, share(95, 100), F("5.7"), "in_proportion"),
    (FLOOR, 6, share(951, 1000), F("5.706"), "in_proportion"),
    (FLOOR, 6, share(100, 100), 6, "full"),
    (FLOOR, 6, Rate(F("0.94999")), 0, "below_floor"),
    (FLOOR, 6, Rate(F("0.95")), F("5.7"), "in_proportion"),
    (FLOOR_EXCLUDED, 2, share(70, 100), 0, "below_floor"),
    (FLOOR_EXCLUDED, 2, share(701, 1000), F("1.402"), "in_proportion"),
    (FULL_AT_SCALED, 4, share(12, 28), F(24, 7), "in_proportion"),
    (FULL_AT_SCALED, 4, share(1, 4), 2, "in_proportion"),
    (FULL_AT_SCALED, 4, share(14, 28), 4, "full"),
    (FULL_AT_SCALED, 4, share(28, 28), 4, "full"),
    (FULL_AT_PLAIN, 4, share(799, 1000), 0, "below_floor"),
    (FULL_AT_PLAIN, 4, share(80, 100), F("3.2"), "in_proportion"),
    (FULL_AT_PLAIN, 4, share(949, 1000), F("3.796"), "in_proportion"),
    (FULL_AT_PLAIN, 4, share(95, 100), 4, "full"),
    (ProportionalRule("proportional"), 3, share(11, 10), 3, "full"),
])
def test_proportional(rule: ProportionalRule, maximum: int, fact: Known, points: F, branch: str) -> None:
    assert points_of(rule, F(maximum), share=fact) == (points, branch)


# "Trên 90 %: 3; 70 % - 90 %: 1,5; dưới 70 %: 0"
OVER_90 = StepsRule("steps", "share", (Step(F(3), above=F("0.9")), Step(F("1.5"), at_least=F("0.7")), Step(F(0))))
# "Đúng 100 %: 3; có 1 sai: 1,5; từ 2 sai: 0", errors counted, the steps written from the lowest
ERRORS = StepsRule("steps", "number", (Step(F(3)), Step(F("1.5"), at_least=F(1)), Step(F(0), at_least=F(2))))
# "Vượt từ 10 %: 1,5; hoàn thành: 1; không hoàn thành: 0": a plan may be surpassed
SURPASSED = StepsRule("steps", "share", (Step(F("1.5"), at_least=F("1.1")), Step(F(1), at_least=F(1)), Step(F(0))))


@pytest.mark.parametrize(("rule", "fact", "points", "branch"), [
    (OVER_90, share(901, 1000), 3, "step_0"),
    (OVER_90, share(9, 10), F("1.5"), "step_1"),
    (OVER_90, share(7, 10), F("1.5"), "step_1"),
    (OVER_90, share(699, 1000), 0, "step_2"),
    (OVER_90, Rate(F("0.900001")), 3, "step_0"),
    (OVER_90, share(0, 1), 0, "step_2"),
    (ERRORS, number(0), 3, "step_0"),
    (ERRORS, number(1), F("1.5"), "step_1"),
    (ERRORS, number("1.5"), F("1.5"), "step_1"),
    (ERRORS, number(2), 0, "step_2"),
    (ERRORS, number(10**9), 0, "step_2"),
    (SURPASSED, share(110, 100), F("1.5"), "step_0"),
    (SURPASSED, share(1099, 1000), 1, "step_1"),
    (SURPASSED, share(100, 100), 1, "step_1"),
    (SURPASSED, share(999, 1000), 0, "step_2"),
])
def test_steps(rule: StepsRule, fact: Known, points: F, branch: str) -> None:
    assert points_of(rule, F(3), value=fact) == (points, branch)


# "4 báo cáo: 3; mỗi báo cáo chậm hoặc thiếu trừ 0,75, tối thiểu 0; trừ trường hợp do yếu tố khách quan"
REPORTS = DeductionRule("deduction", F("0.75"), "done")
VIOLATIONS = DeductionRule("deduction", F("0.5"), "faults")


@pytest.mark.parametrize(("rule", "maximum", "facts", "points", "branch"), [
    (REPORTS, 3, {"done": share(4, 4)}, 3, "no_fault"),
    (REPORTS, 3, {"done": share(3, 4)}, F("2.25"), "deducted"),
    (REPORTS, 3, {"done": share(1, 4)}, F("0.75"), "deducted"),
    (REPORTS, 3, {"done": share(0, 4)}, 0, "used_up"),
    (REPORTS, 3, {"done": share(0, 12)}, 0, "used_up"),
    (REPORTS, 3, {"done": share(3, 4), "waived": number(1)}, 3, "no_fault"),
    (REPORTS, 3, {"done": share(2, 4), "waived": number(1)}, F("2.25"), "deducted"),
    (REPORTS, 3, {"done": share(3, 4), "waived": number(5)}, 3, "no_fault"),
    (REPORTS, 3, {"done": share(0, 4), "waived": number(0)}, 0, "used_up"),
    (VIOLATIONS, 2, {"faults": number(0)}, 2, "no_fault"),
    (VIOLATIONS, 2, {"faults": number(3)}, F("0.5"), "deducted"),
    (VIOLATIONS, 2, {"faults": number(4)}, 0, "used_up"),
    (VIOLATIONS, 2, {"faults": number(5), "waived": number(2)}, F("0.5"), "deducted"),
])
def test_deduction(rule: DeductionRule, maximum: int, facts: dict[str, Known], points: F, branch: str) -> None:
    assert points_of(rule, F(maximum), **facts) == (points, branch)


# "Đủ cả hai điều kiện: 1; thiếu một: 0" and "Đủ: 2,5; thiếu một: 1,25; thiếu cả: 0"
BOTH = ConditionsRule("conditions", {"plan": text("plan"), "report": text("report")}, (F(1),))
HALF = ConditionsRule("conditions", {"plan": text("plan"), "report": text("report")}, (F("2.5"), F("1.25"), F(0)))


@pytest.mark.parametrize(("rule", "met", "points", "branch"), [
    (BOTH, (True, True), 1, "missing_0"),
    (BOTH, (True, False), 0, "missing_1"),
    (BOTH, (False, False), 0, "missing_1"),
    (HALF, (True, True), F("2.5"), "missing_0"),
    (HALF, (False, True), F("1.25"), "missing_1"),
    (HALF, (False, False), 0, "missing_2"),
])
def test_conditions(rule: ConditionsRule, met: tuple[bool, bool], points: F, branch: str) -> None:
    assert points_of(rule, rule.points_by_missing[0], conditions=Conditions({"plan": met[0], "report": met[1]})) == (points, branch)


def test_conditions_the_rule_does_not_name_count_for_nothing() -> None:
    assert points_of(BOTH, F(1), conditions=Conditions({"plan": True, "report": True, "other": False})) == (1, "missing_0")


# "Kịp thời: 2; không kịp thời: 1; không ban hành: 0"
TIMELY = LevelsRule("levels", {"timely": RuleLevel(text("timely"), F(2)), "late": RuleLevel(text("late"), F(1)), "none": RuleLevel(text("none"), F(0))})


@pytest.mark.parametrize(("level", "points"), [("timely", 2), ("late", 1), ("none", 0)])
def test_levels(level: str, points: int) -> None:
    assert points_of(TIMELY, F(2), level=Level(level)) == (points, level)


@pytest.mark.parametrize(("full_when", "answer", "points", "branch"), [
    ("yes", True, 3, "full"), ("yes", False, 0, "none"),  # "Đạt: 3; không đạt: 0"
    ("no", False, 3, "full"), ("no", True, 0, "none"),  # "Không vượt: 3; vượt: 0"
])
def test_yes_no(full_when: str, answer: bool, points: int, branch: str) -> None:
    assert points_of(YesNoRule("yes_no", full_when), F(3), answer=YesNo(answer)) == (points, branch)  # type: ignore[arg-type]


# Payment group of QĐ 766/QĐ-TTg: 6A + min(2; 2,5B) + 2,5C, at most 10
PAYMENT = CappedSumRule("capped_sum", {"a": Term(text("a"), F(6)), "b": Term(text("b"), F("2.5"), F(2)), "c": Term(text("c"), F("2.5"))})


@pytest.mark.parametrize(("a", "b", "c", "points", "branch"), [
    ("0", "0", "0", 0, "below_maximum"),
    ("1/2", "1/2", "1/2", "5.5", "below_maximum"),
    ("1/2", "0.8", "1/2", "6.25", "below_maximum"),  # 2,5 x 0,8 is just the cap
    ("1/2", "0.81", "1/2", "6.25", "below_maximum"),
    ("1/2", "0.79", "1/2", "6.225", "below_maximum"),
    ("1", "1", "0", 8, "below_maximum"),
    ("1", "1", "0.8", 10, "at_maximum"),
    ("1", "1", "1", 10, "at_maximum"),  # 6 + 2 + 2,5 is above the maximum
    ("1", "1", "0.799", "9.9975", "below_maximum"),
])
def test_capped_sum(a: str, b: str, c: str, points: str, branch: str) -> None:
    assert points_of(PAYMENT, F(10), a=Rate(F(a)), b=Rate(F(b)), c=Rate(F(c))) == (F(points), branch)


MEAN = MeanRule("mean_of_components", {"one": Component(text("one"), F(1)), "two": Component(text("two"), F(3))})


@pytest.mark.parametrize(("one", "two", "points"), [
    (share(0, 5), share(0, 5), 0), (share(5, 5), share(0, 5), 1), (share(0, 5), share(5, 5), 3), (share(1, 2), share(1, 3), F(3, 2)),
    (share(5, 5), share(7, 5), 4),  # more than the whole counts as the whole
])
def test_mean_of_components(one: Known, two: Known, points: F) -> None:
    assert points_of(MEAN, F(4), one=one, two=two) == (points, "mean")


@pytest.mark.parametrize(("items", "points", "branch"), [
    (0, 0, "no_item"), (1, F("0.5"), "per_item"), (3, F("1.5"), "per_item"), (4, 2, "at_maximum"), (9, 2, "at_maximum"),
])
def test_per_item(items: int, points: F, branch: str) -> None:
    assert points_of(PerItemRule("per_item", F("0.5")), F(2), items=number(items)) == (points, branch)


@pytest.mark.parametrize(("rule", "maximum", "facts", "grows", "changes"), [
    # 12 of 28 online, full from a half: one more dossier, or two for all points
    (FULL_AT_SCALED, 4, {"share": share(12, 28)}, "numerator", [("thêm 1 share (vi) thì đạt 46,43 %", F(2, 7)), ("thêm 2 share (vi) thì đạt 50 %", F(4, 7))]),
    # a new dossier adds to both counts, and it takes four
    (FULL_AT_SCALED, 4, {"share": share(12, 28)}, "both", [
        ("thêm 1 share (vi) mới thì đạt 44,83 %", F(4) * F(13, 29) * 2 - F(24, 7)), ("thêm 4 share (vi) mới thì đạt 50 %", F(4, 7))]),
    (FLOOR, 6, {"share": share(90, 100)}, "numerator", [("thêm 5 share (vi) thì đạt 95 %", F("5.7")), ("thêm 10 share (vi) thì đạt 100 %", F(6))]),
    (FLOOR, 6, {"share": share(90, 100)}, "both", [("thêm 100 share (vi) mới thì đạt 95 %", F("5.7"))]),
    (FLOOR_EXCLUDED, 2, {"share": share(7, 10)}, "numerator", [("thêm 1 share (vi) thì đạt 80 %", F("1.6")), ("thêm 3 share (vi) thì đạt 100 %", F(2))]),
    (OVER_90, 3, {"value": share(90, 100)}, "numerator", [("thêm 1 value (vi) thì đạt 91 %", F("1.5"))]),
    (OVER_90, 3, {"value": share(60, 100)}, "numerator", [("thêm 10 value (vi) thì đạt 70 %", F("1.5")), ("thêm 31 value (vi) thì đạt 91 %", F(3))]),
    (ERRORS, 3, {"value": number(4)}, "numerator", [("bớt 3 value (vi), còn 1", F("1.5")), ("bớt 4 value (vi), còn 0", F(3))]),
    (REPORTS, 3, {"done": share(0, 6)}, "numerator", [("khắc phục 3 trường hợp thiếu hoặc chậm", F("0.75")), ("khắc phục 6 trường hợp thiếu hoặc chậm", F(3))]),
    (HALF, F("2.5"), {"conditions": Conditions({"plan": False, "report": False})}, "numerator", [
        ("hoàn thành điều kiện: plan (vi)", F("1.25")), ("hoàn thành điều kiện: plan (vi), report (vi)", F("2.5"))]),
    (TIMELY, 2, {"level": Level("none")}, "numerator", [("đạt mức «late (vi)»", F(1)), ("đạt mức «timely (vi)»", F(2))]),
    (PerItemRule("per_item", F("0.75")), 2, {"items": number(2)}, "numerator", [("thêm 1 items (vi)", F("0.5"))]),
])
def test_what_would_gain_points(rule: Rule, maximum: F, facts: dict[str, Known], grows: str, changes: list[tuple[str, F]]) -> None:
    module, uses = RULES[rule.kind], {role: use(role, grows=grows) for role in facts}
    scored = module.exact(rule, facts, F(maximum))
    assert isinstance(scored, Scored)
    account = module.account(rule, facts, F(maximum), scored, uses)
    assert [(gain.change.text("vi"), gain.points) for gain in account.gains] == changes


def test_a_payment_group_near_its_maximum_asks_for_no_more_than_it_lacks() -> None:
    """8 + 1,25 of 10 points: 0,75 are missing, which 15 of the 25 open items bring; the other ten bring nothing."""
    facts: dict[str, Known] = {"a": Rate(F(1)), "b": Rate(F(1)), "c": share(25, 50)}
    scored = RULES["capped_sum"].exact(PAYMENT, facts, F(10))
    assert isinstance(scored, Scored)
    account = RULES["capped_sum"].account(PAYMENT, facts, F(10), scored, {role: use(role) for role in facts})
    assert [(gain.change.text("vi"), gain.points) for gain in account.gains] == [
        ("thêm 1 c (vi) thì đạt 52 %", F("0.05")), ("thêm 15 c (vi) thì đạt 80 %", F("0.75")),
    ]


def test_amounts_of_money_gain_what_is_left_when_it_is_less_than_one() -> None:
    facts: dict[str, Known] = {"share": share("12.4", 13)}
    rule = ProportionalRule("proportional")
    scored = RULES["proportional"].exact(rule, facts, F(1))
    assert isinstance(scored, Scored)
    account = RULES["proportional"].account(rule, facts, F(1), scored, {"share": use("share")})
    assert [(gain.change.text("vi"), gain.points) for gain in account.gains] == [("thêm 0,6 share (vi) thì đạt 100 %", F("0.6") / 13)]


def test_fewer_is_better_for_shares_too() -> None:
    """"Tỷ lệ trễ hạn dưới 1 %: 2; 1 % - 5 %: 1; trên 5 %: 0"."""
    rule = StepsRule("steps", "share", (Step(F(2)), Step(F(1), at_least=F("0.01")), Step(F(0), above=F("0.05"))))
    facts: dict[str, Known] = {"value": share(9, 100)}
    scored = RULES["steps"].exact(rule, facts, F(2))
    assert scored == Scored(F(0), "step_2")
    account = RULES["steps"].account(rule, facts, F(2), scored, {"value": use("value")})
    assert [(gain.change.text("vi"), gain.points) for gain in account.gains] == [
        ("bớt 4 value (vi) thì còn 5 %", F(1)), ("bớt 9 value (vi) thì còn 0 %", F(2)),
    ]


def test_the_best_step_in_the_middle_is_reached_by_the_shorter_way() -> None:
    """3 of "dưới 5: 1; từ 5: 3; trên 10: 2": two more bring two points, eight more only one."""
    rule = StepsRule("steps", "number", (Step(F(1)), Step(F(3), at_least=F(5)), Step(F(2), above=F(10))))
    facts: dict[str, Known] = {"value": number(3)}
    account = RULES["steps"].account(rule, facts, F(3), Scored(F(1), "step_0"), {"value": use("value")})
    assert [(gain.change.text("vi"), gain.points) for gain in account.gains] == [("thêm 2 value (vi) thì có 5", F(2))]
