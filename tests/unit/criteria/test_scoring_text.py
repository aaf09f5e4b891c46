"""Scoring texts and the rules they are read as: every wording in the table, what is refused, what is only hinted."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from parix.criteria.rule_shapes import RuleChoice
from parix.criteria.scoring_text import NotUnderstood, Understood, looks_like_scoring, read_scoring_text
from tests.unit.criteria import scoring_wordings, wordings_of_provinces

UNDERSTOOD = [*scoring_wordings.UNDERSTOOD, *wordings_of_provinces.UNDERSTOOD]
REFUSED = [*scoring_wordings.REFUSED, *wordings_of_provinces.REFUSED]


def brief(rule: Mapping[str, Any]) -> str:
    """A rule in a few words."""
    match rule["kind"]:
        case "steps":
            steps = ", ".join(f"{_edge(step)}: {step['points']}" for step in rule["steps"])
            return f"steps of {rule['of']} {steps}"
        case "levels":
            return "levels " + ", ".join(f"{level['text']['vi']}: {level['points']}" for level in rule["levels"].values())
        case "conditions":
            return f"conditions {' + '.join(text['vi'] for text in rule['conditions'].values())}: {', '.join(rule['points_by_missing'])}"
        case "gate":
            return f"gate {rule['passes_when']}, {brief(rule['then'])}"
        case kind:
            rest = {key: value for key, value in rule.items() if key != "kind"}
            if "weights" in rest:
                rest["weights"] = " ".join(f"{option}={weight}" for option, weight in rest["weights"].items())
            return " ".join([kind, *(f"{key} {value}" for key, value in rest.items())])


def _edge(step: Mapping[str, str]) -> str:
    return f">{step['above']}" if "above" in step else f">={step['at_least']}" if "at_least" in step else "else"


def said(read: Understood | NotUnderstood) -> str:
    if isinstance(read, NotUnderstood):
        return f"not understood: {read.reason}: {read.part}"
    arose = f"; nothing arose: {read.nothing_arose}" if read.nothing_arose else ""
    return brief(read.rule) + arose + ("; to confirm" if read.remarks else "")


@pytest.mark.parametrize(("points", "text", "expected"), UNDERSTOOD)
def test_a_wording_is_read_as_its_rule(points: str, text: str, expected: str) -> None:
    assert said(read_scoring_text(text, Fraction(points), "Tên tiêu chí mẫu")) == expected


@pytest.mark.parametrize(("points", "text"), [(points, text) for points, text, _ in UNDERSTOOD])
def test_a_rule_has_the_shape_of_an_edition_and_hints_for_each_role(points: str, text: str) -> None:
    read = read_scoring_text(text, Fraction(points), "Tên tiêu chí mẫu")
    assert isinstance(read, Understood)
    rule = TypeAdapter(RuleChoice).validate_python(read.rule)
    assert set(rule.roles()) == set(read.roles) - {"waived"}


@pytest.mark.parametrize(("points", "text", "reason", "suggestion"), REFUSED)
def test_what_is_open_or_wrong_is_refused_with_its_reason(points: str, text: str, reason: str, suggestion: str) -> None:
    read = read_scoring_text(text, Fraction(points), "Tên tiêu chí mẫu")
    assert isinstance(read, NotUnderstood)
    assert (read.reason, brief(read.suggestion.rule) if read.suggestion else "") == (reason, suggestion)


@pytest.mark.parametrize(("text", "part"), [
    ("Kịp thời: 2; xem thêm phụ lục 3 điểm b; chậm: 0", "xem thêm phụ lục 3 điểm b"),
    ("Trên 90%: 3; 70% đến dưới 90%: 2; dưới 70%: 0", "70% đến dưới 90%: 2; Trên 90%: 3"),
    ("Từ 80%: 3; dưới 80%: 0,5 đến 1 điểm", "dưới 80%: 0,5 đến 1 điểm"),
])  # fmt: skip
def test_a_refusal_quotes_the_part_that_was_not_understood(text: str, part: str) -> None:
    read = read_scoring_text(text, Fraction(3))
    assert isinstance(read, NotUnderstood)
    assert read.part == part


def test_upper_case_blanks_and_missing_marks_do_not_matter() -> None:
    texts = [
        "Từ 95%: 4; 80% đến dưới 95%: (b/a) x 4; dưới 80%: 0",
        "TỪ 95 % :4;80% ĐẾN DƯỚI 95 %:(b/a)x4;  DƯỚI 80%:0",
        "Tu 95%: 4; 80% den duoi 95%: (b/a) x 4; duoi 80%: 0",
    ]
    assert [said(read_scoring_text(text, Fraction(4))) for text in texts] == ["proportional floor 80% full_at 95% scaled no"] * 3


def test_what_letters_stand_for_names_the_measure() -> None:
    text = "(b/a) x 2, trong đó a là tổng số văn bản phải xử lý, b là số văn bản đã xử lý"
    read = read_scoring_text(text, Fraction(2), "Xử lý văn bản")
    assert isinstance(read, Understood)
    assert (read.roles["share"].item, read.roles["share"].of) == ("văn bản đã xử lý", "văn bản phải xử lý")


def test_conditions_take_their_names_from_the_text_or_from_the_title() -> None:
    named = read_scoring_text("Đủ kế hoạch và báo cáo: 2; thiếu một: 1; thiếu cả: 0", Fraction(2))
    titled = read_scoring_text("Đủ cả hai điều kiện: 1; thiếu một: 0", Fraction(1), "Xác định đầy đủ nhiệm vụ và bố trí kinh phí")
    assert said(named) == "conditions kế hoạch + báo cáo: 2, 1"
    assert said(titled) == "conditions xác định đầy đủ nhiệm vụ + bố trí kinh phí: 1"


def test_as_above_takes_the_rule_above_at_its_own_maximum() -> None:
    above = read_scoring_text("Điểm phiếu (A=100%, B=60%, D=0%) x 10", Fraction(10))
    assert isinstance(above, Understood)
    repeated = read_scoring_text("Như trên x 6", Fraction(6), above=above)
    assert isinstance(repeated, Understood)
    assert (repeated.rule, repeated.by_survey) == (above.rule, True)
    assert said(read_scoring_text("Như trên x 6", Fraction(5), above=above)) == "not understood: nhân với 6 điểm, điểm tối đa là 5: Như trên x 6"
    assert read_scoring_text("Cách chấm điểm:\n- Như trên x 6 điểm.", Fraction(6), above=above) == repeated
    assert said(read_scoring_text("Như trên", Fraction(6))) == "not understood: tiêu chí phía trên chưa có quy tắc để dùng lại: Như trên"


def test_points_named_may_not_exceed_the_maximum() -> None:
    read = read_scoring_text("Kịp thời: 3; chậm: 1; không: 0", Fraction(2))
    assert said(read) == "not understood: mức điểm ngoài khoảng từ 0 đến điểm tối đa 2: Kịp thời: 3"


def test_an_external_cause_waives_a_deduction() -> None:
    read = read_scoring_text("100%: 1; mỗi văn bản sai trừ 0,5 (trừ trường hợp do nguyên nhân khách quan)", Fraction(1))
    assert isinstance(read, Understood)
    assert set(read.roles) == {"done", "waived"}


@pytest.mark.parametrize(("text", "expected"), [
    ("Ban hành kịp thời: 1", True),
    ("Cách chấm điểm:", True),
    ("a là tổng số hồ sơ", True),
    ("Ban hành kế hoạch cải cách hành chính năm", False),
    ("(quý I, quý III, 6 tháng, năm)", False),
    ("", False),
])  # fmt: skip
def test_a_line_of_scoring_text_is_told_from_a_title(text: str, expected: bool) -> None:
    assert looks_like_scoring(text, Fraction(1)) is expected
