"""Every province of a day has one tile of its own, and the archipelagos are drawn."""

from __future__ import annotations

from datetime import date

import pytest

from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.tile_layouts import province_tiles

LISTED, PROBLEMS = read_agency_list(SHIPPED / "provinces.yaml")


@pytest.mark.parametrize(("day", "provinces"), [(date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (date(2026, 1, 1), 34)])
def test_each_province_in_force_stands_once_and_nothing_else_does(day: date, provinces: int) -> None:
    assert LISTED is not None and PROBLEMS == []
    layout = province_tiles(day)
    assert sorted(one.code for one in layout.tiles) == sorted(one.code for one in LISTED.in_force(day))
    places = [(one.row, one.column) for one in (*layout.tiles, *layout.islands)]
    assert len(places) == len(set(places)) == provinces + 2


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 7, 1)])
def test_the_archipelagos_are_drawn_with_their_provinces_to_the_east_of_them(day: date) -> None:
    layout = province_tiles(day)
    names = {one.code: one.name for one in LISTED.agencies}  # type: ignore[union-attr]
    assert {one.name: names[one.of] for one in layout.islands} == {"Quần đảo Hoàng Sa": "Đà Nẵng", "Quần đảo Trường Sa": "Khánh Hòa"}
    for one in layout.islands:
        assert one.row == layout.by_code[one.of].row and one.column > layout.by_code[one.of].column
