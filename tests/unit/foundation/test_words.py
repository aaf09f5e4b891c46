"""Words for people: phrases, facts in words, the nearest known word, folded text, agencies, problems, system failures."""

from __future__ import annotations

import errno
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.agencies import Agency
from parix.foundation.fact_words import fact_words
from parix.foundation.facts import Answers, Conditions, Fact, Level, NotApplicable, NothingArose, NotKnown, Number, Rate, Share, YesNo
from parix.foundation.failure_words import syntax_words, system_words
from parix.foundation.folding import folded
from parix.foundation.nearest import MAX_LISTED, did_you_mean, nearest
from parix.foundation.phrases import Percent, Phrase, Text, Value, phrase
from parix.foundation.problems import Place, Problem, ProblemsFound, by_place, errors_among, refuse_errors
from tests.unit.scoring.property_settings import examples

F = Fraction


# --- phrases ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "vi", "en"), [
    (F(1, 3), "0,3333", "0.3333"), (F(1234), "1.234", "1,234"), (F(5, 2), "2,5", "2.5"), (7, "7", "7"), ("a {b}", "a {b}", "a {b}"),
    (Percent(F(2, 3)), "66,67 %", "66.67%"), (Text("sở", "department"), "sở", "department"),
    (phrase("có {n}", "have {n}", n=F(1, 2)), "có 0,5", "have 0.5"),
    ((Text("một", "one"), phrase("{n}", "{n}", n=2)), "một, 2", "one, 2"), ((), "", ""),
])
def test_a_value_in_a_phrase_is_shown_as_people_write_it(value: Value, vi: str, en: str) -> None:
    one = phrase("vi: {value}.", "en: {value}.", value=value)
    assert (one.text("vi"), one.text("en")) == (f"vi: {vi}.", f"en: {en}.")


def test_a_phrase_keeps_its_values_apart() -> None:
    assert phrase("{a}", "{a}", a=1) == Phrase("{a}", "{a}", {"a": 1})
    assert phrase("{a}", "{a}", a=1) != phrase("{a}", "{a}", a=2)


def test_any_language_but_vietnamese_is_english() -> None:
    assert [Text("có", "yes").text(language) for language in ("vi", "en", "fr")] == ["có", "yes", "yes"]


# --- facts in words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fact", "vi", "en"), [
    (Share(F(28), F(30)), "28/30 (93,33 %)", "28/30 (93.33%)"),
    (Share(F(1500), F(2000)), "1.500/2.000 (75 %)", "1,500/2,000 (75%)"),
    (Rate(F(99, 100)), "99 % (nguồn chỉ ghi tỷ lệ)", "99% (the source prints the rate only)"),
    (Number(F(12)), "12", "12"),
    (Number(F(5, 2)), "2,5", "2.5"),
    (YesNo(True), "có", "yes"),
    (YesNo(False), "không", "no"),
    (Level("timely"), "mức «timely»", "level “timely”"),
    (Conditions({"plan": True, "report": False}), "plan: có, report: không", "plan: yes, report: no"),
    (Answers({"A": 30, "B": 5}), "35 phiếu (A: 30, B: 5)", "35 answers (A: 30, B: 5)"),
    (NothingArose("không có hồ sơ"), "không phát sinh (không có hồ sơ)", "nothing arose (không có hồ sơ)"),
    (NotApplicable("Sở Nội vụ", "không có đơn vị"), "không áp dụng, Sở Nội vụ: không có đơn vị", "not applicable, Sở Nội vụ: không có đơn vị"),
    (NotKnown("không nêu"), "chưa biết (không nêu)", "not known (không nêu)"),
])
def test_each_fact_in_words(fact: Fact, vi: str, en: str) -> None:
    assert (fact_words(fact).text("vi"), fact_words(fact).text("en")) == (vi, en)


def test_braces_in_data_are_only_text() -> None:
    assert fact_words(NotKnown("{0} {x} {")).text("vi") == "chưa biết ({0} {x} {)"


# --- nearest ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "known", "match"), [
    ("proportinal", ["levels", "proportional", "steps"], "proportional"),
    ("plan.isued", ["plan.issued", "plan.tasks_done"], "plan.issued"),
    ("steps", ["step", "steps"], "steps"),
    ("xyz", ["levels", "steps"], None),
    ("", ["levels"], None),
    ("a", [], None),
])
def test_the_nearest_word_or_none(word: str, known: list[str], match: str | None) -> None:
    assert nearest(word, known) == match
    assert nearest(word, reversed(known)) == match


