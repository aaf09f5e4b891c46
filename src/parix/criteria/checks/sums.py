"""Maxima add up: leaves to their criterion, criteria to their field, fields of the scale to the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Protocol

from parix.criteria.editions import Criterion, Edition
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem


class _HasPoints(Protocol):
    @property
    def max_points(self) -> Fraction: ...


def check(edition: Edition) -> Iterator[Problem]:
    scale = [one for one in edition.fields if not one.outside_scale]
    yield from _adds_up(edition, "phiên bản", edition.settings.max_points, scale, edition.place_of_setting("max_points"))
    for one in edition.fields:
        yield from _adds_up(edition, f"lĩnh vực {one.code}", one.max_points, one.criteria, _place(edition, one.key))
        for child in one.criteria:
            if isinstance(child, Criterion):
                yield from _adds_up(edition, f"tiêu chí {child.code}", child.max_points, child.sub_criteria, _place(edition, child.key))


def _adds_up(edition: Edition, name: str, maximum: Fraction, parts: Sequence[_HasPoints], place: Place) -> Iterator[Problem]:
    total = sum((part.max_points for part in parts), Fraction(0))
    if total != maximum:
        message = f"{name}: điểm tối đa {shown(maximum, 'vi')} nhưng các phần cộng lại được {shown(total, 'vi')}"
        yield Problem("edition.sum", message, "sửa điểm tối đa của mục hoặc của các phần", place)


def _place(edition: Edition, key: str) -> Place:
    return edition.places.get(key, Place(edition.folder))
