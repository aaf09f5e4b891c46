"""Every province of a day is drawn once, where it lies and as large as those it was put together from."""

from __future__ import annotations

from datetime import date

import pytest
from shapely import Polygon
from svgelements import Close
from svgelements import Path as Outline

from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.tile_layouts import province_tiles
from parix.web.onestop.board.queries.outlines import country_outlines

LISTED, _PROBLEMS = read_agency_list(SHIPPED / "provinces.yaml")
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def area(path: str) -> float:
    rings: list[list[tuple[float, float]]] = [[]]
    for segment in Outline(path):
        if isinstance(segment, Close):
            rings.append([])
        else:
            rings[-1].append((segment.end.x, segment.end.y))
    return sum(Polygon(ring).area for ring in rings if len(ring) > 2)


@pytest.mark.parametrize("day", [BEFORE, AFTER, date(2026, 11, 28)])
def test_the_provinces_of_a_day_are_drawn_and_no_others(day: date) -> None:
    assert LISTED is not None
    drawn = country_outlines(day)
    assert sorted(drawn.provinces) == sorted(one.code for one in LISTED.in_force(day))
    assert {one.of for one in province_tiles(day).islands} == set(drawn.islands) == {"H17", "H32"}


def test_who_merged_is_as_large_as_its_predecessors_together() -> None:
    assert LISTED is not None
    before, after = country_outlines(BEFORE).provinces, country_outlines(AFTER).provinces
    for merger in (one for one in LISTED.successions if one.kind == "merger"):
        parts = sum(area(before[code]) for code in merger.predecessors)
        assert area(after[merger.successors[0]]) == pytest.approx(parts, rel=0.02), merger.successors
    assert sum(map(area, after.values())) == pytest.approx(sum(map(area, before.values())), rel=0.005)


def test_the_archipelagos_lie_to_the_east_of_the_mainland() -> None:
    drawn = country_outlines(AFTER)
    for code, islands in drawn.islands.items():
        of_province = [segment.end.x for segment in Outline(drawn.provinces[code]) if segment.end is not None]
        assert islands.x > max(of_province)
        assert 0 < islands.y < drawn.height and islands.x < drawn.width
