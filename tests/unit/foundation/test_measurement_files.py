"""Measurement files: each form of fact, what is refused and where, and writing that reads back to the same set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parix
from parix.foundation.agencies import Agency
from parix.foundation.facts import Answers, Conditions, Fact, Level, NotApplicable, NothingArose, NotKnown, Number, Rate, Share, YesNo
from parix.foundation.located_yaml import read_yaml_bytes
from parix.foundation.measurement_files import (
    fact_from_json,
    fact_to_json,
    measurement_set_from,
    measurement_set_to_json,
    read_measurement_file,
    read_measurements,
)
from parix.foundation.measurements import Declared, Measurement, MeasurementSet, Source, double_measurements
from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from tests.unit.scoring.property_settings import examples

DEFINITIONS = Path(parix.__file__).parent / "definitions"
SHIPPED = sorted([*(DEFINITIONS / "seed_figures").glob("*.yaml"), *(DEFINITIONS / "published_results").glob("*.yaml")])
HEAD = """\
agency: {code: A1, name: Sở A, kind: department}
period: 2022
sources:
  report: {title: Báo cáo năm}
measurements:
"""
FORMS = "share, rate, number, answer, level, conditions, answers, nothing_arose, not_applicable, not_known"


def _read(text: str) -> tuple[MeasurementSet | None, list[Problem]]:
    node, problems = read_yaml_bytes(text.encode(), "a.yaml")
    assert node is not None
    assert problems == []
    return measurement_set_from(node)


def _set(text: str) -> MeasurementSet:
    given_set, problems = _read(text)
    assert problems == []
    assert given_set is not None
    return given_set


def _refused(text: str) -> list[tuple[str, int]]:
    given_set, problems = _read(text)
    assert given_set is None
    return [(one.code, one.place.line) for one in problems]


@pytest.mark.parametrize(("form", "fact"), [
    ("share: 28/30", Share(Fraction(28), Fraction(30))),
    ("share: 2.5/10", Share(Fraction(5, 2), Fraction(10))),
    ("share: 30/28", Share(Fraction(30), Fraction(28))),
    ("share: 0/28", Share(Fraction(0), Fraction(28))),
    ("share: 28 / 30", Share(Fraction(28), Fraction(30))),
    ("share: 0/0", NothingArose("mẫu số bằng 0")),
    ("rate: 99%", Rate(Fraction(99, 100))),
    ("rate: 1/3", Rate(Fraction(1, 3))),
    ("number: 0", Number(Fraction(0))),
    ("number: 3752.5", Number(Fraction(7505, 2))),
    ("answer: yes", YesNo(True)),
    ("answer: no", YesNo(False)),
    ("level: timely", Level("timely")),
    ("conditions: {spending: yes, assets: no}", Conditions({"spending": True, "assets": False})),
    ("answers: {A: 10, B: 0}", Answers({"A": 10, "B": 0})),
    ("nothing_arose: không có hồ sơ", NothingArose("không có hồ sơ")),
    ("not_applicable: {decided_by: Sở Nội vụ, reason: không có đơn vị trực thuộc}", NotApplicable("Sở Nội vụ", "không có đơn vị trực thuộc")),
    ("not_known: không tìm thấy", NotKnown("không tìm thấy")),
])
def test_each_form_of_fact(form: str, fact: Fact) -> None:
    [one] = _set(f"{HEAD}  - {{measure: a.b, {form}}}\n").measurements
    assert one == Measurement("a.b", Period.of_year(2022), fact, Source("", "không ghi nguồn", "unstated"))
    assert fact_from_json(fact_to_json(fact)) == fact


def test_everything_that_a_file_may_say_arrives() -> None:
    given_set = _set("""\
agency: {code: A1, name: Sở A, kind: department, traits: [b, a], ranking_group: first}
period: 2022-Q1
status: typed
note: ghi chú
sources:
  report: {title: Báo cáo, kind: report, reference: Số 1, issuer: Sở A, date: 2022-03, file: a.pdf}
measurements:
  - {measure: a.b, number: 1, source: report, quote: "«một»", place: trang 1}
  - {measure: a.b, number: 2, source: report, period: 2021-Q1}
declared:
  - {what: index, value: "81.20", source: report, quote: "được 81,20"}
