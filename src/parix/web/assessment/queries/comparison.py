"""This year beside last year for one agency: totals, fields and leaves, by key; only what both years have is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Union

from parix.web.assessment.models import Round
from parix.web.assessment.queries.rounds import round_before
from parix.web.assessment.queries.sheets import LeafRow, NodeRow, SheetRow, sheet_row, shown_run


@dataclass(frozen=True, slots=True)
class Pair:
    """The same field or leaf in both years. `change` is None where one year gives no points to compare."""

    now: Union[NodeRow, LeafRow]
    before: Union[NodeRow, LeafRow]

    @property
    def change(self) -> Fraction | None:
        if _points(self.now) is None or _points(self.before) is None or self.now.max_points != self.before.max_points:
            return None
        return self.now.won - self.before.won


@dataclass(frozen=True, slots=True)
class FieldPair:
    pair: Pair
    leaves: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`only_now` and `only_before` are leaves that the other year's edition does not have."""

    now: SheetRow
    before: SheetRow
    fields: tuple[FieldPair, ...]
    only_now: tuple[LeafRow, ...]
    only_before: tuple[LeafRow, ...]

    @property
    def index_change(self) -> Fraction:
        return self.now.totals.published_index - self.before.totals.published_index

    @property
    def same_edition(self) -> bool:
        return bool(self.now.edition["fingerprint"] == self.before.edition["fingerprint"])

    @property
    def risen(self) -> tuple[Pair, ...]:
        return tuple(sorted((pair for pair in self._changed if (pair.change or 0) > 0), key=lambda pair: -(pair.change or 0)))

    @property
    def fallen(self) -> tuple[Pair, ...]:
        return tuple(sorted((pair for pair in self._changed if (pair.change or 0) < 0), key=lambda pair: pair.change or 0))

    @property
    def _changed(self) -> Iterable[Pair]:
        return (pair for one in self.fields for pair in one.leaves if pair.change)


def sheet_before(round: Round, agency_code: str) -> SheetRow | None:
    """The agency's sheet of the year before, if that round was scored."""
    before = round_before(round)
    run = shown_run(before, agency_code) if before is not None else None
    return None if run is None else sheet_row(run)


def comparison(now: SheetRow, before: SheetRow) -> Comparison:
    fields_before = {one.key: one for one in before.fields}
    leaves_before = {leaf.key: leaf for leaf in before.leaves}
    fields = tuple(
        FieldPair(
            Pair(one, fields_before[one.key]),
            tuple(Pair(leaf, leaves_before[leaf.key]) for leaf in one.leaves if leaf.key in leaves_before),
        )
        for one in now.fields if one.key in fields_before
    )
    keys_now = {leaf.key for leaf in now.leaves}
    return Comparison(
        now, before, fields,
        tuple(leaf for leaf in now.leaves if leaf.key not in leaves_before), tuple(leaf for leaf in before.leaves if leaf.key not in keys_now),
    )


def _points(row: Union[NodeRow, LeafRow]) -> Fraction | None:
    return row.points if isinstance(row, LeafRow) else row.won


