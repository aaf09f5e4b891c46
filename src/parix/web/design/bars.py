"""Geometry of the bars and axes: exact points in, percentages of a width out, as text that SVG attributes take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar; `kind` is won, open or lost."""

    kind: str
    x: str
    width: str


def percent_of(value: Fraction, whole: Fraction) -> str:
    """`45.312%`, kept inside 0..100."""
    share = min(max(value / whole, ZERO), Fraction(1)) if whole else ZERO
    return f"{float(share * 100):.3f}".rstrip("0").rstrip(".") + "%"


def bar_parts(won: Fraction, open_points: Fraction, lost: Fraction, whole: Fraction) -> list[Part]:
    """The stretches of a bar from the left, empty ones left out."""
    parts: list[Part] = []
    start = ZERO
    for kind, value in (("won", won), ("open", open_points), ("lost", lost)):
        if value > 0:
            parts.append(Part(kind, percent_of(start, whole), percent_of(value, whole)))
            start += value
    return parts


def stack_parts(values: Sequence[Fraction], whole: Fraction) -> list[Part]:
    """Stretches one after another; `kind` counts them from nought as their legend does, empty and negative ones left out."""
    parts: list[Part] = []
    start = ZERO
    for number, value in enumerate(values):
        if value > 0:
            parts.append(Part(str(number), percent_of(start, whole), percent_of(value, whole)))
            start += value
    return parts


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of the index that a group of pictures shares, from `low` to `high`, with round marks between."""

    low: Fraction
    high: Fraction
    step: int

    def place(self, value: Fraction) -> str:
        return percent_of(value - self.low, self.high - self.low)

    def width(self, start: Fraction, end: Fraction) -> str:
        return percent_of(end - start, self.high - self.low)

    @property
    def ticks(self) -> list[int]:
        first = int(self.low) + (-int(self.low)) % self.step
        return list(range(first, int(self.high) + 1, self.step))


def axis_for(values: list[Fraction], whole: Fraction = Fraction(100)) -> Axis:
    """The narrowest axis of whole tens that holds all values with a little air; it ends at `whole` unless a bonus leads beyond."""
    if not values:
        return Axis(ZERO, whole, 20)
    low = max((min(values) - 1) // 10 * 10, 0)
    most = max(values)
    roomy, tight = Fraction(-(-(most + 1) // 10) * 10), Fraction(-(-most // 10) * 10)
    high = max(min(roomy, whole) if most <= whole else tight, Fraction(low + 10))
    return Axis(Fraction(low), high, 20 if high - low > 60 else 10)
