"""Every rule in words, with its own numbers and the agency's: what an official reads, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction as F

import pytest

from parix.criteria.editions import MeasureUse
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
from parix.foundation.facts import Answers, Conditions, Known, Level, Number, Rate, Share, YesNo
from parix.foundation.phrases import Text
from parix.scoring.outcomes import Scored
from parix.scoring.rules.registry import RULES

HALF = F(1, 2)


def t(vi: str, en: str) -> Text:
    return Text(vi, en)


def share(above: int, below: int) -> Share:
    return Share(F(above), F(below))


def number(value: int | str) -> Number:
    return Number(F(value))


ITEM = t("hồ sơ", "dossiers")
THREE = ConditionsRule("conditions", {"a": t("kế hoạch", "plan"), "b": t("báo cáo", "report"), "c": t("kiểm tra", "check")}, (F(2), F(1)))
BOTH_TOLD = ConditionsRule("conditions", {"a": t("kế hoạch", "plan"), "b": t("báo cáo", "report")}, (F(2), F(1), HALF))
LEVELS = LevelsRule("levels", {"x": RuleLevel(t("kịp thời", "timely"), F(2)), "y": RuleLevel(t("chậm", "late"), HALF)})
STEPS = StepsRule("steps", "share", (Step(F(2), above=F("0.9")), Step(F(1), at_least=F("0.7")), Step(F(0))))
ERRORS = StepsRule("steps", "number", (Step(F(2)), Step(F(0), at_least=F(2))))
FLOOR = ProportionalRule("proportional", floor=F("0.7"))
ABOVE_FLOOR = ProportionalRule("proportional", floor=F("0.7"), floor_excluded=True)
FROM_HALF = ProportionalRule("proportional", full_at=HALF)
PLAIN = ProportionalRule("proportional", floor=F("0.8"), full_at=F("0.95"), scaled=False)
DONE, FAULTS = DeductionRule("deduction", F("0.75"), "done"), DeductionRule("deduction", HALF, "faults")
MEAN = MeanRule("mean_of_components", {"a": Component(t("tốt", "good"), F(1)), "b": Component(t("đủ", "full"), F(3))})
SURVEY = SurveyAnswersRule("survey_answers", {"A": F(1), "B": F("0.6")}, 30)
SIPAS = ShareSatisfiedRule("share_satisfied", ("x", "y"), ("x",), F("0.9"), 10)
UP = AgainstPreviousRule("against_previous", F(2), F(1), F(0))
FEWER = AgainstPreviousRule("against_previous", F(2), F(1), F(0), F(3), "lower")
BEST = AgainstBestRule("against_best")
SUM = CappedSumRule("capped_sum", {"a": Term(t("trực tuyến", "online"), F(6)), "b": Term(t("thanh toán", "paid"), F("2.5"), F(2))})
PER_ITEM, AWARDED = PerItemRule("per_item", HALF), AwardedRule("awarded")
GATE, NONE, NO = (GateRule("gate", passes, FROM_HALF) for passes in ("yes", "zero", "no"))


@pytest.mark.parametrize(("rule", "maximum", "vi", "en"), [
    (YesNoRule("yes_no"), 2, "Có hồ sơ: 2 điểm; không: 0", "dossiers: 2 points; none: 0"),
    (YesNoRule("yes_no", "no"), 2, "Không có hồ sơ: 2 điểm; có: 0", "No dossiers: 2 points; any: 0"),
    (THREE, 2, "Các điều kiện (kế hoạch, báo cáo, kiểm tra); đủ 3 điều kiện: 2, thiếu 1: 1, còn lại: 0",
     "Conditions (plan, report, check); all 3 conditions: 2, 1 missing: 1, otherwise: 0"),
    (BOTH_TOLD, 2, "Các điều kiện (kế hoạch, báo cáo); đủ 2 điều kiện: 2, thiếu 1: 1, thiếu 2: 0,5",
     "Conditions (plan, report); all 2 conditions: 2, 1 missing: 1, 2 missing: 0.5"),
    (ConditionsRule("conditions", {"a": t("kế hoạch", "plan"), "b": t("báo cáo", "report")}, (F(2), F(1))), 2,
     "Các điều kiện (kế hoạch, báo cáo); đủ 2 điều kiện: 2, thiếu 1: 1, còn lại: 0",
     "Conditions (plan, report); all 2 conditions: 2, 1 missing: 1, otherwise: 0"),
    (LEVELS, 2, "Theo mức của hồ sơ: kịp thời: 2, chậm: 0,5", "By the level of dossiers: timely: 2, late: 0.5"),
    (STEPS, 2, "Theo tỷ lệ hồ sơ: trên 90 %: 2 điểm, từ 70 %: 1 điểm, còn lại: 0 điểm",
     "By the share of dossiers: above 90%: 2 points, from 70%: 1 points, otherwise: 0 points"),
    (ERRORS, 2, "Theo số hồ sơ: còn lại: 2 điểm, từ 2: 0 điểm", "By the number of dossiers: otherwise: 2 points, from 2: 0 points"),
    (ProportionalRule("proportional"), 2, "Tính theo tỷ lệ hồ sơ: tỷ lệ × 2", "By the share of dossiers: share × 2"),
    (FLOOR, 2, "Tính theo tỷ lệ hồ sơ: tỷ lệ × 2, dưới 70 %: 0", "By the share of dossiers: share × 2, below 70%: 0"),
    (ABOVE_FLOOR, 2, "Tính theo tỷ lệ hồ sơ: tỷ lệ × 2, từ 70 % trở xuống: 0", "By the share of dossiers: share × 2, at or below 70%: 0"),
    (FROM_HALF, 2, "Tính theo tỷ lệ hồ sơ: từ 50 %: 2 điểm, dưới mức đó: (tỷ lệ / 50 %) × 2",
     "By the share of dossiers: from 50%: 2 points, below that: (share / 50%) × 2"),
    (PLAIN, 4, "Tính theo tỷ lệ hồ sơ: từ 95 %: 4 điểm, tỷ lệ × 4, dưới 80 %: 0", "By the share of dossiers: from 95%: 4 points, share × 4, below 80%: 0"),
    (DONE, 3, "Từ 3 điểm, mỗi trường hợp thiếu của hồ sơ trừ 0,75 điểm, không dưới 0", "From 3 points, 0.75 off per case missing among dossiers, not below 0"),
    (FAULTS, 3, "Từ 3 điểm, mỗi hồ sơ trừ 0,5 điểm, không dưới 0", "From 3 points, 0.5 off per dossiers, not below 0"),
    (MEAN, 4, "Trung bình của tốt (trọng số 1), đủ (trọng số 3), nhân 4", "Mean of good (weight 1), full (weight 3), times 4"),
    (SURVEY, 10, "Điểm phiếu bình quân (A = 100 %, B = 60 %) × 10; dưới 30 phiếu thì không tính",
     "Mean of the answers (A = 100%, B = 60%) × 10; under 30 answers nothing is scored"),
    (SurveyAnswersRule("survey_answers", {"A": F(1)}), 10, "Điểm phiếu bình quân (A = 100 %) × 10", "Mean of the answers (A = 100%) × 10"),
    (SIPAS, 10, "Tỷ lệ hồ sơ × 10; từ 90 % được đủ điểm; dưới 10 phiếu thì không tính",
     "Share of dossiers × 10; all points from 90%; under 10 answers nothing is scored"),
    (ShareSatisfiedRule("share_satisfied", ("x",), ("x",)), 10, "Tỷ lệ hồ sơ × 10", "Share of dossiers × 10"),
    (UP, 2, "So với năm trước, hồ sơ tốt hơn: 2; bằng: 1; kém hơn: 0", "Against the year before, dossiers better: 2; equal: 1; worse: 0"),
    (FEWER, 2, "So với năm trước (càng thấp càng tốt), hồ sơ tốt hơn: 2; bằng (chênh không quá 3): 1; kém hơn: 0",
     "Against the year before (less is better), dossiers better: 2; equal (within 3): 1; worse: 0"),
    (BEST, 4, "hồ sơ so với đơn vị tốt nhất trong khối × 4", "dossiers against the best of the group × 4"),
    (SUM, 8, "Tổng của 6 × trực tuyến, 2,5 × thanh toán (tối đa 2); không quá 8 điểm", "Sum of 6 × online, 2.5 × paid (at most 2); at most 8 points"),
    (PER_ITEM, 2, "Mỗi hồ sơ: 0,5 điểm, tối đa 2", "0.5 points per dossiers, at most 2"),
    (AWARDED, 10, "Điểm do cơ quan có thẩm quyền quyết định, tối đa 10", "Points set by the deciding body, at most 10"),
    (GATE, 2, "Tính theo tỷ lệ hồ sơ: từ 50 %: 2 điểm, dưới mức đó: (tỷ lệ / 50 %) × 2; nếu không có hồ sơ: 0",
     "By the share of dossiers: from 50%: 2 points, below that: (share / 50%) × 2; without dossiers: 0"),
    (NONE, 2, "Tính theo tỷ lệ hồ sơ: từ 50 %: 2 điểm, dưới mức đó: (tỷ lệ / 50 %) × 2; nếu có hồ sơ: 0",
     "By the share of dossiers: from 50%: 2 points, below that: (share / 50%) × 2; with any dossiers: 0"),
])
def test_a_rule_in_one_sentence(rule: Rule, maximum: int, vi: str, en: str) -> None:
    sentence = RULES[rule.kind].sentence(rule, F(maximum), _uses(rule))
    assert (sentence.text("vi"), sentence.text("en")) == (vi, en)


@pytest.mark.parametrize(("rule", "branches"), [
    (YesNoRule("yes_no"), "full none"), (THREE, "missing_0 missing_1 missing_2"), (BOTH_TOLD, "missing_0 missing_1 missing_2"), (LEVELS, "x y"),
    (ConditionsRule("conditions", {"a": ITEM, "b": ITEM}, (F(1),)), "missing_0 missing_1"), (STEPS, "step_0 step_1 step_2"),
    (FROM_HALF, "in_proportion full"), (FLOOR, "below_floor in_proportion full"), (DONE, "no_fault deducted used_up"), (MEAN, "mean"),
    (SURVEY, "too_few_answers mean_weight"), (SurveyAnswersRule("survey_answers", {"A": F(1)}), "mean_weight"),
    (SIPAS, "too_few_answers in_proportion full"), (ShareSatisfiedRule("share_satisfied", ("x",), ("x",)), "in_proportion full"),
    (UP, "up equal down"), (BEST, "best in_proportion all_zero"), (SUM, "below_maximum at_maximum"), (PER_ITEM, "no_item per_item at_maximum"),
    (AWARDED, "awarded"), (GATE, "gate_closed in_proportion full"),
])
def test_the_branches_that_worked_cases_must_reach(rule: Rule, branches: str) -> None:
    assert RULES[rule.kind].branches(rule) == tuple(branches.split())


def test_the_margin_of_a_share_is_a_percentage() -> None:
    rule, counted = AgainstPreviousRule("against_previous", F(2), F(1), F(0), F("0.01")), {"value": MeasureUse("x", ITEM, t("tất cả", "all"))}
    assert RULES["against_previous"].sentence(rule, F(2), counted).text("vi") == (
        "So với năm trước, hồ sơ tốt hơn: 2; bằng (chênh không quá 1 %): 1; kém hơn: 0"
    )


@pytest.mark.parametrize(("rule", "maximum", "facts", "applied", "shortfall"), [
    (YesNoRule("yes_no"), 2, {"answer": YesNo(True)}, "Có hồ sơ nên được đủ 2 điểm", None),
    (YesNoRule("yes_no"), 2, {"answer": YesNo(False)}, "Không có hồ sơ nên được 0 điểm", "Điều kiện duy nhất chưa đạt"),
    (YesNoRule("yes_no", "no"), 2, {"answer": YesNo(False)}, "Không có hồ sơ nên được đủ 2 điểm", None),
    (YesNoRule("yes_no", "no"), 2, {"answer": YesNo(True)}, "Có hồ sơ nên được 0 điểm", "Điều kiện duy nhất chưa đạt"),
    (THREE, 2, {"conditions": Conditions({"a": True, "b": True, "c": True})}, "Đủ cả 3 điều kiện: 2 điểm", None),
    (THREE, 2, {"conditions": Conditions({"a": True, "b": False, "c": False})}, "Thiếu 2 điều kiện (báo cáo, kiểm tra): 0 điểm", "Chưa đạt: báo cáo, kiểm tra"),
    (LEVELS, 2, {"level": Level("x")}, "Mức «kịp thời»: 2 điểm", None),
    (LEVELS, 2, {"level": Level("y")}, "Mức «chậm»: 0,5 điểm", "Mức cao nhất là «kịp thời»"),
    (STEPS, 2, {"value": share(8, 10)}, "80 % thuộc mức «từ 70 %: 1 điểm»", "Mức cao hơn kế tiếp là «trên 90 %: 2 điểm»"),
    (STEPS, 2, {"value": share(1, 1)}, "100 % thuộc mức «trên 90 %: 2 điểm»", None),
    (ERRORS, 2, {"value": number(3)}, "3 thuộc mức «từ 2: 0 điểm»", "Mức cao hơn kế tiếp là «còn lại: 2 điểm»"),
    (ProportionalRule("proportional"), 2, {"share": share(1, 3)}, "33,33 % × 2 = 0,6667 điểm", "Còn thiếu 66,67 % để đạt 100 %"),
    (FLOOR, 2, {"share": share(1, 2)}, "Tỷ lệ 50 % chưa tới sàn 70 % nên được 0 điểm", "Còn thiếu 50 % để đạt 100 %"),
    (ABOVE_FLOOR, 2, {"share": share(7, 10)}, "Tỷ lệ 70 % chưa vượt sàn 70 % nên được 0 điểm", "Còn thiếu 30 % để đạt 100 %"),
    (FROM_HALF, 2, {"share": share(1, 4)}, "25 % / 50 % × 2 = 1 điểm", "Còn thiếu 25 % để đạt 50 %"),
    (FROM_HALF, 2, {"share": share(3, 4)}, "Tỷ lệ 75 % đạt mức 50 % nên được đủ 2 điểm", None),
    (PLAIN, 4, {"share": share(9, 10)}, "90 % × 4 = 3,6 điểm", "Còn thiếu 5 % để đạt 95 %"),
    (DONE, 3, {"done": share(2, 4)}, "3 − 2 × 0,75 = 1,5 điểm", "Bị trừ 2 trường hợp"),
    (DONE, 3, {"done": share(2, 4), "waived": number(1)}, "3 − 1 × 0,75 = 2,25 điểm (đã miễn 1 trường hợp do khách quan)", "Bị trừ 1 trường hợp"),
    (DONE, 3, {"done": share(3, 4), "waived": number(1)}, "Không bị trừ (đã miễn 1 trường hợp do khách quan): đủ 3 điểm", None),
    (DONE, 3, {"done": share(0, 4)}, "3 − 4 × 0,75 = 0 điểm", "Bị trừ 4 trường hợp"),
    (FAULTS, 3, {"faults": number(7)}, "3 − 7 × 0,5 xuống dưới 0 nên được 0 điểm", "Bị trừ 7 trường hợp"),
    (MEAN, 4, {"a": share(1, 2), "b": share(1, 4)}, "Trung bình 31,25 % (tốt 50 %, đủ 25 %) × 4 = 1,25 điểm", "Thấp nhất là đủ (25 %)"),
    (MEAN, 4, {"a": share(1, 1), "b": share(1, 1)}, "Trung bình 100 % (tốt 100 %, đủ 100 %) × 4 = 4 điểm", None),
    (SURVEY, 10, {"answers": Answers({"A": 30, "B": 10})}, "40 phiếu, bình quân 90 % × 10 = 9 điểm", "10 phiếu dưới mức cao nhất"),
    (SURVEY, 10, {"answers": Answers({"A": 30})}, "30 phiếu, bình quân 100 % × 10 = 10 điểm", None),
    (SIPAS, 10, {"answers": Answers({"x": 45, "y": 55})}, "45 % / 90 % × 10 = 5 điểm", "Còn thiếu 45 % để đạt 90 %"),
    (SIPAS, 10, {"answers": Rate(F("0.9"))}, "Tỷ lệ 90 % đạt mức 90 %: đủ 10 điểm", None),
    (UP, 2, {"value": share(1, 2), "previous": share(1, 4)}, "Năm nay 50 %, năm trước 25 %: tốt hơn, được 2 điểm", None),
    (UP, 2, {"value": number(5), "previous": number(5)}, "Năm nay 5, năm trước 5: không đổi, được 1 điểm", "Chưa vượt kết quả năm trước"),
    (FEWER, 2, {"value": number(9), "previous": number(5)}, "Năm nay 9, năm trước 5: kém hơn, được 0 điểm", "Chưa vượt kết quả năm trước"),
    (BEST, 4, {"value": share(1, 4), "best": share(1, 2)}, "25 % / 50 % × 4 = 2 điểm", "Đơn vị tốt nhất đạt 50 %"),
    (BEST, 4, {"value": number(4), "best": number(4)}, "4 là cao nhất khối: đủ 4 điểm", None),
    (BEST, 4, {"value": number(0), "best": number(0)}, "Cả khối đều bằng 0 nên được 0 điểm", "Đơn vị tốt nhất đạt 0"),
    (SUM, 8, {"a": Rate(HALF), "b": Rate(F(1))}, "trực tuyến 50 % được 3, thanh toán 100 % được 2; cộng 5 điểm", "Mất nhiều nhất ở trực tuyến"),
    (SUM, 8, {"a": Rate(F(1)), "b": Rate(F(1))}, "trực tuyến 100 % được 6, thanh toán 100 % được 2; cộng 8 điểm", None),
    (SUM, 7, {"a": Rate(F(1)), "b": Rate(F(1))}, "trực tuyến 100 % được 6, thanh toán 100 % được 2; cộng lại vượt mức tối đa nên được 7 điểm", None),
    (PER_ITEM, 2, {"items": number(3)}, "3 hồ sơ × 0,5 = 1,5 điểm", None),
    (PER_ITEM, 2, {"items": number(4)}, "4 hồ sơ × 0,5 = 2 điểm", None),
    (PER_ITEM, 2, {"items": number(5)}, "5 hồ sơ × 0,5 vượt mức tối đa nên được 2 điểm", None),
    (AWARDED, 10, {"points": number("8.19")}, "Được công bố 8,19 trên 10 điểm", "Còn 1,81 điểm"),
    (AWARDED, 10, {"points": number(10)}, "Được công bố 10 trên 10 điểm", None),
    (GATE, 2, {"prerequisite": YesNo(False), "share": share(1, 2)}, "Không có hồ sơ nên được 0 điểm", "Điều kiện tiên quyết chưa đạt"),
    (NONE, 2, {"prerequisite": number(2), "share": share(1, 2)}, "Có hồ sơ nên được 0 điểm", "Điều kiện tiên quyết chưa đạt"),
    (NO, 2, {"prerequisite": YesNo(False), "share": share(1, 4)}, "25 % / 50 % × 2 = 1 điểm", "Còn thiếu 25 % để đạt 50 %"),
])
def test_how_the_points_came_about(rule: Rule, maximum: int, facts: dict[str, Known], applied: str, shortfall: str | None) -> None:
    module = RULES[rule.kind]
    scored = module.exact(rule, facts, F(maximum))
    assert isinstance(scored, Scored)
    account = module.account(rule, facts, F(maximum), scored, _uses(rule))
    assert account.applied.text("vi") == applied
    assert (account.shortfall.text("vi") if account.shortfall else None) == shortfall
    assert account.applied.text("en") not in ("", applied)


@pytest.mark.parametrize(("rule", "maximum", "facts", "changes"), [
    (YesNoRule("yes_no"), 2, {"answer": YesNo(False)}, [("hoàn thành hồ sơ", "achieve dossiers", 2)]),
    (YesNoRule("yes_no", "no"), 2, {"answer": YesNo(True)}, [("khắc phục để không còn hồ sơ", "remedy so that there is no dossiers", 2)]),
    (FROM_HALF, 2, {"share": Rate(F("0.4"))}, [
        ("tăng tỷ lệ hồ sơ thêm 0,01 % thì đạt 40,01 %", "raise the share of dossiers by 0.01% to reach 40.01%", F(2, 5000)),
        ("tăng tỷ lệ hồ sơ thêm 10 % thì đạt 50 %", "raise the share of dossiers by 10% to reach 50%", F("0.4"))]),
    (SIPAS, 10, {"answers": Rate(F("0.45"))}, [
        ("nâng tỷ lệ hài lòng lên 46 %", "raise the share of the satisfied to 46%", F(10, 90)),
        ("nâng tỷ lệ hài lòng lên 90 %", "raise the share of the satisfied to 90%", 5)]),
    (SIPAS, 10, {"answers": Answers({"x": 45, "y": 55})}, [
        ("thêm 1 phiếu chuyển sang hài lòng", "1 more answers turning to satisfied", F(10, 90)),
        ("thêm 45 phiếu chuyển sang hài lòng", "45 more answers turning to satisfied", 5)]),
    (FEWER, 2, {"value": Rate(F("0.5")), "previous": Rate(F("0.4"))}, []),  # within the margin of 3 whichever way
    (AgainstPreviousRule("against_previous", F(2), F(1), F(0), better="lower"), 2, {"value": Rate(F("0.5")), "previous": Rate(F("0.4"))}, [
        ("giảm tỷ lệ hồ sơ bớt 10 % thì còn 40 %", "lower the share of dossiers by 10% to 40%", 1),
        ("giảm tỷ lệ hồ sơ bớt 10,01 % thì còn 39,99 %", "lower the share of dossiers by 10.01% to 39.99%", 2)]),
    (BEST, 4, {"value": number(4), "best": number(6)}, [("thêm 1 hồ sơ", "1 more dossiers", F(2, 3)), ("thêm 2 hồ sơ", "2 more dossiers", F(4, 3))]),
    (MEAN, 4, {"a": share(1, 2), "b": share(1, 4)}, [
        ("thêm 1 hồ sơ thì đạt 100 %", "1 more dossiers to reach 100%", HALF), ("thêm 3 hồ sơ thì đạt 100 %", "3 more dossiers to reach 100%", F("2.25"))]),
    # of everything that would gain, the least and the most
    (MEAN, 4, {"a": share(1, 4), "b": share(1, 4)}, [
        ("thêm 1 hồ sơ thì đạt 50 %", "1 more dossiers to reach 50%", F(1, 4)), ("thêm 3 hồ sơ thì đạt 100 %", "3 more dossiers to reach 100%", F("2.25"))]),
    (SUM, 8, {"a": share(1, 6), "b": share(2, 5)}, [
        ("thêm 1 hồ sơ thì đạt 60 %", "1 more dossiers to reach 60%", HALF), ("thêm 5 hồ sơ thì đạt 100 %", "5 more dossiers to reach 100%", 5)]),
    (AWARDED, 10, {"points": number("8.19")}, [("nâng điểm thêm 1,81", "raise the points by 1.81", F("1.81"))]),
    (NONE, 2, {"prerequisite": number(2), "share": share(1, 4)}, [("xử lý xong hồ sơ", "settle dossiers", 1)]),
    (GATE, 2, {"prerequisite": YesNo(False), "share": share(1, 4)}, [("hoàn thành hồ sơ", "achieve dossiers", 1)]),
])
def test_what_gains_points_in_both_languages(rule: Rule, maximum: int, facts: dict[str, Known], changes: list[tuple[str, str, F]]) -> None:
    module = RULES[rule.kind]
    scored = module.exact(rule, facts, F(maximum))
    assert isinstance(scored, Scored)
    account = module.account(rule, facts, F(maximum), scored, _uses(rule))
    assert [(gain.change.text("vi"), gain.change.text("en"), gain.points) for gain in account.gains] == changes


def test_a_floor_that_is_out_is_said_in_english_too() -> None:
    facts: dict[str, Known] = {"share": share(7, 10)}
    for rule, words in ((FLOOR, "70% × 2 = 1.4 points"), (ABOVE_FLOOR, "A share of 70% is not above the floor of 70%: 0 points")):
        scored = RULES[rule.kind].exact(rule, facts, F(2))
        assert isinstance(scored, Scored)
        assert RULES[rule.kind].account(rule, facts, F(2), scored, _uses(rule)).applied.text("en") == words


def _uses(rule: Rule) -> Mapping[str, MeasureUse]:
    return {role: MeasureUse(role, ITEM) for role in rule.roles()}
