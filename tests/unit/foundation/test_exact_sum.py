"""The sum over one common denominator is the sum."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.numbers import exact_sum


@given(st.lists(st.fractions(max_denominator=10_000), max_size=12))
def test_equals_adding_one_by_one(numbers: list[Fraction]) -> None:
    assert exact_sum(numbers) == sum(numbers, Fraction(0))
