"""From the sums of the scale to total, index, published index and grade, by the edition's settings alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from parix.criteria.editions import Grade, Settings
from parix.foundation.numbers import exact_sum, rounded

ZERO = Fraction(0)


class Sums(NamedTuple):
    """`points` come from known figures; `low` and `high` bound what is possible; `applicable_max` leaves out what is dropped.

    `droppable` is the part of `applicable_max` and of `high` that may still be dropped.
    """

    points: Fraction
    low: Fraction
    high: Fraction
    applicable_max: Fraction
    droppable: Fraction = ZERO

    @property
    def is_certain(self) -> bool:
        """Whether all three were summed as one number because everything is scored. Not so of sums that only come out equal."""
        return self.low is self.points and self.high is self.points

    @property
    def open_points(self) -> Fraction:
        """Points that can still be won because something is not scored yet."""
        return self.high - self.points

    @property
    def lost_points(self) -> Fraction:
        """Points that the known facts have already lost."""
        return max(self.applicable_max - self.high, ZERO)


NOTHING = Sums(ZERO, ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Totals:
    """`total` is the scale with bonus and penalty under their caps; indices are exact."""

    total: Sums
    bonus: Fraction
    penalty: Fraction
    index: Fraction
    index_low: Fraction
    index_high: Fraction


def summed(parts: Iterable[Sums]) -> Sums:
    given = tuple(parts)
    if len(given) < 2:
        return given[0] if given else NOTHING
    points = low = high = exact_sum([part.points for part in given])
    if not all(part.is_certain for part in given):
        low, high = exact_sum([part.low for part in given]), exact_sum([part.high for part in given])
    maximum = exact_sum([part.applicable_max for part in given])
    droppable = [part.droppable for part in given if part.droppable is not ZERO]
    return Sums(points, low, high, maximum, exact_sum(droppable) if droppable else ZERO)


def totals_of(settings: Settings, scale: Sums, bonus: Sums, penalty: Sums) -> Totals:
    """The totals of one sheet. Bonus and penalty count only where the edition has a block outside the scale."""
    total = scale
    if settings.outside_scale is not None:
        bonus, penalty = _capped(bonus, settings.outside_scale.bonus_cap), _capped(penalty, settings.outside_scale.penalty_cap)
        points = low = high = max(ZERO, scale.points + bonus.points - penalty.points)
        if not (scale.is_certain and bonus.is_certain and penalty.is_certain):
            low, high = max(ZERO, scale.low + bonus.low - penalty.high), max(ZERO, scale.high + bonus.high - penalty.low)
        total = Sums(points, low, high, scale.applicable_max, scale.droppable)
    middle = least = most = _index(settings, total.points, total.applicable_max)
    if not total.is_certain:
        least, most = _index(settings, total.low, total.applicable_max), _index(settings, total.high, total.applicable_max)
    if total.droppable and settings.index != "points":
        # Under a smaller maximum a bonus weighs more; without any maximum the index is nought.
        left = total.applicable_max - total.droppable
        least, most = min(least, _index(settings, total.low, left)), max(most, _index(settings, total.high - total.droppable, left))
    return Totals(total, bonus.points, penalty.points, middle, least, most)


def published(settings: Settings, value: Fraction) -> Fraction:
    """A value of the total as it is printed. Where parts are rounded their sum has these decimals already, so that this
    rounds only an index that is a quotient."""
    rounding = settings.arithmetic.rounding
    return rounded(value, rounding.decimals, rounding.mode)


def grade_of(settings: Settings, index: Fraction, points: Fraction) -> Grade | None:
    """The best grade whose cut-off is reached; None while the set declares no grades."""
    value = index if settings.grades_on == "index" else points
    if settings.arithmetic.graded_on == "rounded":
        value = published(settings, value)
    return next((grade for grade in settings.grades if value >= grade.at_least), None)


def _index(settings: Settings, points: Fraction, maximum: Fraction) -> Fraction:
    if settings.index == "points":
        return points
    return points / maximum * 100 if maximum else ZERO


def _capped(sums: Sums, cap: Fraction) -> Sums:
    return Sums(min(sums.points, cap), min(sums.low, cap), min(sums.high, cap), ZERO)
