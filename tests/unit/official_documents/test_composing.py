"""Sentences know their figures: said with values, flagged when one changed, kept when only another sentence was edited; outlines are sound."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from parix.foundation.facts import Fact, Level, NothingArose, NotKnown, Number, Rate, Share
from parix.official_documents.composing.figure_values import FigureValue, change_shown, number_shown, of_fact, shown_by_name
from parix.official_documents.composing.outlines import outlines
from parix.official_documents.composing.sentences import read, seen_after, seen_now, sentences_of, text_problems, without_unknown
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.writing.paper_json import from_json, to_json
from tests.unit.official_documents.writing.papers import DISPATCH, REPORT

TEXT = "Đã giải quyết {tong} hồ sơ. Đúng hạn {dung_han}/{tong} hồ sơ, đạt {ty_le}.\n- Có {sang_kien} sáng kiến."
VALUES = {"tong": "1.250", "dung_han": "1.225", "ty_le": "98%", "sang_kien": "2"}


def left(text: str, values: dict[str, str], seen: dict[str, dict[str, str]]) -> list[str]:
    return [one.written for paragraph in read(text, values, seen) for one in paragraph if one.is_left_behind]


def test_sentences_are_said_with_their_values() -> None:
    said = [[one.said for one in paragraph] for paragraph in read(TEXT, VALUES, {})]
    assert said == [["Đã giải quyết 1.250 hồ sơ.", "Đúng hạn 1.225/1.250 hồ sơ, đạt 98%."], ["- Có 2 sáng kiến."]]


def test_a_changed_figure_leaves_exactly_its_sentences_behind() -> None:
    seen = seen_after(TEXT, VALUES, {})
    assert left(TEXT, VALUES, seen) == []
    assert left(TEXT, {**VALUES, "sang_kien": "3"}, seen) == ["- Có {sang_kien} sáng kiến."]
    assert len(left(TEXT, {**VALUES, "tong": "1.251"}, seen)) == 2


def test_reading_one_sentence_again_leaves_the_others() -> None:
    now = {**VALUES, "tong": "1.251"}
    first, second = left(TEXT, now, seen_after(TEXT, VALUES, {}))
    seen = seen_now(first, now, seen_after(TEXT, VALUES, {}))
    assert left(TEXT, now, seen) == [second]


def test_an_edited_text_keeps_what_was_read_of_sentences_that_stay() -> None:
    now = {**VALUES, "tong": "1.251"}
    seen = seen_after(TEXT + "\nCả năm {tong}.", now, seen_after(TEXT, VALUES, {}))
    assert left(TEXT, now, seen) != [] and left("Cả năm {tong}.", now, seen) == []


def test_a_missing_value_is_a_gap_that_is_named() -> None:
    sentence = read("Có {x} sáng kiến.", {}, {})[0][0]
    assert (sentence.said, sentence.missing) == ("Có … sáng kiến.", ("x",))


@pytest.mark.parametrize(("text", "codes"), [
    ("Có {tong} hồ sơ", []), ("Có {tonng} hồ sơ", ["reports.figure_unknown"]), ("Có {tong hồ sơ", ["reports.brace_open"]), ("Có tong} hồ sơ", ["reports.brace_open"]),
])
def test_names_are_checked(text: str, codes: list[str]) -> None:
    assert [one.code for one in text_problems(text, VALUES)] == codes


def test_a_starting_text_drops_sentences_whose_figures_nobody_has() -> None:
    assert without_unknown(TEXT + "\nPAKN {pakn}.", {key: VALUES[key] for key in ("tong", "sang_kien")}) == "Đã giải quyết {tong} hồ sơ.\n- Có {sang_kien} sáng kiến."


@pytest.mark.parametrize(("text", "count"), [("Số 1.250 hồ sơ; đạt 98,5%. Có {x}.", 2), ("Theo TT. số 01 của Bộ. Đã xong.", 2), ("Một câu", 1), ("", 0)])
def test_sentences_are_parted_at_their_ends(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


@pytest.mark.parametrize(("part", "fact", "shown"), [
    ("numerator", Share(Fraction(1225), Fraction(1250)), "1.225"), ("denominator", Share(Fraction(1225), Fraction(1250)), "1.250"),
    ("rest", Share(Fraction(1225), Fraction(1250)), "25"), ("percent", Share(Fraction(1), Fraction(3)), "33,33%"), ("percent", Rate(Fraction(1, 2)), "50%"),
    ("value", Number(Fraction(7)), "7"), ("numerator", NothingArose("không có"), "0"), ("percent", NothingArose("không có"), ""), ("value", NotKnown("chưa rõ"), ""),
    ("numerator", Rate(Fraction(1, 2)), ""), ("value", Level("timely"), ""), ("value", None, ""),
])
def test_the_part_of_a_fact_that_a_figure_names(part: str, fact: Fact | None, shown: str) -> None:
    found = of_fact("x", "X", "hồ sơ", part, fact, "2026-Q1", "Sổ")  # type: ignore[arg-type]
    assert (found.shown, found.is_known, bool(found.missing)) == (shown, bool(shown), not shown)


def figure(value: Fraction, *, is_percent: bool = False) -> FigureValue:
    return FigureValue("x", "X", "", value, number_shown(value, is_percent=is_percent))


@pytest.mark.parametrize(("now", "before", "words"), [
    (figure(Fraction(12)), figure(Fraction(10)), "tăng 2"), (figure(Fraction(10)), figure(Fraction(12)), "giảm 2"), (figure(Fraction(1)), figure(Fraction(1)), "không đổi"),
    (figure(Fraction(98, 100), is_percent=True), figure(Fraction(965, 1000), is_percent=True), "tăng 1,5 điểm phần trăm"), (figure(Fraction(1)), None, ""),
])
def test_changes_are_said_as_reports_say_them(now: FigureValue, before: FigureValue | None, words: str) -> None:
    assert change_shown(now, before) == words


def test_a_name_gives_the_figure_the_one_before_and_the_change() -> None:
    assert shown_by_name({"x": figure(Fraction(12))}, {"x": figure(Fraction(10))}) == {"x": "12", "x.ky_truoc": "10", "x.so_ky_truoc": "tăng 2"}


def test_seasons_have_the_cut_off_days_of_the_regime() -> None:
    spans = {one.key: (str(one.period(2026)), one.calendar_period(2026).key, one.due(2026)) for one in outlines().seasons}
    assert spans == {
        "quarter_one": ("2025-12-15..2026-03-14", "2026-Q1", date(2026, 3, 20)), "half_year": ("2025-12-15..2026-06-14", "2026-H1", date(2026, 6, 20)),
        "quarter_three": ("2026-06-15..2026-09-14", "2026-Q3", date(2026, 9, 20)), "year": ("2025-12-15..2026-12-14", "2026", date(2026, 12, 20)),
    }


def test_outlines_are_sound() -> None:
    known = outlines()
    assert all(one.kind in KIND_BY_CODE for one in known.documents)
    assert len({one.key for one in known.figures}) == len(known.figures) and all(bool(one.measure) != bool(one.query) for one in known.figures)
    for document in known.documents:
        keys = [section.key for section in document.sections]
        assert len(set(keys)) == len(keys)
        assert all(key.rpartition(".")[0] in keys for key in keys if "." in key)


@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
def test_a_paper_survives_being_kept(paper: object) -> None:
    assert from_json(to_json(paper)) == paper  # type: ignore[arg-type]
