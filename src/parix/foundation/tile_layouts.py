"""A drawing of the country in tiles: where each province stands, and the archipelagos beside the province that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
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
    tiles: tuple[Tile, ...]
    islands: tuple[Islands, ...]

    @property
    def by_code(self) -> Mapping[str, Tile]:
        return {one.code: one for one in self.tiles}


_ADAPTER = TypeAdapter(TileLayout)
_KEYS = keys_of(TileLayout, Tile, Islands)


@cache
def province_tiles() -> TileLayout:
    """Raises ProblemsFound with file and line."""
    node, problems = read_yaml_file(SHIPPED / "province_tiles.yaml")
    refuse_errors(problems)
    assert node is not None
    found = typed(_ADAPTER, node, _KEYS)
    refuse_errors(found.problems)
    assert found.value is not None
    return found.value
