"""Cost of complying: the published worked example, exact sums, cuts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.numbers import decimal_text, percent_shown
from parix.procedures.compliance_cost import Burden, Task, cut_share, dossier_cost
from tests.unit.scoring.property_settings import examples

MONEY = st.decimals(0, 10**9, places=2)
HOURS = st.decimals(0, 500, places=2)
TASKS = st.lists(st.builds(Task, st.just("x"), HOURS, MONEY, MONEY, MONEY, MONEY), max_size=6)


def test_the_worked_example() -> None:
    """1,024,000 đ a dossier cut to 231,000 đ for 3,228 people a year: 77.44 %, 2.56 billion đ."""
    before, after = Burden(Decimal(1_024_000), Decimal(1), 3_228), Burden(Decimal(231_000), Decimal(1), 3_228)
    share = cut_share(before.dossier, after.dossier)
    assert share is not None and percent_shown(share, "en") == "77.44%"
    saved = before.yearly - after.yearly
    assert (saved, decimal_text(Fraction(saved) / 10**9, 2)) == (Decimal(2_559_804_000), "2.56")
    assert cut_share(before.yearly, after.yearly) == share


def test_a_task_is_hours_by_income_and_what_is_paid() -> None:
    task = Task("Đi lại", Decimal("1.5"), Decimal("36123.45"), Decimal(10), Decimal(20), Decimal("0.05"))
    assert task.cost == Decimal("54215.2250")


@given(TASKS, st.decimals(0, 400, places=1), st.integers(0, 10**7))
@examples(100)
def test_sums_are_exact(tasks: list[Task], times: Decimal, subjects: int) -> None:
    exact = sum((Fraction(one.hours) * Fraction(one.hourly_income) + Fraction(one.hired) + Fraction(one.fees) + Fraction(one.other) for one in tasks), Fraction())
    cost = dossier_cost(tasks)
    assert Fraction(cost) == exact
    assert Fraction(Burden(cost, times, subjects).yearly) == exact * Fraction(times) * subjects


@given(MONEY, MONEY)
@examples(100)
def test_what_is_left_of_the_cut_is_the_cost_after(before: Decimal, after: Decimal) -> None:
    share = cut_share(before, after)
    assert (share is None) == (before == 0)
    assert share is None or Fraction(before) * (1 - share) == Fraction(after)
