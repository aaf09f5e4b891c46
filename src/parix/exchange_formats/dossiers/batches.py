"""Rows on their way from a file to typed columns: how many together, and what a reader of a file hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parix.foundation.problems import Place, Problem, ProblemsFound

# A list of texts, or a pyarrow array of strings.
Cells = Any
BATCH_ROWS = 50_000
# Stands in a cell whose formula has no value; a letter of the private area that no text uses.
UNUSABLE = "\ue001"


@dataclass(frozen=True, slots=True)
class RawBatch:
    """`keys` are place keys; `cells` the texts of each column, all as long as `keys`; `faults` the rows that cannot be read at all."""

    keys: list[int]
    cells: Mapping[str, Cells]
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A table of the file: its sheet ("" in files without), the heads, and the first rows below them as they are written."""

    sheet: str
    names: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def broken(code: str, message: str, remedy: str, name: str, line: int = 0, path: str = "", column: int = 0) -> ProblemsFound:
    """The file as a whole is refused."""
    return ProblemsFound([Problem(code, message, remedy, Place(name, line, column, path))])