""")
    source = Source("report", "Báo cáo", "report", "Số 1", "Sở A", "2022-03", "a.pdf")
    assert given_set == MeasurementSet(
        Agency("A1", "Sở A", "department", frozenset({"a", "b"}), "first"), Period.parse("2022-Q1"),
        (
            Measurement("a.b", Period.parse("2022-Q1"), Number(Fraction(1)), source, "«một»", "trang 1"),
            Measurement("a.b", Period.parse("2021-Q1"), Number(Fraction(2)), source),
        ),
        (Declared("index", "81.20", source, "được 81,20"),), "typed", "ghi chú",
    )
    assert [one.place.line for one in (*given_set.measurements, *given_set.declared)] == [8, 9, 11]
    assert given_set.by_code() == {(one.code, one.period): one for one in given_set.measurements}


@pytest.mark.parametrize(("entry", "code"), [
    ("{measure: a.b}", "measurement.form"),
    ("{measure: a.b, share: 1/2, number: 1}", "measurement.form"),
    ("{measure: a.b, nothing_arose: x, not_known: y}", "measurement.form"),
    ("{measure: a.b, share: 4/0}", "measurement.zero_denominator"),
    ("{measure: a.b, share: -1/2}", "measurement.negative"),
    ("{measure: a.b, share: 1/-2}", "measurement.negative"),
    ("{measure: a.b, share: 28}", "measurement.share"),
    ("{measure: a.b, share: 93%}", "measurement.share"),
    ("{measure: a.b, share: 1/4/2}", "measurement.share"),
    ("{measure: a.b, share: 28/30%}", "measurement.share"),
    ("{measure: a.b, share: nan/2}", "measurement.share"),
    ("{measure: a.b, share: 1/inf}", "measurement.share"),
    ("{measure: a.b, share: '1,5/2'}", "measurement.share"),
    ("{measure: a.b, share: ''}", "measurement.share"),
    ("{measure: a.b, number: -3}", "measurement.negative"),
    ("{measure: a.b, number: nan}", "shape.bad_value"),
    ("{measure: a.b, number: .inf}", "shape.bad_value"),
    ("{measure: a.b, number: -inf}", "shape.bad_value"),
    ("{measure: a.b, number: 1e3}", "shape.bad_value"),
    ("{measure: a.b, number: ''}", "shape.bad_value"),
    (f"{{measure: a.b, number: {'1' * 41}}}", "shape.bad_value"),
    (f"{{measure: a.b, share: 1/{'1' * 41}}}", "measurement.share"),
    ("{measure: a.b, rate: 1.2}", "shape.bad_value"),
    ("{measure: a.b, rate: -1%}", "shape.bad_value"),
    ("{measure: a.b, rate: NaN}", "shape.bad_value"),
    ("{measure: a.b, answer: maybe}", "shape.bad_value"),
    ("{measure: a.b, answers: {A: -1}}", "shape.bad_value"),
    ("{measure: a.b, answers: {A: 1.5}}", "shape.bad_value"),
    ("{measure: a.b, conditions: {a: 1}}", "shape.bad_value"),
    ("{measure: a.b, conditions: [a]}", "shape.wrong_type"),
    ("{measure: a.b, level: [a]}", "shape.wrong_type"),
    ("{measure: a.b, number: 1, period: 2022-13}", "shape.bad_value"),
    ("{measure: a.b, not_applicable: {reason: x}}", "shape.missing_key"),
    ("{measure: a.b, nubmer: 1}", "shape.unknown_key"),
    ("{number: 1}", "shape.missing_key"),
    ("{measure: a.b, number: 1, source: reprt}", "measurement.unknown_source"),
    ("a.b", "shape.wrong_type"),
])
def test_an_impossible_entry_is_refused_on_its_line(entry: str, code: str) -> None:
    assert _refused(f"{HEAD}  - {{measure: ok, number: 1}}\n  - {entry}\n") == [(code, 7)]


def test_words_and_remedies() -> None:
    _, problems = _read(
        f"{HEAD}  - {{measure: a}}\n  - {{measure: b, share: 4/0}}\n  - {{measure: c, number: 1, source: reprt}}\n  - {{measure: d, share: 93%}}\n",
    )
    assert [(one.message, one.remedy) for one in problems] == [
        ("không có dạng số liệu nào", f"khai đúng một trong: {FORMS}"),
        ("tỷ lệ «4/0» có mẫu số 0 mà tử số khác 0", "kiểm tra lại hai số đếm"),
        ("nguồn «reprt» chưa được khai trong mục sources", "có phải là «report»?"),
        ("tỷ lệ «93%» không phải là hai số đếm", "viết tử số/mẫu số, ví dụ 28/30; chỉ có tỷ lệ thì dùng rate"),
    ]


def test_all_mistakes_come_at_once() -> None:
    entries = [
        "{measure: a, share: 4/0}", "{measure: b}", "{measure: c, number: -1}", "{number: 1, source: x}", "{measure: d, number: 1}", "{measure: d, number: 2}",
    ]
    assert _refused(HEAD + "".join(f"  - {entry}\n" for entry in entries)) == [
        ("measurement.zero_denominator", 6), ("measurement.form", 7), ("measurement.negative", 8), ("shape.missing_key", 9),
        ("measurement.unknown_source", 9), ("measurement.double", 11),
    ]


def test_a_measure_twice_in_one_period_is_refused_and_in_two_periods_is_not() -> None:
    entries = "  - {measure: a, number: 1}\n  - {measure: a, number: 1, period: 2021}\n"
    assert len(_set(HEAD + entries).measurements) == 2
    _, problems = _read(f"{HEAD}{entries}  - {{measure: a, number: 3, period: 2021}}\n")
    assert [(one.code, one.place.line, one.message) for one in problems] == [
        ("measurement.double", 8, "số đo «a» kỳ 2021 được khai hai lần (lần đầu: a.yaml:7:5)"),
    ]


def test_doubles_are_found_among_any_measurements() -> None:
    source, year = Source("", ""), Period.of_year(2022)
    several = [Measurement(code, year, Number(Fraction(1)), source) for code in "abab"]
    assert [one.code for one in double_measurements(several)] == ["measurement.double"] * 2
    assert double_measurements(several[:2]) == []


def test_the_source_of_a_declared_value_must_be_there_too() -> None:
    entries = "  - {measure: a, number: 1}\ndeclared:\n  - {what: index, value: '1', source: reprt}\n"
    assert _refused(HEAD + entries) == [("measurement.unknown_source", 8)]


@pytest.mark.parametrize(("text", "code", "line"), [
    (HEAD.replace("kind: department", "knd: department") + "  []\n", "shape.unknown_key", 1),
    (HEAD.replace("period: 2022", "period: Q1") + "  []\n", "shape.bad_value", 2),
    (HEAD.replace("period: 2022\n", "") + "  []\n", "shape.missing_key", 1),
    (HEAD + "  - {measure: a, number: 1}\nsurces: {}\n", "shape.unknown_key", 7),
    (HEAD.replace("{title: Báo cáo năm}", "{titel: x}") + "  []\n", "shape.unknown_key", 4),
    (HEAD, "shape.wrong_type", 5),
])
def test_a_mistake_of_the_whole_file_has_its_line(text: str, code: str, line: int) -> None:
    assert (code, line) in _refused(text)


def test_files_are_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{HEAD}  - {{measure: a, number: 1}}\n", encoding="utf-8")
    given_set, problems = read_measurement_file(path)
    assert problems == []
    assert given_set == read_measurements(path) == read_measurements(str(path))
    assert read_measurement_file(path, "shown.yaml")[0] == given_set


@pytest.mark.parametrize(("content", "code"), [
    (b"", "measurement.empty"), (b"# nothing\n", "measurement.empty"), (b"\xff\xfe", "yaml.not_utf8"), (b"PK\x03\x04", "yaml.character"),
    (b"- a\n", "shape.wrong_type"), (b"a", "shape.wrong_type"), (b"agency: {code: A1\n", "yaml.syntax"),
])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    given_set, [problem] = read_measurement_file(path)
    assert given_set is None
    assert (problem.code, problem.place.file) == (code, str(path))
    with pytest.raises(ProblemsFound) as found:
        read_measurements(path)
    assert found.value.problems == (problem,)


def test_a_key_given_twice_refuses_the_file_although_it_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{HEAD}  - {{measure: a, number: 1}}\nperiod: 2023\n", encoding="utf-8")
    given_set, problems = read_measurement_file(path)
    assert given_set is None
    assert [one.code for one in problems] == ["yaml.duplicate_key"]


# --- writing and reading back -------------------------------------------------------------------------------------------


def _again(given_set: MeasurementSet) -> MeasurementSet:
    written = json.dumps(measurement_set_to_json(given_set), ensure_ascii=False, indent=1)
    return _set(written)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_file_is_written_and_read_back_the_same(path: Path) -> None:
    given_set = read_measurements(path)
    assert _again(given_set) == given_set


# Characters of any script; no control characters, which reading refuses, nor those that YAML takes for the end of a line.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=12)
words = texts.filter(lambda text: text != "")
counts = st.integers(0, 10**9).map(Fraction)
positive = st.integers(1, 10**9).map(Fraction)
truths: st.SearchStrategy[Mapping[str, bool]] = st.dictionaries(words, st.booleans(), max_size=3)
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Share, counts, positive), st.builds(Rate, st.fractions(0, 1, max_denominator=10**9)),
    st.builds(Number, st.fractions(0, 10**9, max_denominator=10**9)), st.builds(YesNo, st.booleans()), st.builds(Level, texts),
    st.builds(Conditions, truths), st.builds(Answers, st.dictionaries(words, st.integers(0, 10**9), max_size=3)),
    st.builds(NothingArose, texts), st.builds(NotApplicable, texts, texts), st.builds(NotKnown, texts),
)
keyed_sources = st.builds(Source, words, texts, texts, texts, texts, texts, texts)
year_2022 = Period.of_year(2022)


@st.composite
def measurement_sets(draw: st.DrawFn) -> MeasurementSet:
    sources = draw(st.lists(keyed_sources, max_size=3, unique_by=lambda source: source.key))
    unstated = Source("", "không ghi nguồn", "unstated")
    periods = st.sampled_from([year_2022, Period.of_year(2021), Period.parse("2022-Q1")])
    entries = draw(st.lists(st.tuples(words, periods, facts, st.sampled_from([*sources, unstated]), texts, texts), max_size=4, unique_by=lambda one: one[:2]))
    declared = draw(st.lists(st.builds(Declared, texts, texts, st.sampled_from([*sources, unstated]), texts), max_size=2))
    agency = draw(st.builds(Agency, texts, texts, texts, st.frozensets(texts, max_size=3), texts))
    return MeasurementSet(agency, year_2022, tuple(Measurement(*entry) for entry in entries), tuple(declared), draw(texts), draw(texts))


@given(measurement_sets())
@examples(100)
def test_any_set_is_written_and_read_back_the_same(given_set: MeasurementSet) -> None:
    assert _again(given_set) == given_set


@given(facts)
@examples(100)
def test_any_fact_is_written_and_read_back_the_same(fact: Fact) -> None:
    written = fact_to_json(fact)
    assert len(written) == 1
    assert fact_from_json(json.loads(json.dumps(written))) == fact


@pytest.mark.parametrize("written", [{}, {"share": "1/2", "number": "1"}, {"share": "1"}, {"unknown": "1"}, {"number": "x"}])
def test_any_other_written_form_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ProblemsFound):
        fact_from_json(written)


def test_nothing_is_written_that_was_not_said() -> None:
    given_set = _set("agency: {code: A1, name: Sở A, kind: department}\nperiod: 2022\nmeasurements:\n  - {measure: a, number: 1}\n")
    assert measurement_set_to_json(given_set) == {
        "agency": {"code": "A1", "name": "Sở A", "kind": "department", "traits": [], "ranking_group": ""},
        "period": "2022", "status": "", "note": "", "sources": {}, "measurements": [{"measure": "a", "number": "1"}], "declared": [],
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["1/0", "2022", "yes", "-1", "1e9"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["code", "name", "kind", "measure", "share", "number", "answers", "source", "x"]), inner, max_size=4,
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["agency", "period", "measurements", "sources", "declared", "status", "odd"]), json_values, max_size=6))
@examples(100)
def test_any_json_is_a_set_or_problems(data: dict[str, Any]) -> None:
    node, problems = read_yaml_bytes(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), "a.json")
    if node is not None:
        given_set, problems = measurement_set_from(node)
        assert (given_set is None) == any(one.severity == "error" for one in problems)
