"""What one page shows, gathered for the rooms that have a door to it: people who sign in, and the public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from parix.foundation.phrases import Text
from parix.web.assessment.models import Round, ScoringRun
from parix.web.assessment.queries.bundles import fingerprint_of
from parix.web.assessment.queries.comparison import Comparison, comparison, sheet_before
from parix.web.assessment.queries.ranking import ORDERS, GroupRow, Order, PlaceRow, matching, order_named, place_of, ranking
from parix.web.assessment.queries.rounds import round_before, title_of
from parix.web.assessment.queries.sheets import LeafRow, NodeRow, SheetRow, sheet_row
from parix.web.design.bars import Axis, axis_for

NOT_SCORED, NOT_WON = "chua-cham", "chua-dat"


@dataclass(frozen=True, slots=True)
class RankingPage:
    round: Round
    title: Text
    groups: list[GroupRow]
    group: GroupRow | None
    places: list[PlaceRow]
    order: Order
    words: str
    axis: Axis
    year_before: Text | None
    own: Collection[int]
    orders: tuple[Order, ...] = ORDERS

    @property
    def columns(self) -> frozenset[str]:
        """Columns that say something: what is still possible while it is open, last year where there is one."""
        open_ones = frozenset() if self.group and self.group.complete else frozenset({"co-the-dat", "chua-cham"})
        return frozenset({"hang", "ten"}) | open_ones | (frozenset({"nam-truoc"}) if self.year_before else frozenset())

    @property
    def leader(self) -> PlaceRow | None:
        return self.group.places[0] if self.group else None


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with the same field of the year before, and those of its leaves that the page is asked to show."""

    node: NodeRow
    before: NodeRow | None
    leaves: tuple[LeafRow, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """`place` carries last year's place with it; `only` narrows the leaves and opens every field."""

    round: Round
    title: Text
    sheet: SheetRow
    before: SheetRow | None
    place: PlaceRow
    axis: Axis
    fields: tuple[FieldLine, ...]
    outside: tuple[FieldLine, ...]
    only: str
    bundle: str = ""

    @property
    def moves(self) -> tuple[LeafRow, ...]:
        return self.sheet.best_moves[:5]

    @property
    def gaps(self) -> tuple[LeafRow, ...]:
        return self.sheet.not_scored[:5]


@dataclass(frozen=True, slots=True)
class LeafPage:
    round: Round
    title: Text
    sheet: SheetRow
    leaf: LeafRow
    previous: LeafRow | None
    following: LeafRow | None


@dataclass(frozen=True, slots=True)
class ComparePage:
    round: Round
    title: Text
    sheet: SheetRow
    comparison: Comparison | None


def ranking_page(round: Round, *, group: str = "", order: str = "", words: str = "", own: Collection[int] = ()) -> RankingPage:
    """One ranking group at a time: the one asked for, else the reader's own, else the first."""
    groups = ranking(round)
    chosen = (
        next((one for one in groups if one.key == group), None)
        or next((one for one in groups if any(place.agency_id in own for place in one.places)), None)
        or (groups[0] if groups else None)
    )
    places = matching(chosen.places, words) if chosen else []
    sorting = order_named(order)
    before = round_before(round)
    return RankingPage(
        round, title_of(round), groups, chosen, sorted(places, key=sorting.key), sorting, words, _axis(chosen), title_of(before) if before else None, own,
    )


def sheet_page(run: ScoringRun, *, only: str = "") -> SheetPage:
    sheet = sheet_row(run)
    before = sheet_before(run.round, sheet.agency_code)
    earlier = {one.key: one for one in before.fields} if before else {}
    lines = tuple(FieldLine(one, earlier.get(one.key), _narrowed(one.leaves, only)) for one in sheet.fields)
    place = place_of(run, before.run if before else None)
    return SheetPage(
        run.round, title_of(run.round), sheet, before, place, _axis_of([place]),
        tuple(line for line in lines if line.node.is_on_scale), tuple(line for line in lines if not line.node.is_on_scale), only,
        fingerprint_of(run) if run.round.is_published else "",
    )


def leaf_page(run: ScoringRun, key: str) -> LeafPage | None:
    sheet = sheet_row(run)
    leaf = sheet.leaf(key)
    return None if leaf is None else LeafPage(run.round, title_of(run.round), sheet, leaf, *sheet.beside(key))


def compare_page(run: ScoringRun) -> ComparePage:
    sheet = sheet_row(run)
    before = sheet_before(run.round, sheet.agency_code)
    return ComparePage(run.round, title_of(run.round), sheet, comparison(sheet, before) if before else None)


def _narrowed(leaves: tuple[LeafRow, ...], only: str) -> tuple[LeafRow, ...]:
    if only == NOT_SCORED:
        return tuple(leaf for leaf in leaves if leaf.state == "not_scored")
    if only == NOT_WON:
        return tuple(leaf for leaf in leaves if leaf.lost > 0)
    return leaves


def _axis(group: GroupRow | None) -> Axis:
    return _axis_of(group.places if group else ())


def _axis_of(places: Collection[PlaceRow]) -> Axis:
    values = [value for place in places for value in (place.index_low, place.index, place.index_high)]
    return axis_for(values + [place.before.index for place in places if place.before])
