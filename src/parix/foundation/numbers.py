"""Exact numbers: text to Fraction and back. No binary floating point takes part in a score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

RoundingMode = Literal["half_up", "truncate"]

# A sum of many fractions has a long denominator; above 4300 digits Python refuses to convert.
_PLAIN = re.compile(r"[+-]?\d{1,4000}(?:\.\d{1,4000})?")
_RATIO = re.compile(r"([+-]?\d{1,4000})/(\d{1,4000})")
_REMEMBERED = 40
_TOO_LONG = re.compile(r"\d{41}")


def exact_from_text(text: str) -> Fraction:
    """Read `12`, `0.95`, `95%`, `28/30` exactly.

    Raises ValueError (Vietnamese message) for anything else: comma decimals, NaN, infinity, exponents.
    """
    return _known(text) if len(text) <= _REMEMBERED else _read(text)


# The points and figures of a province are a few thousand texts that pages read again and again.
@lru_cache(maxsize=16_384)
def _known(text: str) -> Fraction:
    return _read(text)


def _read(text: str) -> Fraction:
    stripped = text.strip()
    body = stripped.removesuffix("%").rstrip()
    unit = 1 if body == stripped else 100
    if _PLAIN.fullmatch(body):
        return Fraction(body) / unit
    ratio = _RATIO.fullmatch(body)
    if ratio and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2])) / unit
    if re.fullmatch(r"[+-]?\d+,\d+", stripped):
        raise ValueError(f"«{text}» dùng dấu phẩy; trong tệp dữ liệu phần thập phân viết bằng dấu chấm")
    raise ValueError(f"«{text}» không phải là một số hữu hạn viết bằng chữ số")


def written_number(text: str) -> Fraction:
    """A number that a person wrote: as `exact_from_text`, with at most 40 digits on either side of the point."""
    if _TOO_LONG.search(text):
        raise ValueError(f"«{text[:50]}…» có quá nhiều chữ số (tối đa 40 trước và 40 sau dấu chấm)")
    return exact_from_text(text)


def exact_text(number: Fraction) -> str:
    """The shortest text that reads back to the same number: a decimal when it ends, else `n/d`."""
    numerator, denominator = number.numerator, number.denominator
    if denominator == 1:
        return str(numerator)
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{numerator}/{denominator}"
    places = max(twos, fives)
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def exact_sum(numbers: Sequence[Fraction]) -> Fraction:
    """The sum over one common denominator, sought once; adding one by one would seek it at every step."""
    if len(numbers) == 1:
        return numbers[0]
    ratios = [number.as_integer_ratio() for number in numbers]
    whole = lcm(*[below for _, below in ratios])
    return Fraction(sum([above * (whole // below) for above, below in ratios]), whole)


def rounded(number: Fraction, decimals: int, mode: RoundingMode) -> Fraction:
    """Round once. `half_up` sends a half away from zero; `truncate` drops the rest towards zero."""
    whole = _whole_of(number.numerator, number.denominator, decimals, mode)
    return Fraction(whole if number.numerator >= 0 else -whole, 10**decimals)


def _whole_of(numerator: int, denominator: int, decimals: int, mode: RoundingMode) -> int:
    """The size of a ratio in units of the last decimal, rounded. Whole numbers only: every number on a page goes through here."""
    scale: int = 10**decimals
    whole, rest = divmod(abs(numerator) * scale, denominator)
    return whole + 1 if mode == "half_up" and rest * 2 >= denominator else whole


def decimal_text(number: Fraction, decimals: int, *, mode: RoundingMode = "half_up") -> str:
    """Fixed number of decimals with a dot, for machines: `12.50`."""
    whole = _whole_of(number.numerator, number.denominator, decimals, mode)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if whole and number.numerator < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def shown(number: Fraction, language: str, *, decimals: int = 2, trim: bool = True) -> str:
    """A number for people: `1.234,5` in Vietnamese, `1,234.5` in English; trailing zeros dropped if `trim`."""
    return _shown(number.numerator, number.denominator, language, decimals, trim)


def four_decimals_shown(number: Fraction, language: str) -> str:
    """A number inside a sentence: up to four decimals."""
    return _shown(number.numerator, number.denominator, language, 4, trim=True)


def percent_shown(share: Fraction, language: str, *, decimals: int = 2) -> str:
    """A share 0..1 as a percentage for people: `66,67 %` in Vietnamese, `66.67%` in English."""
    return percent_of_shown(share.numerator, share.denominator, language, decimals=decimals)


def percent_of_shown(above: int, below: int, language: str, *, decimals: int = 2) -> str:
    """The same for whole over whole, reduced or not."""
    return _shown(above * 100, below, language, decimals, trim=True) + (" %" if language == "vi" else "%")


def _shown(numerator: int, denominator: int, language: str, decimals: int, trim: bool) -> str:
    size = _whole_of(numerator, denominator, decimals, "half_up")
    whole, rest = divmod(size, 10**decimals)
    text = str(whole) if whole < 1000 else f"{whole:,}".replace(",", "." if language == "vi" else ",")
    if numerator < 0 and size:
        text = "-" + text
    if not decimals or (trim and not rest):
        return text
    after = str(rest).rjust(decimals, "0")
    return text + ("," if language == "vi" else ".") + (after.rstrip("0") if trim else after)