def test_the_remedy_names_the_nearest_or_a_short_list() -> None:
    many = [f"word{number}" for number in range(MAX_LISTED)]
    assert did_you_mean("stepz", {"steps", "levels"}) == "có phải là «steps»?"
    assert did_you_mean("?", ["b", "a", "b"]) == "chọn một trong: a, b"
    assert did_you_mean("?", []) == "bỏ mục này hoặc sửa theo khuôn dạng"
    assert did_you_mean("?", many) == "chọn một trong: " + ", ".join(sorted(many))
    assert did_you_mean("?", [*many, "one more"]) == "bỏ mục này hoặc sửa theo khuôn dạng"


# --- folding ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "plain"), [
    ("Hà  Nội", "ha noi"), ("ĐỒNG THÁP", "dong thap"), ("đường Đê", "duong de"), ("  Sở\tNội\nvụ ", "so noi vu"), ("Ơ ư Ă â", "o u a a"),
    ("Thừa Thiên Huế", "thua thien hue"), ("", ""), ("2022/QĐ-TTg", "2022/qd-ttg"), ("Straße", "strasse"),
])
def test_marks_case_and_spaces_fold_away(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_composed_and_decomposed_letters_fold_the_same() -> None:
    assert folded("ế") == folded("e\u0302\u0301") == folded("é\u0302") == "e"


@given(st.text(max_size=40))
@examples(100)
def test_what_is_folded_stays_folded(text: str) -> None:
    assert folded(folded(text)) == folded(text)


# --- agencies and problems ----------------------------------------------------------------------------------------------


def test_an_agency_is_a_value() -> None:
    one, other = (Agency("A1", "Sở A", "department", frozenset(traits)) for traits in (["b", "a"], ["a", "b"]))
    assert one == other
    assert len({one, other}) == 1
    assert Agency("A1", "Sở A", "department") == Agency("A1", "Sở A", "department", frozenset(), "")


@pytest.mark.parametrize(("place", "words"), [
    (Place(), ""), (Place("a.yaml"), "a.yaml"), (Place("a.yaml", 3), "a.yaml:3"), (Place("a.yaml", 3, 5), "a.yaml:3:5"),
    (Place("a.xlsx", path="B4"), "a.xlsx (B4)"), (Place(path="agency.kind"), "agency.kind"), (Place("a.yaml", 0, 5), "a.yaml"),
])
def test_a_place_in_words(place: Place, words: str) -> None:
    assert str(place) == words


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem("a.b", "sai", "sửa")
    assert str(problem) == "sai → sửa [a.b]"
    assert str(problem.at(Place("a.yaml", 3))) == "a.yaml:3: sai → sửa [a.b]"
    assert problem.at(Place("a.yaml", 3, 1, "x")).to_json() == {
        "code": "a.b", "severity": "error", "file": "a.yaml", "line": 3, "column": 1, "path": "x", "message": "sai", "remedy": "sửa",
    }


def test_problems_are_sorted_as_a_reader_meets_them() -> None:
    places = [Place("b.yaml", 1), Place("a.yaml", 10), Place("a.yaml", 2, 7), Place("a.yaml", 2, 1)]
    problems = [Problem("x", "m", "r", place) for place in places]
    assert by_place([*problems, problems[0]]) == [problems[3], problems[2], problems[1], problems[0]]


def test_only_errors_refuse_and_warnings_come_along() -> None:
    error, warning = Problem("a", "m", "r"), Problem("b", "m", "r", severity="warning")
    refuse_errors([warning])
    assert errors_among([warning, error]) == [error]
    with pytest.raises(ProblemsFound) as found:
        refuse_errors([warning, error])
    assert found.value.problems == (warning, error)
    assert str(found.value) == "m → r [b]\nm → r [a]"


# --- failures -----------------------------------------------------------------------------------------------------------


def test_the_system_is_quoted_only_for_what_is_rare() -> None:
    assert system_words(FileNotFoundError(errno.ENOENT, "No such file or directory")) == "không có tệp hoặc thư mục này"
    assert system_words(OSError(errno.ENOSPC, "No space left on device")) == "đĩa đã đầy"
    assert system_words(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert system_words(OSError("odd")) == "odd"


def test_the_parser_is_never_quoted() -> None:
    assert syntax_words("did not find expected ',' or ']'") == "cú pháp YAML sai: thiếu dấu phẩy hoặc dấu ngoặc vuông đóng"
    assert syntax_words("something new") == syntax_words(None) == "cú pháp YAML sai"
