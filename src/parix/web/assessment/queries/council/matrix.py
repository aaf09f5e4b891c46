"""All agencies by all fields, as the highest view has them, with what each field gained or lost against the agency's own score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.choices import View
from parix.web.assessment.models import LiveSheet, Round
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rulings import views_reached
from parix.web.assessment.queries.sheets import fields_in
from parix.web.organisations.queries import Agency

ZERO = Fraction(0)
_number = lru_cache(maxsize=4096)(exact_from_text)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one agency: points out of the applicable maximum, and the change against the self-score."""

    points: Fraction
    applicable_max: Fraction
    change: Fraction

    @property
    def step(self) -> int:
        """A step 0..5 of the shading, by the share won; the number itself stands in the cell."""
        return min(int(self.points / self.applicable_max * 6), 5) if self.applicable_max > 0 else 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`by_view` are the printed indices, the lowest view first."""

    agency: Agency
    cells: tuple[Cell, ...]
    by_view: tuple[Fraction, ...]

    @property
    def index(self) -> Fraction:
        return self.by_view[-1]

    @property
    def change(self) -> Fraction:
        return self.by_view[-1] - self.by_view[0]


@dataclass(frozen=True, slots=True)
class Matrix:
    views: tuple[View, ...]
    fields: tuple[tuple[str, Text], ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(round: Round) -> Matrix:
    """Two queries, however many agencies; rows by the index, the highest first."""
    edition, reached = edition_of(round), views_reached(round)
    fields = [one for one in edition.fields if not one.outside_scale]
    of_leaf = {placed.leaf.key: placed.field.key for placed in edition.placed_leaves if placed.leaf.effect == "scale"}
    sheets: dict[int, dict[str, LiveSheet]] = {}
    rows = LiveSheet.objects.filter(participation__round=round, view__in=reached).select_related("participation__agency")
    # Where parts are rounded on the way, a field is not the sum of its leaves, and only the whole sheet knows it.
    whole = edition.settings.arithmetic.rounding.level != "total"
    for one in rows if whole else rows.defer("sheet"):
        sheets.setdefault(one.participation_id, {})[one.view] = one
    found = []
    for by_view in sheets.values():
        shown = [by_view[view] for view in reached if view in by_view]
        before, now = (_stored(one) if whole else _sums(one.leaves, of_leaf) for one in (shown[0], shown[-1]))
        cells = tuple(
            Cell(*now.get(one.key, (ZERO, ZERO)), now.get(one.key, (ZERO, ZERO))[0] - before.get(one.key, (ZERO, ZERO))[0]) for one in fields
        )
        found.append(MatrixRow(shown[-1].participation.agency, cells, tuple(_number(one.published_index) for one in shown)))
    found.sort(key=lambda row: (-row.index, row.agency.folded_name))
    return Matrix(reached, tuple((one.code, one.text) for one in fields), tuple(found))


def _stored(live: LiveSheet) -> dict[str, tuple[Fraction, Fraction]]:
    return {one.key: (one.won, one.applicable_max) for one in fields_in(live.sheet)}


def _sums(leaves: Mapping[str, Mapping[str, str | None]], of_leaf: Mapping[str, str]) -> dict[str, tuple[Fraction, Fraction]]:
    sums: dict[str, tuple[Fraction, Fraction]] = {}
    for key, leaf in leaves.items():
        field = of_leaf.get(key)
        if field is not None:
            points, whole = sums.get(field, (ZERO, ZERO))
            sums[field] = (points + _number(leaf["points"] or "0"), whole + _number(leaf["applicable_max"] or "0"))
    return sums
