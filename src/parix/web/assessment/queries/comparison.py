"""This year beside last year for one agency: totals, fields and leaves; points are compared only where they mean the same in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from parix.foundation.phrases import Phrase, Text, phrase
from parix.web.assessment.models import Round
from parix.web.assessment.queries.between_editions import Bridge, bridge_between
from parix.web.assessment.queries.rounds import round_before
from parix.web.assessment.queries.sheets import ZERO, LeafRow, NodeRow, SheetRow, sheet_row, shown_run

OTHER_MAXIMUM = phrase("điểm tối đa hai năm khác nhau", "the maximum differs")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same leaf in both years, or what a leaf of this year came from. `barred` says why its points are not compared."""

    now: LeafRow
    before: LeafRow
    barred: tuple[Phrase, ...] = ()

    @property
    def change(self) -> Fraction | None:
        """None where one year gives no points to compare."""
        if self.barred or self.now.points is None or self.before.points is None:
            return None
        return self.now.won - self.before.won


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in both years. Where the editions differ, `change` is that of the leaves that are compared, and of nothing else."""

    now: NodeRow
    before: NodeRow
    leaves: tuple[Pair, ...]
    same_edition: bool

    @property
    def change(self) -> Fraction | None:
        if self.same_edition:
            return self.now.won - self.before.won if self.now.max_points == self.before.max_points else None
        changes = [pair.change for pair in self.leaves if pair.change is not None]
        return sum(changes, ZERO) if changes else None


@dataclass(frozen=True, slots=True)
class Gone:
    """A leaf of last year that leads to none of this year, and what the new edition says of it."""

    leaf: LeafRow
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`only_now` came from no leaf of last year, `only_before` leads to none of this year."""

    now: SheetRow
    before: SheetRow
    fields: tuple[FieldPair, ...]
    pairs: tuple[Pair, ...]
    only_now: tuple[LeafRow, ...]
    only_before: tuple[Gone, ...]

    @property
    def index_change(self) -> Fraction:
        return self.now.totals.published_index - self.before.totals.published_index

    @property
    def same_edition(self) -> bool:
        return bool(self.now.edition["fingerprint"] == self.before.edition["fingerprint"])

    @property
    def compared(self) -> tuple[Pair, ...]:
        """What both years scored, on the scale, by the same rule."""
        return tuple(pair for pair in self.pairs if pair.change is not None and pair.now.is_on_scale)

    @property
    def common(self) -> tuple[Fraction, Fraction, Fraction]:
        """On the compared leaves alone: points now, points before, and the maximum that both years share."""
        sums = [(pair.now.won, pair.before.won, pair.now.applicable_max) for pair in self.compared]
        now, before, whole = (sum(column, ZERO) for column in zip(*sums, strict=True)) if sums else (ZERO, ZERO, ZERO)
        return now, before, whole

    @property
    def barred(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.barred)

    @property
    def risen(self) -> tuple[Pair, ...]:
        return tuple(sorted((pair for pair in self._changed if (pair.change or 0) > 0), key=lambda pair: -(pair.change or 0)))

    @property
    def fallen(self) -> tuple[Pair, ...]:
        return tuple(sorted((pair for pair in self._changed if (pair.change or 0) < 0), key=lambda pair: pair.change or 0))

    @property
    def _changed(self) -> Iterable[Pair]:
        return (pair for pair in self.pairs if pair.change)


def sheet_before(round: Round, agency_code: str) -> SheetRow | None:
    """The agency's sheet of the year before, if that round was scored."""
    before = round_before(round)
    run = shown_run(before, agency_code) if before is not None else None
    return None if run is None else sheet_row(run)


def comparison(now: SheetRow, before: SheetRow) -> Comparison:
    """Leaves are brought together through the mapping of the editions; where that cannot be read, by key and maximum."""
    return compared(now, before, bridge_between(before.run.round, now.run.round) or _by_key(now, before))


def compared(now: SheetRow, before: SheetRow, bridge: Bridge) -> Comparison:
    leaves_before = {leaf.key: leaf for leaf in before.leaves}
    same = now.edition["fingerprint"] == before.edition["fingerprint"]
    pairs = tuple(pair for leaf in now.leaves for pair in _pairs(leaf, leaves_before, bridge))
    paired = {pair.now.key for pair in pairs}
    fields_before = {one.key: one for one in before.fields}
    fields = tuple(
        FieldPair(one, fields_before[one.key], tuple(pair for pair in pairs if pair.now.key in {leaf.key for leaf in one.leaves}), same)
        for one in now.fields if one.key in fields_before
    )
    gone = tuple(Gone(leaf, bridge.reasons.get(leaf.key, "")) for leaf in before.leaves if not bridge.targets.get(leaf.key))
    return Comparison(now, before, fields, pairs, tuple(leaf for leaf in now.leaves if leaf.key not in paired), gone)


def _pairs(leaf: LeafRow, before: dict[str, LeafRow], bridge: Bridge) -> Iterable[Pair]:
    """One where the leaf is the same; for a leaf made of several, or one of several, one for each, none of them compared."""
    if leaf.key in bridge.compared and bridge.compared[leaf.key] in before:
        earlier = before[bridge.compared[leaf.key]]
        yield Pair(leaf, earlier, () if leaf.max_points == earlier.max_points else (OTHER_MAXIMUM,))
        return
    for key in bridge.sources.get(leaf.key, ()):
        if key in before:
            yield Pair(leaf, before[key], bridge.barred.get(leaf.key) or (_came(before[key].text, len(bridge.targets[key])),))


def _came(text: Text, into: int) -> Phrase:
    if into > 1:
        return phrase("tách ra từ «{old}»", "split off “{old}”", old=text)
    return phrase("gộp từ «{old}» và tiêu chí khác", "merged from “{old}” and others", old=text)


def _by_key(now: SheetRow, before: SheetRow) -> Bridge:
    held = {leaf.key: leaf for leaf in before.leaves}
    common = {leaf.key: leaf for leaf in now.leaves if leaf.key in held}
    return Bridge({key: (key,) for key in common}, {key: key for key in common})
