"""VietQR as printed by others is read, what is written is read again, and every slip of a digit is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parix.exchange_formats.vietqr import BankCode, crc16, problems_of, read, written
from parix.foundation.problems import Problem, ProblemsFound

DIGITS, LETTERS = "0123456789", "0123456789ABCXYZabcxyz"
CODES = some.builds(
    BankCode, bank=some.text(DIGITS, min_size=6, max_size=6), account=some.text(LETTERS, min_size=1, max_size=19),
    amount=some.none() | some.integers(1, 9_999_999_999_999), purpose=some.text(LETTERS + " .-", max_size=25), service=some.sampled_from(["account", "card"]),
)


def test_the_check_sum_is_the_one_of_the_standard() -> None:
    assert crc16(b"123456789") == 0x29B1


def test_a_code_as_it_is_written() -> None:
    text = written(BankCode("970436", "0123456789", 200_000, "HS 2611030001"))
    assert text.startswith("00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA5303704540620000058 02VN".replace(" ", ""))
    assert read(text) == BankCode("970436", "0123456789", 200_000, "HS 2611030001")


@given(CODES)
def test_what_is_written_is_read_again(code: BankCode) -> None:
    assert list(problems_of(code)) == [] and read(written(code)) == code


@given(CODES, some.integers(0, 200), some.sampled_from("0123456789ABCXYZ"))
def test_a_changed_sign_is_found(code: BankCode, at: int, sign: str) -> None:
    text = written(code)
    at %= len(text)
    changed = text[:at] + sign + text[at + 1 :]
    found = read(changed)
    assert (found == code) if changed == text else isinstance(found, Problem)


@given(some.text(max_size=120))
def test_nothing_crashes(text: str) -> None:
    read(text)
    body = f"{''.join(sign for sign in text if sign.isascii())}6304"
    read(f"{body}{crc16(body.encode()):04X}")


@pytest.mark.parametrize(("code", "problem"), [
    (BankCode("97043", "1"), "bank"), (BankCode("970436", ""), "account"), (BankCode("970436", "1 2"), "account"), (BankCode("970436", "1", 0), "amount"),
    (BankCode("970436", "1", 1, "lệ phí"), "purpose"), (BankCode("970436", "1", 1, "x" * 26), "purpose"),
])
def test_what_no_bank_would_read_is_refused(code: BankCode, problem: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        written(code)
    assert [one.code for one in refused.value.problems] == [f"vietqr.{problem}"]
