"""Numbers as Vietnamese writes them: a dot parts thousands, a comma the decimals; `05` is 5."""

from __future__ import annotations

import re
from fractions import Fraction

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,3}(?: \d{3})+(?![\d/])|\d{1,9}(?:[,.]\d{1,2})?(?!\d))"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
_COUNT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}


def number_of(written: str) -> tuple[Fraction, int]:
    """The exact number and how many decimals are printed. `96.4` is taken for a decimal, `1.024` for a thousand and more."""
    text = written.strip()
    if _SPACED.fullmatch(text):
        return Fraction(text.replace(" ", "")), 0
    whole, comma, decimals = text.partition(",")
    if _THOUSANDS.fullmatch(whole):
        return Fraction(f"{whole.replace('.', '')}.{decimals or 0}"), len(decimals)
    if comma:
        return Fraction(f"{whole}.{decimals}"), len(decimals)
    whole, _dot, decimals = text.partition(".")
    return Fraction(f"{whole}.{decimals or 0}"), len(decimals)


def count_word(word: str) -> int | None:
    return _COUNT_WORDS.get(word.lower())
