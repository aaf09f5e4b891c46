"""A drawing of the country in tiles: where each province stands, and the archipelagos beside the province that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as shape

from parix.foundation.agency_lists import SHIPPED
from parix.foundation.located_yaml import read_yaml_file
from parix.foundation.problems import refuse_errors
from parix.foundation.shapes import STRICT, keys_of, typed


@shape(frozen=True, config=STRICT)
class Tile:
    """Rows count from the north, columns from the west, both from nought."""

    code: str
    row: int
    column: int


@shape(frozen=True, config=STRICT)
class Islands:
    """`of` is the code of the province."""

    name: str
    of: str
    row: int
    column: int


@shape(frozen=True, config=STRICT)
class TileLayout:
    """`until` is the last day of the provinces that it shows, None for those of today."""

    tiles: tuple[Tile, ...]
    islands: tuple[Islands, ...]
    until: date | None = None

    @property
    def by_code(self) -> Mapping[str, Tile]:
        return {one.code: one for one in self.tiles}


@shape(frozen=True, config=STRICT)
class _Drawings:
    layouts: tuple[TileLayout, ...]


_ADAPTER = TypeAdapter(_Drawings)
_KEYS = keys_of(_Drawings, TileLayout, Tile, Islands)


def province_tiles(on: date) -> TileLayout:
    """The drawing of the provinces of a day. Raises ProblemsFound with file and line."""
    return next(one for one in _drawings() if one.until is None or on <= one.until)


@cache
def _drawings() -> tuple[TileLayout, ...]:
    node, problems = read_yaml_file(SHIPPED / "province_tiles.yaml")
    refuse_errors(problems)
    assert node is not None
    found = typed(_ADAPTER, node, _KEYS)
    refuse_errors(found.problems)
    assert found.value is not None
    return found.value.layouts
