"""Numbers go from text to fractions and back without loss; rounding happens as declared; people read their own marks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.numbers import RoundingMode, decimal_text, exact_from_text, exact_text, percent_shown, rounded, shown, written_number
from tests.unit.scoring.property_settings import examples

F = Fraction
numbers = st.fractions(max_denominator=10**12, min_value=-(10**18), max_value=10**18)
modes: st.SearchStrategy[RoundingMode] = st.sampled_from(["half_up", "truncate"])


@pytest.mark.parametrize(("text", "number"), [
    ("12", F(12)), ("0", F(0)), ("-3", F(-3)), ("+3", F(3)), ("0.95", F(19, 20)), ("1.10", F(11, 10)), ("95%", F(19, 20)), ("95 %", F(19, 20)),
    ("0.5%", F(1, 200)), ("28/30", F(14, 15)), ("-1/3", F(-1, 3)), ("1/2%", F(1, 200)), ("  7 ", F(7)), ("0/5", F(0)),
    ("0.1234567890123456789012345678901234567890", F(1234567890123456789012345678901234567890, 10**40)),
])
def test_what_is_written_is_read_exactly(text: str, number: Fraction) -> None:
    assert exact_from_text(text) == number


@pytest.mark.parametrize("text", [
    "", " ", "%", "5%%", "5% %", "%" * 5000, "nan", "NaN", "inf", "-inf", "Infinity", ".nan", ".inf", "1e5", "0x10", "1_000", "1 000", "1.000.000",
    "1.", ".5", "1/0", "1/2/3", "1/-2", "--1", "năm", "½", "1" * 4001, "0." + "1" * 4001, "1\n2",
])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="không phải là một số hữu hạn"):
        exact_from_text(text)


def test_what_a_person_writes_has_few_digits() -> None:
    ones = "1" * 40
    for text in (ones, f"-{ones}.{ones}", f"{ones}/{ones}", f"0.{ones}%"):
        assert written_number(text) == exact_from_text(text)
        with pytest.raises(ValueError, match="quá nhiều chữ số"):
            written_number(text.replace(ones, ones + "1"))


def test_a_sum_of_many_shares_is_written_and_read_back() -> None:
    total = sum((F(1, prime) for prime in (9907, 9923, 9929, 9931, 9941, 9949, 9967, 9973, 10007, 10009, 10037, 10039, 10061, 10067, 10069)), F(0))
    assert len(exact_text(total)) > 100
    assert exact_from_text(exact_text(total)) == total


def test_a_decimal_comma_gets_words_of_its_own() -> None:
    with pytest.raises(ValueError, match="dấu phẩy"):
        exact_from_text("0,95")


@given(st.text(max_size=60))
@examples(100)
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    try:
        number = exact_from_text(text)
    except ValueError as error:
        assert "«" in str(error)
    else:
        assert exact_from_text(exact_text(number)) == number


@given(numbers)
@examples(100)
def test_exact_text_reads_back_to_the_same_number(number: Fraction) -> None:
    assert exact_from_text(exact_text(number)) == number


@given(st.integers(-(10**20), 10**20), st.integers(0, 20))
@examples(100)
def test_a_number_with_few_decimals_is_written_with_no_more(digits: int, places: int) -> None:
    text = exact_text(F(digits, 10**places))
    assert "/" not in text
    assert len(text.partition(".")[2]) <= places
    assert not (text.endswith("0") and "." in text)


@pytest.mark.parametrize(("number", "text"), [
    (F(5, 2), "2.5"), (F(-5, 2), "-2.5"), (F(1, 3), "1/3"), (F(-17, 3), "-17/3"), (F(0), "0"), (F(100), "100"), (F(1, 8), "0.125"), (F(1, 1000), "0.001"),
    (F(-1, 20), "-0.05"), (F(1, 6), "1/6"),
])
def test_exact_text(number: Fraction, text: str) -> None:
    assert exact_text(number) == text


@pytest.mark.parametrize(("number", "decimals", "half_up", "truncated"), [
    ("0.285", 2, "0.29", "0.28"), ("-0.285", 2, "-0.29", "-0.28"), ("2.5", 0, "3", "2"), ("-2.5", 0, "-3", "-2"), ("0.5", 0, "1", "0"),
    ("-0.5", 0, "-1", "0"), ("79.995", 2, "80", "79.99"), ("79.9949", 2, "79.99", "79.99"), ("1/3", 4, "0.3333", "0.3333"), ("2/3", 4, "0.6667", "0.6666"),
    ("-2/3", 4, "-0.6667", "-0.6666"), ("86.76", 2, "86.76", "86.76"), ("12", 2, "12", "12"), ("0.004", 2, "0", "0"), ("-0.004", 2, "0", "0"),
    ("0.005", 2, "0.01", "0"), ("99.999", 2, "100", "99.99"),
])
def test_rounding_by_mode(number: str, decimals: int, half_up: str, truncated: str) -> None:
    given_number = exact_from_text(number)
    assert exact_text(rounded(given_number, decimals, "half_up")) == half_up
    assert exact_text(rounded(given_number, decimals, "truncate")) == truncated


@given(numbers, st.integers(0, 6), modes)
@examples(100)
def test_rounding_is_near_symmetric_and_done_once(number: Fraction, decimals: int, mode: RoundingMode) -> None:
    unit = F(1, 10**decimals)
    value = rounded(number, decimals, mode)
    assert (value / unit).denominator == 1
    assert rounded(value, decimals, mode) == value
    assert rounded(-number, decimals, mode) == -value
    if mode == "half_up":
        assert abs(number - value) <= unit / 2
    else:
        assert 0 <= abs(number) - abs(value) < unit


@given(numbers, numbers, st.integers(0, 6), modes)
@examples(100)
def test_rounding_never_turns_an_order_round(one: Fraction, other: Fraction, decimals: int, mode: RoundingMode) -> None:
    low, high = sorted((one, other))
    assert rounded(low, decimals, mode) <= rounded(high, decimals, mode)


@pytest.mark.parametrize(("number", "decimals", "text"), [
    ("12.5", 2, "12.50"), ("-12.5", 2, "-12.50"), ("0", 2, "0.00"), ("-0.001", 2, "0.00"), ("0.005", 2, "0.01"), ("1/3", 3, "0.333"), ("7", 0, "7"),
    ("-0.4", 0, "0"), ("0.05", 1, "0.1"), ("1234567.891", 2, "1234567.89"),
])
def test_decimals_for_machines_are_fixed(number: str, decimals: int, text: str) -> None:
    assert decimal_text(exact_from_text(number), decimals) == text


@given(numbers, st.integers(0, 6), modes)
@examples(100)
def test_decimals_for_machines_are_the_rounded_number(number: Fraction, decimals: int, mode: RoundingMode) -> None:
    text = decimal_text(number, decimals, mode=mode)
    assert F(text) == rounded(number, decimals, mode)
    assert len(text.partition(".")[2]) == decimals


@pytest.mark.parametrize(("number", "vi", "en"), [
    ("1234.5", "1.234,5", "1,234.5"), ("-1234.5", "-1.234,5", "-1,234.5"), ("1234567.891", "1.234.567,89", "1,234,567.89"), ("12", "12", "12"),
    ("12.50", "12,5", "12.5"), ("0", "0", "0"), ("-0.001", "0", "0"), ("999", "999", "999"), ("1000", "1.000", "1,000"), ("-1000", "-1.000", "-1,000"),
    ("2/3", "0,67", "0.67"), ("0.005", "0,01", "0.01"), ("-999", "-999", "-999"), ("999.999", "1.000", "1,000"), ("100.10", "100,1", "100.1"),
])
def test_people_read_their_own_marks(number: str, vi: str, en: str) -> None:
    assert shown(exact_from_text(number), "vi") == vi
    assert shown(exact_from_text(number), "en") == en


def test_decimals_may_be_kept_and_counted() -> None:
    assert [shown(F(12), "vi", trim=False), shown(F(25, 2), "en", trim=False), shown(F(12), "vi", decimals=0, trim=False)] == ["12,00", "12.50", "12"]
    assert [shown(F(2, 3), "vi", decimals=4), shown(F(1, 2), "vi", decimals=4), shown(F(1, 20000), "vi", decimals=4)] == ["0,6667", "0,5", "0,0001"]


@pytest.mark.parametrize(("share", "vi", "en"), [
    (F(2, 3), "66,67 %", "66.67%"), (F(1), "100 %", "100%"), (F(0), "0 %", "0%"), (F(95, 100), "95 %", "95%"), (F(15, 1000), "1,5 %", "1.5%"), (F(12), "1.200 %", "1,200%"),
])
def test_percent_shown(share: Fraction, vi: str, en: str) -> None:
    assert (percent_shown(share, "vi"), percent_shown(share, "en")) == (vi, en)


@given(numbers, st.sampled_from(["vi", "en"]), st.integers(0, 4), st.booleans())
@examples(100)
def test_what_people_read_is_the_number_rounded_half_up(number: Fraction, language: str, decimals: int, trim: bool) -> None:
    text = shown(number, language, decimals=decimals, trim=trim)
    thousands, point = (".", ",") if language == "vi" else (",", ".")
    assert F(text.replace(thousands, "").replace(point, ".")) == rounded(number, decimals, "half_up")
