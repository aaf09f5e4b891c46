"""Every province of today has one tile of its own, and the archipelagos are drawn."""

from __future__ import annotations

from datetime import date

from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.tile_layouts import province_tiles


def test_each_province_in_force_stands_once_and_nothing_else_does() -> None:
    listed, problems = read_agency_list(SHIPPED / "provinces.yaml")
    assert listed is not None and problems == []
    layout = province_tiles()
    assert sorted(one.code for one in layout.tiles) == sorted(one.code for one in listed.in_force(date(2026, 1, 1)))
    places = [(one.row, one.column) for one in (*layout.tiles, *layout.islands)]
    assert len(places) == len(set(places)) == 36


def test_the_archipelagos_are_drawn_with_their_provinces_to_the_east_of_them() -> None:
    layout = province_tiles()
    names = {one.code: one.name for one in read_agency_list(SHIPPED / "provinces.yaml")[0].agencies}  # type: ignore[union-attr]
    assert {one.name: names[one.of] for one in layout.islands} == {"Quần đảo Hoàng Sa": "Đà Nẵng", "Quần đảo Trường Sa": "Khánh Hòa"}
    for one in layout.islands:
        assert one.row == layout.by_code[one.of].row and one.column > layout.by_code[one.of].column
