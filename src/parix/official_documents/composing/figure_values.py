"""A named figure with its value: what it counts, over which stretch, from which source; or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from parix.foundation.facts import Fact, NotApplicable, NothingArose, NotKnown, Number, Rate, Share
from parix.foundation.numbers import shown

Part = Literal["value", "numerator", "denominator", "rest", "percent"]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """`shown` is what stands in a sentence, a percentage with its sign; `missing` says why there is no value."""

    key: str
    label: str
    unit: str
    value: Fraction | None = None
    shown: str = ""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    period: str = ""
    source: str = ""
    missing: str = ""
    is_typed: bool = False

    @property
    def is_known(self) -> bool:
        return self.value is not None


def number_shown(value: Fraction, *, is_percent: bool = False) -> str:
    """A percentage with its sign close to it, as reports print it."""
    return shown(value * 100, "vi") + "%" if is_percent else shown(value, "vi")


def of_fact(key: str, label: str, unit: str, part: Part, fact: Fact | None, period: str, source: str) -> FigureValue:
    """The part of the fact that the figure names. Where nothing arose, counts are nought and there is no percentage."""
    def valued(value: Fraction, above: Fraction | None = None, below: Fraction | None = None) -> FigureValue:
        return FigureValue(key, label, unit, value, number_shown(value, is_percent=part == "percent"), above, below, period, source)

    if isinstance(fact, NothingArose) and part != "percent":
        return valued(Fraction(0))
    if isinstance(fact, Share):
        above, below = fact.numerator, fact.denominator
        return valued({"numerator": above, "value": above, "denominator": below, "rest": below - above, "percent": fact.value}[part], above, below)
    if isinstance(fact, Number) and part == "value":
        return valued(fact.value)
    if isinstance(fact, Rate) and part == "percent":
        return valued(fact.value)
    return FigureValue(key, label, unit, period=period, source=source, missing=_why(fact))


def _why(fact: Fact | None) -> str:
    if isinstance(fact, NothingArose | NotKnown | NotApplicable):
        return fact.reason
    return "chưa có số liệu của kỳ này" if fact is None else "số liệu ghi ở dạng khác, không lấy được con số này"


def change_shown(now: FigureValue, before: FigureValue | None) -> str:
    """In words, as reports compare: `tăng 12`, `giảm 1,5 điểm phần trăm`, `không đổi`; "" where one of the two is not known."""
    if now.value is None or before is None or before.value is None:
        return ""
    difference = now.value - before.value
    if difference == 0:
        return "không đổi"
    is_percent = now.shown.endswith("%")
    amount = shown(abs(difference) * 100, "vi") + " điểm phần trăm" if is_percent else shown(abs(difference), "vi")
    return f"{'tăng' if difference > 0 else 'giảm'} {amount}"


BEFORE, CHANGE = "ky_truoc", "so_ky_truoc"


def shown_by_name(now: Mapping[str, FigureValue], before: Mapping[str, FigureValue]) -> dict[str, str]:
    """What every name in a text stands for: `ten`, `ten.ky_truoc`, `ten.so_ky_truoc`. Names without a value are left out."""
    found: dict[str, str] = {}
    for key, figure in now.items():
        earlier = before.get(key)
        change = change_shown(figure, earlier)
        for name, text in ((key, figure.shown), (f"{key}.{BEFORE}", earlier.shown if earlier else ""), (f"{key}.{CHANGE}", change)):
            if text:
                found[name] = text
    return found
