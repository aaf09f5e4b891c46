"""How a contradiction is put into words: what is printed, what comes out, where."""

from __future__ import annotations

from fractions import Fraction

from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem
from parix.official_documents.pages import Span

_REMEDY = "đối chiếu với nguồn số liệu và sửa cho khớp"


def finding(code: str, message: str, span: Span) -> Problem:
    return Problem(f"figures.{code}", message, _REMEDY, Place(path=str(span)), "warning")


def number(value: Fraction, decimals: int = 2) -> str:
    return shown(value, "vi", decimals=decimals)
