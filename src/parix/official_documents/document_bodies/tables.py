"""Rows of a table with what their columns are headed; rows that go over the whole width part the table into sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parix.official_documents.document_bodies.passages import Passage, joined


@dataclass(frozen=True)
class Row:
    cells: tuple[Passage, ...]

    @property
    def whole(self) -> Passage:
        full = [cell for cell in self.cells if cell.text] or [self.cells[0]]
        return joined(full)

    def cell(self, column: int) -> Passage | None:
        """None for an empty or missing cell."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell if cell is not None and cell.text else None


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max(len(row.cells) for row in self.rows)


def table_of(rows: Sequence[tuple[Passage, ...]]) -> Table:
    return Table(tuple(Row(cells) for cells in rows))
