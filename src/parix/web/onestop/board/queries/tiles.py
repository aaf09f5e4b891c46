"""Agencies side by side as tiles, coloured by points or by one part of them: provinces where they lie in the country, others in the order of
names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.foundation.phrases import Text
from parix.foundation.tile_layouts import Islands, province_tiles
from parix.web.onestop.board.queries.outlines import CountryOutlines, IslandsOutline, country_outlines
from parix.web.onestop.indicators.scoring_runs import Board
from parix.web.organisations.queries import Agency

COLUMNS = 6
STEPS = (Fraction(1, 2), Fraction(7, 10), Fraction(8, 10), Fraction(9, 10))
WHOLE = Text("Toàn bộ chỉ số", "The whole index")


@dataclass(frozen=True, slots=True)
class Tile:
    """`points` of `most` where they are known; `step` 1 to 5 deepens with their share, 0 says that there is no figure."""

    agency: Agency
    row: int
    column: int
    points: Fraction | None
    most: Fraction

    @property
    def share(self) -> Fraction | None:
        return self.points / self.most if self.points is not None and self.most else None

    @property
    def step(self) -> int:
        share = self.share
        return 0 if share is None else 1 + sum(share >= step for step in STEPS)


@dataclass(frozen=True, slots=True)
class TileMap:
    """`outlines` draw the provinces where the agencies are those of a country."""

    tiles: tuple[Tile, ...]
    islands: tuple[tuple[Islands, Tile | None], ...]
    columns: int
    outlines: CountryOutlines | None = None

    @property
    def is_country(self) -> bool:
        return self.outlines is not None

    @property
    def drawn(self) -> list[tuple[Tile, str]]:
        """Each province with its path."""
        return [(one, self.outlines.provinces[one.agency.code]) for one in self.tiles] if self.outlines else []

    @property
    def drawn_islands(self) -> list[tuple[Islands, IslandsOutline, Tile | None]]:
        return [(islands, self.outlines.islands[islands.of], one) for islands, one in self.islands] if self.outlines else []

    @property
    def by_points(self) -> list[Tile]:
        """Those with figures first, the most points first."""
        return sorted(self.tiles, key=lambda one: (one.share is None, -(one.share or 0), one.agency.folded_name))


def parts_of(boards: Mapping[int, Board]) -> list[tuple[str, Text]]:
    """What tiles can be coloured by: the whole, its groups, their parts."""
    board = next(iter(boards.values()), None)
    if board is None:
        return []
    groups = [(group.key, Text(f"{group.code}. {group.text.vi}", f"{group.code}. {group.text.en}")) for group in board.groups]
    leaves = [(leaf.key, Text(f"{leaf.code}. {leaf.text.vi}", f"{leaf.code}. {leaf.text.en}")) for group in board.groups for leaf in group.leaves]
    return [("", WHOLE), *groups, *leaves]


def tile_map(agencies: Sequence[Agency], boards: Mapping[int, Board], part: str, on: date) -> TileMap:
    """A country, as it was divided on that day, where at least half of the agencies are its provinces; else rows of tiles."""
    layout = province_tiles(on)
    placed = [one for one in agencies if one.code in layout.by_code]
    if agencies and len(placed) * 2 > len(agencies):
        tiles = tuple(_tile(one, layout.by_code[one.code].row, layout.by_code[one.code].column, boards.get(one.pk), part) for one in placed)
        by_code = {one.agency.code: one for one in tiles}
        islands = tuple((one, by_code.get(one.of)) for one in layout.islands)
        columns = 1 + max(*(one.column for one in layout.tiles), *(one.column for one in layout.islands))
        return TileMap(tiles, islands, columns, country_outlines(on))
    named = sorted(agencies, key=lambda one: one.folded_name)
    tiles = tuple(_tile(one, place // COLUMNS, place % COLUMNS, boards.get(one.pk), part) for place, one in enumerate(named))
    return TileMap(tiles, (), min(COLUMNS, max(len(tiles), 1)))


def _tile(agency: Agency, row: int, column: int, board: Board | None, part: str) -> Tile:
    points, most = _points(board, part) if board is not None else (None, Fraction(0))
    return Tile(agency, row, column, points, most)


def _points(board: Board, part: str) -> tuple[Fraction | None, Fraction]:
    if not part:
        return board.points, board.applicable_max
    for group in board.groups:
        if group.key == part:
            return group.points, group.max_points
        for leaf in group.leaves:
            if leaf.key == part:
                return leaf.points, leaf.max_points
    return None, Fraction(0)
