"""Every mistake of shape gets a code, its line, words in Vietnamese and, for a typing mistake, the nearest right word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, Union

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from parix.foundation.located_yaml import read_yaml_bytes
from parix.foundation.periods import Period
from parix.foundation.problems import Problem
from parix.foundation.shapes import STRICT, Count, Day, Number, Points, ReportingPeriod, Share, Truth, keys_of, typed
from tests.unit.scoring.property_settings import examples


@dataclass(frozen=True, slots=True)
class Small:
    __pydantic_config__ = STRICT
    kind: Literal["levels"]
    levels: dict[str, Points]
    full_at: Share | None = None


@dataclass(frozen=True, slots=True)
class Large:
    __pydantic_config__ = STRICT
    kind: Literal["proportional"]
    floor: Share
    then: Small | None = None


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str = Field(alias="from")
    note: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    __pydantic_config__ = STRICT
    name: str
    count: Count = 0
    number: Number = Fraction(0)
    share: Share = Fraction(0)
    points: Points = Fraction(0)
    truth: Truth = False
    day: Day | None = None
    period: ReportingPeriod | None = None
    word: Literal["drop", "full", "zero"] = "drop"
    items: tuple[str, ...] = ()
    choice: Annotated[Union[Small, Large], Field(discriminator="kind")] | None = None
    model: Model | None = None


ADAPTER = TypeAdapter(Whole)
KEYS = keys_of(Whole, Small, Large) | {"from", "note"}
# What pydantic says in English about anything; the words of a file are quoted between « and ».
PYDANTIC = re.compile(
    r"\b(input|should|valid|type|field|required|expected|extra|value|error|permitted|argument|unexpected|instance|missing|found|must)\b", re.IGNORECASE,
)


def _typed(text: str) -> tuple[Whole | None, list[Problem]]:
    node, problems = read_yaml_bytes(text.encode(), "a.yaml")
    assert node is not None
    assert problems == []
    result = typed(ADAPTER, node, KEYS)
    return result.value, result.problems


def _one(text: str) -> tuple[str, int, int, str, str]:
    value, [problem] = _typed(text)
    assert value is None
    return problem.code, problem.place.line, problem.place.column, problem.message, problem.remedy


def test_text_becomes_exact_values() -> None:
    value, problems = _typed(
        "name: 1.10\ncount: 3\nnumber: -1/3\nshare: 95%\npoints: 0.25\ntruth: yes\nday: 2022-01-31\nperiod: 2022-Q1\nword: full\nitems: [1, 2]\n"
        "choice: {kind: proportional, floor: 0.7, then: {kind: levels, levels: {a: 1}}}\nmodel: {from: here}\n"
    )
    assert problems == []
    then = Small("levels", {"a": Fraction(1)})
    assert value == Whole(
        "1.10", 3, Fraction(-1, 3), Fraction(19, 20), Fraction(1, 4), True, date(2022, 1, 31), Period.parse("2022-Q1"), "full", ("1", "2"),
        Large("proportional", Fraction(7, 10), then), Model(**{"from": "here"}),
    )


@pytest.mark.parametrize(("written", "truth"), [("yes", True), ("true", True), ("no", False), ("false", False)])
def test_truth_has_two_words_each(written: str, truth: bool) -> None:
    assert _typed(f"name: a\ntruth: {written}\n") == (Whole("a", truth=truth), [])


@pytest.mark.parametrize(("text", "expected"), [
    ("count: 1\n", ("shape.missing_key", 1, 1, "thiếu mục «name»", "thêm mục «name»")),
    ("name: a\nchoice: {kind: levels}\n", ("shape.missing_key", 2, 9, "thiếu mục «levels»", "thêm mục «levels»")),
    ("name: a\nmodel: {note: b}\n", ("shape.missing_key", 2, 8, "thiếu mục «from»", "thêm mục «from»")),
    ("name: a\nchoice: {floor: 1}\n", ("shape.missing_key", 2, 9, "thiếu mục cho biết loại", "thêm «kind» hoặc các mục bắt buộc của loại này")),
    ("name: a\ncuont: 1\n", ("shape.unknown_key", 2, 1, "mục «cuont» không có trong khuôn dạng", "có phải là «count»?")),
    ("name: a\nmodel: {from: b, noet: c}\n", ("shape.unknown_key", 2, 18, "mục «noet» không có trong khuôn dạng", "có phải là «note»?")),
    (
        "name: a\nchoice:\n  kind: proportional\n  floor: 1\n  flor: 1\n", (
            "shape.unknown_key", 5, 3, "mục «flor» không có trong khuôn dạng", "có phải là «floor»?",
        ),
    ),
    (
        "name: a\nchoice:\n  kind: levels\n  levels: {a: 1}\n  ful_at: 1\n", (
            "shape.unknown_key", 5, 3, "mục «ful_at» không có trong khuôn dạng", "có phải là «full_at»?",
        ),
    ),
    ("name: a\nword: dorp\n", ("shape.unknown_word", 2, 7, "«dorp» không nằm trong danh sách cho phép", "có phải là «drop»?")),
    ("name: a\nword: xyz\n", ("shape.unknown_word", 2, 7, "«xyz» không nằm trong danh sách cho phép", "chọn một trong: drop, full, zero")),
    (
        "name: a\nchoice: {floor: 1, kind: proportinal}\n", (
            "shape.unknown_word", 2, 26, "«proportinal» không nằm trong danh sách cho phép", "có phải là «proportional»?",
        ),
    ),
    ("name: a\ncount: -1\n", ("shape.bad_value", 2, 8, "«-1» phải là số đếm nguyên không âm", "sửa giá trị tại đây")),
    ("name: a\ncount: 1.5\n", ("shape.bad_value", 2, 8, "«1.5» phải là số đếm nguyên không âm", "sửa giá trị tại đây")),
    ("name: a\nnumber: nan\n", ("shape.bad_value", 2, 9, "«nan» không phải là một số hữu hạn viết bằng chữ số", "sửa giá trị tại đây")),
    ("name: a\nnumber: [1]\n", ("shape.bad_value", 2, 9, "cần một số", "sửa giá trị tại đây")),
    ("name: a\nshare: 1.2\n", ("shape.bad_value", 2, 8, "tỷ lệ «1.2» phải nằm trong khoảng 0 đến 1 (hoặc 0% đến 100%)", "sửa giá trị tại đây")),
    ("name: a\nshare: -1%\n", ("shape.bad_value", 2, 8, "tỷ lệ «-1%» phải nằm trong khoảng 0 đến 1 (hoặc 0% đến 100%)", "sửa giá trị tại đây")),
    ("name: a\npoints: -0.5\n", ("shape.bad_value", 2, 9, "điểm «-0.5» không được âm", "sửa giá trị tại đây")),
    ("name: a\ntruth: maybe\n", ("shape.bad_value", 2, 8, "«maybe» phải là yes hoặc no", "sửa giá trị tại đây")),
    ("name: a\nday: 2022-02-30\n", ("shape.bad_value", 2, 6, "«2022-02-30» không phải là ngày có thật viết theo dạng năm-tháng-ngày", "sửa giá trị tại đây")),
    ("name: a\nday: 20220201\n", ("shape.bad_value", 2, 6, "«20220201» không phải là ngày có thật viết theo dạng năm-tháng-ngày", "sửa giá trị tại đây")),
    ("name: [a]\n", ("shape.wrong_type", 1, 7, "mục «name» cần một dòng chữ", "viết lại cho đúng khuôn dạng")),
    ("name: a\nitems: b\n", ("shape.wrong_type", 2, 8, "mục «items» cần một danh sách (mỗi mục bắt đầu bằng -)", "viết lại cho đúng khuôn dạng")),
    ("name: a\nitems: [b, {c: d}]\n", ("shape.wrong_type", 2, 12, "mục «1» cần một dòng chữ", "viết lại cho đúng khuôn dạng")),
    ("name: a\nchoice: {kind: levels, levels: []}\n", ("shape.wrong_type", 2, 32, "mục «levels» cần các mục có khoá", "viết lại cho đúng khuôn dạng")),
    ("name: a\nchoice: {kind: levels, levels: {a: 1, b: [2]}}\n", ("shape.bad_value", 2, 42, "cần một số", "sửa giá trị tại đây")),
    ("name: a\nmodel: [b]\n", ("shape.wrong_type", 2, 8, "mục «model» cần các mục có khoá", "viết lại cho đúng khuôn dạng")),
    ("name: a\nchoice: levels\n", ("shape.wrong_type", 2, 9, "mục «choice» cần các mục có khoá", "viết lại cho đúng khuôn dạng")),
    ("[a, b]\n", ("shape.wrong_type", 1, 1, "tệp cần các mục có khoá", "viết lại cho đúng khuôn dạng")),
])
def test_a_mistake_has_code_place_words_and_remedy(text: str, expected: tuple[str, int, int, str, str]) -> None:
    assert _one(text) == expected


def test_a_period_keeps_its_own_words() -> None:
    code, line, column, message, _ = _one("name: a\nperiod: quý 1\n")
    assert (code, line, column) == ("shape.bad_value", 2, 9)
    assert message == "kỳ «quý 1» không đọc được; viết như ví dụ 2022, 2022-H1, 2022-Q1, 2022-09 hoặc 2022-01-15..2022-03-14"


def test_all_mistakes_come_at_once() -> None:
    value, problems = _typed("count: x\nword: y\nchoice: {kind: levels, levels: {a: -1}}\nday: never\nstray: 1\n")
    assert value is None
    assert sorted((one.code, one.place.line) for one in problems) == [
        ("shape.bad_value", 1), ("shape.bad_value", 3), ("shape.bad_value", 4), ("shape.missing_key", 1), ("shape.unknown_key", 5), ("shape.unknown_word", 2),
    ]


def test_an_unknown_key_beside_a_missing_one_is_taken_for_it() -> None:
    _, problems = _typed("nam: a\n")
    assert [(one.code, one.remedy) for one in problems] == [("shape.missing_key", "thêm mục «name»"), ("shape.unknown_key", "có phải là «name»?")]


def test_keys_are_those_of_the_shapes() -> None:
    assert keys_of(Small, Large) == {"kind", "levels", "full_at", "floor", "then"}


values = st.recursive(
    st.sampled_from(["1", "-1", "x", "", "levels", "proportional", "gate", "yes", "2022", "2022-01-01", "95%", "nan"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*sorted(KEYS), "odd"]), inner, max_size=4), max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*sorted(KEYS), "odd"]), values, max_size=6))
@examples(100)
def test_no_english_of_the_library_ever_shows(data: dict[str, Any]) -> None:
    _, problems = _typed(repr(data).replace("'", '"'))
    for problem in problems:
        own_words = re.sub(r"«[^»]*»", "«»", f"{problem.message} {problem.remedy}")
        own_words = re.sub(r"chọn một trong: .*", "", own_words)
        assert not PYDANTIC.search(own_words), problem
        assert not re.search(r"[a-z]_[a-z]", own_words), problem
        assert problem.code.startswith("shape.")
        assert problem.place.line == 1
