"""One leaf of one agency: what is known, what is missing and why, what is left out of the maximum."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from parix.criteria.editions import Edition
from parix.foundation.agencies import Agency
from parix.foundation.facts import (
    Answers,
    Conditions,
    Fact,
    Level,
    NotApplicable,
    NothingArose,
    NotKnown,
    Number,
    Rate,
    Share,
    YesNo,
)
from parix.foundation.periods import Period
from parix.scoring.leaf_scores import LeafScore
from parix.scoring.sheets import score
from tests.unit.scoring.made_up_editions import YEAR, agency, both, field, leaf, made_edition, measured

NOTHING = NothingArose("không có hồ sơ")


def share(above: int, below: int) -> Share:
    return Share(F(above), F(below))


def leaf_score(
    edition: Edition, key: str, facts: Mapping[str, Fact], *, of: Agency | None = None, period: Period = YEAR,
    previous: Mapping[str, Fact] | None = None, explain: bool = True,
) -> LeafScore:
    sheet = score(edition, measured(facts, of=of, period=period, previous=previous), explain=explain)
    return next(one for one in sheet.leaves if one.leaf.key == key)


def seen(one: LeafScore) -> tuple[Any, ...]:
    return one.state, one.points, (one.low, one.high), one.applicable_max, one.branch


def why(one: LeafScore) -> str:
    assert one.reason is not None
    return one.reason.text("vi")


@pytest.mark.parametrize(("nothing_arose", "expected", "words"), [
    ("drop", ("dropped", None, (0, 0), 0, "nothing_arose"), "không phát sinh (không có hồ sơ): loại khỏi điểm tối đa"),
    ("full", ("scored", 2, (2, 2), 2, "nothing_arose"), "không phát sinh (không có hồ sơ): được 2 điểm"),
    ("zero", ("scored", 0, (0, 0), 2, "nothing_arose"), "không phát sinh (không có hồ sơ): được 0 điểm"),
    (None, ("not_scored", None, (0, 2), 2, "nothing_arose"), "không phát sinh (không có hồ sơ) nhưng bộ chỉ số không nói cách tính"),
])
def test_three_meanings_of_nothing_arose_and_none_at_all(tmp_path: Path, nothing_arose: str | None, expected: tuple[Any, ...], words: str) -> None:
    more = {"nothing_arose": nothing_arose} if nothing_arose else {}
    edition = made_edition(tmp_path, [field("f", [leaf("a", {"kind": "proportional"}, "2", ["share"], **more)])])
    one = leaf_score(edition, "a", {"a.share": NOTHING})
    assert seen(one) == expected
    told = one.account.applied.text("vi") if one.account else why(one)
    assert told == words
    assert one.account is None or one.account.gains == ()


def test_a_zero_denominator_in_a_file_is_nothing_arose_and_missing_is_not(every_kind: Edition) -> None:
    assert leaf_score(every_kind, "settled", {}).state == "not_scored"
    assert leaf_score(every_kind, "settled", {"settled.share": NOTHING}).state == "dropped"


def test_what_the_appraiser_decides_not_to_apply_is_dropped(every_kind: Edition) -> None:
    one = leaf_score(every_kind, "plan", {"plan.answer": NotApplicable("Hội đồng thẩm định", "không có chức năng")})
    assert seen(one) == ("dropped", None, (0, 0), 0, "")
    assert why(one) == "không áp dụng theo quyết định của Hội đồng thẩm định: không có chức năng"


def test_a_block_absent_by_trait_does_not_apply(every_kind: Edition) -> None:
    one = leaf_score(every_kind, "citizens", {"citizens.answers": Answers({"A": 100})}, of=agency(traits=["no_survey"]))
    assert seen(one) == ("not_applicable", None, (0, 0), 0, "")
    assert leaf_score(every_kind, "citizens", {"citizens.answers": Answers({"A": 100})}).points == 10


@pytest.mark.parametrize(("key", "facts", "words", "bounds"), [
    ("plan", {}, "chưa chấm được: thiếu số liệu plan answer (vi)", (0, 1)),
    ("plan", {"plan.answer": NotKnown("báo cáo không nêu")}, "chưa chấm được: plan answer (vi): báo cáo không nêu", (0, 1)),
    ("payments", {"payments.b": Rate(F("0.4"))}, "chưa chấm được: thiếu số liệu payments a (vi), thiếu số liệu payments c (vi)", (1, F("9.5"))),
    ("payments", {"payments.a": Rate(F(1)), "payments.b": Rate(F(1))}, "chưa chấm được: thiếu số liệu payments c (vi)", (8, 10)),
    ("parts", {"parts.b": share(1, 2)}, "chưa chấm được: thiếu số liệu parts a (vi)", (F(2, 3), F(4, 3))),
    ("papers", {"papers.conditions": Conditions({"a": True})}, "chưa biết điều kiện: b (vi)", (F("1.25"), F("2.5"))),
    ("papers", {"papers.conditions": Conditions({"b": False})}, "chưa biết điều kiện: a (vi)", (0, F("1.25"))),
    ("papers", {"papers.conditions": Conditions({})}, "chưa biết điều kiện: a (vi), b (vi)", (0, F("2.5"))),
    ("tasks", {"tasks.share": share(1, 2)}, "chưa chấm được: thiếu số liệu tasks prerequisite (vi)", (0, F("1.5"))),
    ("tasks", {"tasks.prerequisite": Number(F(0))}, "chưa chấm được: thiếu số liệu tasks share (vi)", (0, F("1.5"))),
    ("growth", {"growth.value": share(1, 2)}, "chưa có số liệu cùng kỳ năm trước của growth value (vi)", (0, 2)),
    ("leading", {"leading.value": share(1, 2)}, "chưa biết đơn vị tốt nhất của khối về leading value (vi)", (0, 4)),
])
def test_missing_is_not_scored_with_its_reason_and_what_is_still_possible(
    every_kind: Edition, key: str, facts: dict[str, Fact], words: str, bounds: tuple[F, F]
) -> None:
    one = leaf_score(every_kind, key, facts)
    assert (one.state, one.points, (one.low, one.high)) == ("not_scored", None, bounds)
    assert one.applicable_max == one.leaf.max_points
    assert why(one) == words
    assert one.reason is not None
    assert one.reason.text("en") != words


def test_all_conditions_missing_for_certain_leave_nothing_open(every_kind: Edition) -> None:
    assert seen(leaf_score(every_kind, "papers", {"papers.conditions": Conditions({"a": False, "b": False})})) == ("scored", 0, (0, 0), F("2.5"), "missing_2")


@pytest.mark.parametrize("passed", [{}, {"tasks.share": NotKnown("chưa rà soát")}, {"tasks.share": share(1, 1)}, {"tasks.share": NOTHING}])
def test_a_closed_gate_gives_zero_whatever_stands_behind_it(every_kind: Edition, passed: dict[str, Fact]) -> None:
    """Also when nothing arose behind it: the rule is zero unless the prerequisite holds."""
    assert seen(leaf_score(every_kind, "tasks", {"tasks.prerequisite": Number(F(2)), **passed})) == ("scored", 0, (0, 0), F("1.5"), "gate_closed")


def test_an_open_gate_lets_nothing_arose_through(every_kind: Edition) -> None:
    one = leaf_score(every_kind, "tasks", {"tasks.prerequisite": Number(F(0)), "tasks.share": NOTHING})
    assert seen(one) == ("scored", F("1.5"), (F("1.5"), F("1.5")), F("1.5"), "nothing_arose")


def test_nothing_arose_of_a_prerequisite_is_none_of_it(every_kind: Edition) -> None:
    """None overdue passes a gate that asks for none; no plan does not pass a gate that asks for one."""
    assert leaf_score(every_kind, "tasks", {"tasks.prerequisite": NOTHING, "tasks.share": share(1, 2)}).points == F("0.75")
    closed = leaf_score(every_kind, "digital", {"digital.prerequisite": NOTHING, "digital.answers": Answers({"A": 90})})
    assert seen(closed) == ("scored", 0, (0, 0), 2, "gate_closed")


def test_nothing_arose_of_what_may_be_left_out_is_none_of_it(every_kind: Edition) -> None:
    """No report with an external cause: none is waived; the reports themselves are there."""
    one = leaf_score(every_kind, "on_time", {"on_time.done": share(3, 4), "on_time.waived": NOTHING})
    assert seen(one) == ("scored", F("2.25"), (F("2.25"), F("2.25")), 3, "deducted")


@pytest.mark.parametrize(("facts", "expected"), [
    ({"payments.a": NOTHING, "payments.b": Rate(F("0.4")), "payments.c": Rate(F(1))}, F("3.5")),  # zero for the part that did not arise
    ({"payments.a": NOTHING, "payments.b": NOTHING, "payments.c": NOTHING}, 0),
])
def test_a_part_of_a_sum_that_did_not_arise_counts_as_the_leaf_says(every_kind: Edition, facts: dict[str, Fact], expected: F) -> None:
    assert leaf_score(every_kind, "payments", facts).points == expected


def test_a_part_of_a_mean_that_did_not_arise_is_full_where_the_leaf_says_full(every_kind: Edition) -> None:
    assert leaf_score(every_kind, "parts", {"parts.a": NOTHING, "parts.b": share(0, 3)}).points == F(2, 3)


def test_previous_year_is_the_same_stretch_a_year_before(every_kind: Edition) -> None:
    now, before = {"growth.value": share(2, 4)}, {"growth.value": share(1, 4)}
    one = leaf_score(every_kind, "growth", now, previous=before)
    assert seen(one) == ("scored", 2, (2, 2), 2, "up")
    assert one.used["previous"].period == Period.of_year(YEAR.start.year - 1)
    quarter = Period.parse("2021-Q2")
    assert leaf_score(every_kind, "growth", now, period=quarter).state == "not_scored"
    by_quarter = leaf_score(every_kind, "growth", now, period=quarter, previous=before)
    assert by_quarter.branch == "up"
    assert by_quarter.used["previous"].period.key == "2020-Q2"


@pytest.mark.parametrize("earlier", [NOTHING, NotKnown("mất sổ"), NotApplicable("Hội đồng", "chưa thành lập")])
def test_a_previous_year_without_a_figure_is_missing(every_kind: Edition, earlier: Fact) -> None:
    one = leaf_score(every_kind, "growth", {"growth.value": share(1, 2)}, previous={"growth.value": earlier})
    assert (one.state, one.low, one.high) == ("not_scored", 0, 2)


def test_too_few_answers_are_dropped_or_not_scored_as_the_rule_says(every_kind: Edition) -> None:
    dropped = leaf_score(every_kind, "citizens", {"citizens.answers": Answers({"A": 20, "D": 9})})
    assert seen(dropped) == ("dropped", None, (0, 0), 0, "too_few_answers")
    assert why(dropped) == "chỉ có 29 phiếu hợp lệ, tối thiểu 30"
    left_open = leaf_score(every_kind, "sipas", {"sipas.answers": Answers({"yes": 9})})
    assert seen(left_open) == ("not_scored", None, (0, 6), 6, "too_few_answers")


def test_what_may_still_be_dropped_is_said(every_kind: Edition) -> None:
    may = {one.leaf.key for one in score(every_kind, measured({})).leaves if one.may_be_dropped}
    assert may == {"settled", "fewer", "citizens", "digital"}
    assert not leaf_score(every_kind, "fewer", {"fewer.value": Number(F(2))}).may_be_dropped  # it arose; only last year is missing


def test_a_leaf_that_cannot_be_nought_may_still_not_arise(every_kind: Edition) -> None:
    """Down gives 0,25; but nothing may have arisen, and then the leaf is dropped and brings nothing."""
    assert seen(leaf_score(every_kind, "fewer", {})) == ("not_scored", None, (0, 1), 1, "")
    assert seen(leaf_score(every_kind, "fewer", {"fewer.value": Number(F(2))})) == ("not_scored", None, (F("0.25"), 1), 1, "")


@pytest.mark.parametrize(("period", "above", "points", "branch"), [
    ("2021-H1", 90, 4, "full"), ("2021-Q2", 899, None, "in_proportion"), ("2021", 90, F(4) * 90 / 95, "in_proportion"),
    ("2021-Q3", 95, 4, "full"), ("2021-06-01..2021-07-01", 94, F(4) * 94 / 95, "in_proportion"), ("2021-06-30..2021-06-30", 90, 4, "full"),
])
def test_the_thresholds_in_force_at_the_end_of_the_period_count(every_kind: Edition, period: str, above: int, points: F | None, branch: str) -> None:
    below = 1000 if above == 899 else 100
    one = leaf_score(every_kind, "settled", {"settled.share": share(above, below)}, period=Period.parse(period))
    assert one.branch == branch
    assert one.points == (F(899, 900) * 4 if points is None else points)


def test_days_before_the_first_threshold_have_the_first_one(every_kind: Edition) -> None:
    one = every_kind.leaves["settled"]
    early, late = one.rule_on(Period.parse("2000").end), one.rule_on(YEAR.end)
    assert (getattr(early, "full_at", None), getattr(late, "full_at", None)) == (F("0.9"), F("0.95"))


def test_more_of_what_is_punished_is_not_advised(every_kind: Edition) -> None:
    penalty = leaf_score(every_kind, "breach", {"breach.items": Number(F(1))})
    assert penalty.account is not None
    assert (penalty.points, penalty.account.gains, penalty.account.shortfall) == (F("0.5"), (), None)
    bonus = leaf_score(every_kind, "praise", {"praise.items": Number(F(1))})
    assert bonus.account is not None
    assert [gain.points for gain in bonus.account.gains] == [F("0.335")]


def test_without_explanation_the_points_are_the_same(every_kind: Edition) -> None:
    facts = {"outreach.level": Level("late"), "plan.answer": YesNo(False)}
    for key in ("outreach", "plan"):
        told, silent = leaf_score(every_kind, key, facts), leaf_score(every_kind, key, facts, explain=False)
        assert seen(told) == seen(silent)
        assert (told.account is None, silent.account is None) == (False, True)


def test_sentence_of_a_leaf_is_the_rule_in_force(tmp_path: Path) -> None:
    rule = {"kind": "proportional", "floor": [{"since": "2019-01-01", "value": "0.7"}, {"since": "2021-01-01", "value": "0.8"}]}
    edition = made_edition(tmp_path, [field("f", [leaf("a", rule, "2", ["share"])])])
    for year, floor in (("2020", "70 %"), ("2021", "80 %")):
        words = leaf_score(edition, "a", {}, period=Period.parse(year)).sentence.text("vi")
        assert words == f"Tính theo tỷ lệ a share (vi): tỷ lệ × 2, dưới {floor}: 0"


def test_conditions_of_the_words_of_an_edition_are_those_asked(tmp_path: Path) -> None:
    rule = {"kind": "conditions", "conditions": {"plan": both("plan"), "report": both("report")}, "points_by_missing": ["1"]}
    edition = made_edition(tmp_path, [field("f", [leaf("a", rule, "1", ["conditions"])])])
    one = leaf_score(edition, "a", {"a.conditions": Conditions({"plan": True, "report": False})})
    assert one.account is not None
    assert one.account.applied.text("vi") == "Thiếu 1 điều kiện (report (vi)): 0 điểm"
