"""Chances of being late: counted from the past by hand, never from too little."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from parix.outlook.lateness import CERTAIN, ENOUGH, Chance, Past, chance_late, expected_late
from tests.unit.scoring.property_settings import examples

DAYS = st.lists(st.integers(0, 40), max_size=60)


def test_an_example_counted_by_hand() -> None:
    """Of ten that took at least three days, two took more than five."""
    past = Past.of([1, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 9])
    assert chance_late(3, 2, [past]) == Chance(Fraction(2, 10), 0)
    assert chance_late(0, 5, [past]) == Chance(Fraction(2, 12), 0)


def test_past_its_day_is_certain_and_too_little_is_unknown() -> None:
    few, many = Past.of([9] * (ENOUGH - 1)), Past.of([9] * ENOUGH)
    assert chance_late(4, -1, []) == Chance(CERTAIN)
    assert chance_late(4, 1, [few]) == Chance(None)
    assert chance_late(4, 1, [few, many]) == Chance(CERTAIN, 1)
    assert expected_late([Chance(None), Chance(Fraction(1, 4)), Chance(CERTAIN)]) == Fraction(5, 4)


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
@examples(200)
def test_it_is_the_share_among_those_still_open(days: list[int], elapsed: int, left: int) -> None:
    still = [day for day in days if day >= elapsed]
    expected = Fraction(sum(day > elapsed + left for day in still), len(still)) if len(still) >= ENOUGH else None
    assert chance_late(elapsed, left, [Past.of(days)]).share == expected


@given(DAYS, st.integers(0, 30), st.integers(0, 30), st.integers(0, 10))
@examples(100)
def test_more_time_never_makes_it_worse(days: list[int], elapsed: int, left: int, more: int) -> None:
    sooner, later = (chance_late(elapsed, each, [Past.of(days)]).share for each in (left, left + more))
    assert (sooner is None and later is None) or (sooner is not None and later is not None and later <= sooner)
