"""A figure as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parix.official_documents.pages import Span

Form = Literal["count", "ratio", "percent"]
Bound = Literal["", "over", "under", "about", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` of a ratio is numerator / denominator, of a percentage the number before the sign. `decimals` as printed.

    `unit` is the noun counted, or `%`; `measure` the words that tell what is counted. `bound`: `hơn 200` is over.
    """

    form: Form
    value: Fraction
    unit: str
    measure: str
    text: str
    span: Span
    numerator: int | None = None
    denominator: int | None = None
    decimals: int = 0
    bound: Bound = ""
    is_target: bool = False
    is_sure: bool = True
    reason: str = ""
