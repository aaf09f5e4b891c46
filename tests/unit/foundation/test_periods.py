"""Every written form of a period is read, and written again, as itself; the year before is the same stretch."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.periods import Period, written_day
from tests.unit.scoring.property_settings import examples

FIRST, LAST = date(2, 1, 1), date(9998, 12, 31)
days = st.dates(FIRST, LAST)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any stretch of days, half of them whole years, halves, quarters or months."""
    if draw(st.booleans()):
        start, end = sorted((draw(days), draw(days)))
        return Period(start, end)
    year = draw(st.integers(FIRST.year, LAST.year))
    form = draw(st.sampled_from(["{y}", "{y}-H1", "{y}-H2", *(f"{{y}}-Q{n}" for n in range(1, 5)), *(f"{{y}}-{n:02d}" for n in range(1, 13))]))
    return Period.parse(form.format(y=f"{year:04d}"))


@pytest.mark.parametrize(("text", "start", "end"), [
    ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
    ("2022-H2", date(2022, 7, 1), date(2022, 12, 31)),
    ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31)),
    ("2022-Q2", date(2022, 4, 1), date(2022, 6, 30)),
    ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
    ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31)),
    ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
    ("2022-01-15..2022-03-14", date(2022, 1, 15), date(2022, 3, 14)),
    ("2022-05-05..2022-05-05", date(2022, 5, 5), date(2022, 5, 5)),
    (" 2022-Q3\n", date(2022, 7, 1), date(2022, 9, 30)),
])
def test_a_written_form_is_read_and_written_as_itself(text: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert period == Period(start, end)
    assert period.key == str(period) == text.strip()


def test_a_range_that_is_a_known_stretch_has_the_short_form() -> None:
    ranges = ["2022-01-01..2022-12-31", "2022-07-01..2022-12-31", "2022-04-01..2022-06-30", "2022-09-01..2022-09-30", "2022-02-01..2022-04-30"]
    assert [Period.parse(text).key for text in ranges] == ["2022", "2022-H2", "2022-Q2", "2022-09", "2022-02-01..2022-04-30"]


@given(periods())
@examples(100)
def test_the_key_reads_back(period: Period) -> None:
    assert Period.parse(period.key) == period


@pytest.mark.parametrize("text", [
    "", "năm 2022", "22", "2022-H3", "2022-Q0", "2022-Q5", "2022-13", "2022-00", "2022-1", "2022-01-15", "2022-01-15..", "..", "..2022-01-15",
    "2023..2022", "2022-02-30..2022-03-01", "2022-05-01..2022-04-30", "20220115..20220301", "2022-W01-1..2022-W03-1", "0001", "9999", "0000",
    "0001-01-01..0001-12-31", "9999-01-01..9999-12-31", "2022-Q1 2022-Q2", "2022-01-15...2022-02-15",
])
def test_anything_else_is_refused_in_vietnamese(text: str) -> None:
    with pytest.raises(ValueError, match=r"kỳ|ngày|năm"):
        Period.parse(text)


@pytest.mark.parametrize(("text", "earlier"), [
    ("2022", "2021"), ("2025", "2024"), ("2024", "2023"), ("2022-H2", "2021-H2"), ("2022-Q1", "2021-Q1"),
    ("2024-02", "2023-02"), ("2025-02", "2024-02"), ("2021-02", "2020-02"),
    ("2022-01-15..2022-03-14", "2021-01-15..2021-03-14"),
    ("2024-02-29..2024-02-29", "2023-02-28..2023-02-28"),
    ("2024-02-10..2024-02-29", "2023-02-10..2023-02-28"),
    ("2025-02-10..2025-02-28", "2024-02-10..2024-02-29"),
    ("2024-02-10..2024-02-28", "2023-02-10..2023-02-28"),
    ("2024-02-29..2024-06-10", "2023-02-28..2023-06-10"),
    ("2021-12-01..2022-02-28", "2020-12-01..2021-02-28"),
])
def test_the_same_stretch_a_year_before(text: str, earlier: str) -> None:
    assert Period.parse(text).a_year_before() == Period.parse(earlier)


@given(periods())
@examples(100)
def test_a_year_before_keeps_months_and_ends_of_months(period: Period) -> None:
    earlier = period.a_year_before()
    assert (earlier.start.year, earlier.start.month) == (period.start.year - 1, period.start.month)
    assert (earlier.end.year, earlier.end.month) == (period.end.year - 1, period.end.month)
    if (period.end + timedelta(days=1)).day == 1:
        assert (earlier.end + timedelta(days=1)).day == 1
    assert earlier.key.count("..") == period.key.count("..")


def test_covers_compares_both_ends() -> None:
    year = Period.parse("2022")
    inside, outside = ["2022", "2022-H1", "2022-12", "2022-01-01..2022-01-01"], ["2021", "2023", "2021-12-31..2022-01-01", "2022-12-31..2023-01-01"]
    assert [year.covers(Period.parse(text)) for text in [*inside, *outside]] == [True] * 4 + [False] * 4


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(ValueError, match=r"kết thúc \(2022-01-01\) trước khi bắt đầu \(2022-01-02\)"):
        Period(date(2022, 1, 2), date(2022, 1, 1))


@given(st.text(max_size=30))
@examples(100)
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError as error:
        assert str(error)
    else:
        assert Period.parse(period.key) == period
        assert period.a_year_before().end < period.end


@pytest.mark.parametrize("text", ["2022-02-29", "2022-2-1", "20220201", "2022-W05-2", "01/02/2022", "2022-02-01T00:00", "", "0001-01-01", "9999-12-31"])
def test_a_day_has_one_written_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"ngày có thật|ngoài phạm vi"):
        written_day(text)


@given(days)
@examples(100)
def test_a_written_day_reads_back(day: date) -> None:
    assert written_day(day.isoformat()) == day
