"""Lost points added up by unit, by field and by ground, each told apart by cause."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from parix.web.accounts.queries import User
from parix.web.assessment.choices import GROUNDS, Cause, Ground
from parix.web.assessment.queries.lost_points.ledger import Entry, Ledger, Line
from parix.web.assessment.queries.sheets import ZERO, NodeRow
from parix.web.organisations.queries import Unit

Pair = tuple[Line, Entry]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum:
    """Points by cause, over so many entries. `total` may hold what arithmetic gave back."""

    internal: Fraction = ZERO
    external: Fraction = ZERO
    unclassified: Fraction = ZERO
    arithmetic: Fraction = ZERO
    recoverable: Fraction = ZERO
    count: int = 0

    @property
    def total(self) -> Fraction:
        return self.internal + self.external + self.unclassified + self.arithmetic

    @property
    def parts(self) -> tuple[Fraction, Fraction, Fraction]:
        """What a bar shows, in the order of its legend."""
        return self.internal, self.external, self.unclassified


@dataclass(frozen=True, slots=True)
class UnitSum:
    """`unit` is None for what no unit answers for, which is what arithmetic gives and what nobody has assigned."""

    unit: Unit | None
    head: User | None
    sum: Sum


@dataclass(frozen=True, slots=True)
class FieldSum:
    field: NodeRow | None
    sum: Sum


@dataclass(frozen=True, slots=True)
class GroundSum:
    cause: Cause
    ground: Ground | None
    sum: Sum


def sum_of(entries: Iterable[Entry]) -> Sum:
    entries = list(entries)

    def of(wanted: Callable[[Entry], bool]) -> Fraction:
        return sum((one.points for one in entries if wanted(one)), ZERO)

    return Sum(
        of(lambda one: one.cause == Cause.INTERNAL), of(lambda one: one.cause == Cause.EXTERNAL), of(lambda one: one.cause == Cause.UNCLASSIFIED),
        of(lambda one: one.cause == Cause.ARITHMETIC), of(lambda one: one.is_recoverable is True), len(entries),
    )


def by_unit(ledger: Ledger) -> tuple[UnitSum, ...]:
    """The most points first; what no unit answers for last."""
    found = _grouped(ledger.entries(), lambda pair: pair[1].unit.pk if pair[1].unit else 0)
    units = {unit.pk: unit for unit in ledger.units}
    sums = [UnitSum(units.get(pk), ledger.head_of(units.get(pk)), sum_of(entry for _line, entry in pairs)) for pk, pairs in found.items()]
    return tuple(sorted(sums, key=lambda one: (one.unit is None, -one.sum.total, one.unit.name if one.unit else "")))


def by_field(ledger: Ledger) -> tuple[FieldSum, ...]:
    return field_sums(ledger.entries(), ledger.sheet.fields)


def field_sums(pairs: Iterable[Pair], nodes: Iterable[NodeRow]) -> tuple[FieldSum, ...]:
    """In legal order; what belongs to no field last."""
    found = _grouped(pairs, lambda pair: pair[0].loss.field)
    fields = {one.key: one for one in nodes}
    order = [*fields, ""]
    return tuple(FieldSum(fields.get(key), sum_of(entry for _line, entry in found[key])) for key in order if key in found)


def by_ground(ledger: Ledger) -> tuple[GroundSum, ...]:
    return ground_sums(ledger.entries())


def ground_sums(pairs: Iterable[Pair]) -> tuple[GroundSum, ...]:
    """Internal causes first, as what can be mended by oneself; within a cause, the most points first."""
    found = _grouped(pairs, lambda pair: pair[1].ground)
    sums = [
        GroundSum(cause, ground, sum_of(entry for _line, entry in found[ground]))
        for cause in (Cause.INTERNAL, Cause.EXTERNAL, Cause.UNCLASSIFIED) for ground in GROUNDS[cause] if ground in found
    ]
    if None in found:
        sums.append(GroundSum(Cause.ARITHMETIC, None, sum_of(entry for _line, entry in found[None])))
    causes = list(Cause)
    return tuple(sorted(sums, key=lambda one: ((1, 0, 2, 3)[causes.index(one.cause)], -one.sum.total)))


def _grouped(pairs: Iterable[Pair], key: Callable[[Pair], Key]) -> dict[Key, list[Pair]]:
    found: dict[Key, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(key(pair), []).append(pair)
    return found
