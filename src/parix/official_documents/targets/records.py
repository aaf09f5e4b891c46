"""A target as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parix.official_documents.pages import Span

Comparison = Literal["at_least", "more_than", "at_most", "less_than", "equal", "increase", "decrease", "maintain", "within_top"]


@dataclass(frozen=True, slots=True)
class Target:
    """`value_to` closes a range (`tăng từ 2 - 4 hạng`). `value` is None where nothing is counted (`duy trì thứ hạng`).

    `compared_with`: what an increase counts from, as written (`so với năm trước`).
    """

    measure: str
    comparison: Comparison
    value: Fraction | None
    unit: str
    text: str
    span: Span
    value_to: Fraction | None = None
    compared_with: str = ""
    is_sure: bool = True
    reason: str = ""
