"""The geometry of bars and axes, and numbers and words as templates write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from parix.foundation.phrases import Text
from parix.web.design.bars import Part, axis_for, bar_parts, percent_of
from parix.web.design.templatetags import design

F = Fraction


def test_a_bar_is_won_open_lost_from_the_left() -> None:
    assert bar_parts(F(6), F(3), F(1), F(20)) == [Part("won", "0%", "30%"), Part("open", "30%", "15%"), Part("lost", "45%", "5%")]
    assert bar_parts(F(0), F(0), F(4), F(4)) == [Part("lost", "0%", "100%")]
    assert bar_parts(F(0), F(0), F(0), F(0)) == []


@pytest.mark.parametrize(("value", "whole", "written"), [(1, 3, "33.333%"), (5, 4, "100%"), (-1, 4, "0%"), (1, 0, "0%")])
def test_percent_stays_inside(value: int, whole: int, written: str) -> None:
    assert percent_of(F(value), F(whole)) == written


@pytest.mark.parametrize(("values", "low", "high"), [([], 0, 100), ([57, 91], 50, 100), ([60, 70], 50, 80), ([100], 90, 100), ([0], 0, 10), ([F("99.99")], 90, 100), ([90, F("100.71")], 80, 110)])
def test_an_axis_of_whole_tens(values: list[int], low: int, high: int) -> None:
    axis = axis_for([F(value) for value in values])
    assert (axis.low, axis.high) == (low, high)
    assert all(axis.low <= value <= axis.high for value in values)
    assert axis.ticks[0] == low and axis.ticks[-1] == high


@pytest.mark.parametrize(("language", "points", "index", "signed"), [("vi", "1.234,5", "1.234,50", "−0,25"), ("en", "1,234.5", "1,234.50", "−0.25")])
def test_numbers(language: str, points: str, index: str, signed: str) -> None:
    with translation.override(language):
        assert (design.points("1234.5"), design.index(F(2469, 2)), design.signed("-0.25")) == (points, index, signed)
        assert (design.points(None), design.index(None), design.signed(0)) == ("", "", "0")


@pytest.mark.parametrize(("value", "written"), [("2", "+2"), ("17/3", "+5,67"), ("1/200", "+0,01"), ("17/39285", "chưa tới 0,01")])
def test_gains(value: str, written: str) -> None:
    with translation.override("vi"):
        assert design.gained(value) == written


@pytest.mark.parametrize(("key", "vietnamese", "english"), [
    ("2026", "năm 2026", "2026"), ("2022-Q1", "quý I/2022", "quarter I of 2022"), ("2022-H2", "6 tháng cuối năm 2022", "second half of 2022"),
    ("2024-03", "tháng 3/2024", "month 3 of 2024"), ("2022-01-15..2022-03-14", "15/01/2022 – 14/03/2022", "15/01/2022 – 14/03/2022"),
])
def test_periods(key: str, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert design.period(key) == vietnamese
    with translation.override("en"):
        assert design.period(key) == english


def test_texts_fall_back_to_vietnamese() -> None:
    with translation.override("en"):
        assert (design.said(Text("một", "one")), design.said(Text("một", "")), design.said(None)) == ("one", "một", "")


def test_exact_numbers_are_offered_when_rounding_hides_something() -> None:
    assert (design.is_rounded("2808/485"), design.is_rounded("5.75"), design.exactly("2808/485"), design.exactly("5.75")) == (True, False, "2808/485", "23/4")


@pytest.mark.parametrize(("value", "step"), [("0", 0), ("0.9", 0), ("3", 3), ("5.9", 5), ("6", 5)])
def test_heat(value: str, step: int) -> None:
    assert design.heat(F(value), F(6)) == step
    assert design.heat(F(value), F(0)) == 0


@pytest.mark.parametrize(("written", "read"), [("2026-12-31", "31/12/2026"), ("2026", "2026"), ("", ""), ("quý I", "quý I")])
def test_days_of_sources(written: str, read: str) -> None:
    assert design.iso_day(written) == read
