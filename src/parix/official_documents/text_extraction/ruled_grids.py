"""Tables by the lines that are drawn around their cells, on any page: pure geometry, y grows downwards.

Cells that no line parts are one cell: what spans columns stands in its first column, what spans rows in its first row, and the
sign of repetition `〃` in the rows below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parix.official_documents.pages import DITTO


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright or level line: `at` across it, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """`owner[row][column]` is the cell (row, column) that an elementary cell belongs to; edges are one more than cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        column, row = _between(self.columns, x), _between(self.rows, y)
        return None if column is None or row is None else self.owner[row][column]

    def cells(self) -> list[tuple[int, int]]:
        return sorted({cell for row in self.owner for cell in row})

    def box_of(self, cell: tuple[int, int]) -> tuple[float, float, float, float]:
        places = [(row, column) for row, owners in enumerate(self.owner) for column, owner in enumerate(owners) if owner == cell]
        rows, columns = [row for row, _column in places], [column for _row, column in places]
        return self.columns[min(columns)], self.rows[min(rows)], self.columns[max(columns) + 1], self.rows[max(rows) + 1]

    def text(self, words_of: Callable[[tuple[int, int]], str]) -> str:
        """Rows as lines, cells parted by tabs."""
        return "\n".join("\t".join(self._shown(row, column, words_of) for column in range(len(owners))) for row, owners in enumerate(self.owner))

    def _shown(self, row: int, column: int, words_of: Callable[[tuple[int, int]], str]) -> str:
        owner = self.owner[row][column]
        if owner == (row, column):
            return words_of(owner)
        return DITTO if owner[1] == column and words_of(owner) else ""


def _between(edges: Sequence[float], place: float) -> int | None:
    if not edges[0] <= place <= edges[-1]:
        return None
    return next(at for at in range(len(edges) - 1) if place <= edges[at + 1])


def grids(levels: Sequence[Stroke], uprights: Sequence[Stroke], slack: float) -> list[Grid]:
    """Every group of crossing lines that makes at least two columns and two rows; from the top of the page down."""
    found = [_grid(group_levels, group_uprights, slack) for group_levels, group_uprights in _groups(levels, uprights, slack)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.rows[0])


def _groups(levels: Sequence[Stroke], uprights: Sequence[Stroke], slack: float) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that touch each other belong together."""
    parent = list(range(len(levels) + len(uprights)))

    def top(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for place, level in enumerate(levels):
        for other, upright in enumerate(uprights):
            if level.start - slack <= upright.at <= level.end + slack and upright.start - slack <= level.at <= upright.end + slack:
                parent[top(place)] = top(len(levels) + other)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for place, level in enumerate(levels):
        groups.setdefault(top(place), ([], []))[0].append(level)
    for other, upright in enumerate(uprights):
        groups.setdefault(top(len(levels) + other), ([], []))[1].append(upright)
    return list(groups.values())


def _grid(levels: Sequence[Stroke], uprights: Sequence[Stroke], slack: float) -> Grid | None:
    rows, columns = _edges([level.at for level in levels], slack), _edges([upright.at for upright in uprights], slack)
    if len(rows) < 3 or len(columns) < 3:
        return None
    cells = [[(row, column) for column in range(len(columns) - 1)] for row in range(len(rows) - 1)]
    owner = {cell: cell for line in cells for cell in line}

    def top(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            cell = owner[cell]
        return cell

    for row in range(len(rows) - 1):
        middle = (rows[row] + rows[row + 1]) / 2
        for column in range(len(columns) - 1):
            across = (columns[column] + columns[column + 1]) / 2
            if column + 2 < len(columns) and not _is_drawn(uprights, columns[column + 1], middle, slack):
                _unite(owner, top((row, column)), top((row, column + 1)))
            if row + 2 < len(rows) and not _is_drawn(levels, rows[row + 1], across, slack):
                _unite(owner, top((row, column)), top((row + 1, column)))
    return Grid(tuple(columns), tuple(rows), tuple(tuple(top(cell) for cell in line) for line in cells))


def _unite(owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = sorted((one, other))
    owner[second] = first


def _is_drawn(strokes: Sequence[Stroke], at: float, along: float, slack: float) -> bool:
    return any(abs(stroke.at - at) <= slack and stroke.start - slack <= along <= stroke.end + slack for stroke in strokes)


def _edges(places: Sequence[float], slack: float) -> list[float]:
    """One edge for lines that lie on each other."""
    edges: list[list[float]] = []
    for place in sorted(places):
        if edges and place - edges[-1][-1] <= slack:
            edges[-1].append(place)
        else:
            edges.append([place])
    return [sum(edge) / len(edge) for edge in edges]
