"""Draws the provinces of the country, before and after mergers, as paths of one picture.

In: the shapes of node_modules/@svg-maps/vietnam, and the code lists that say which is whose and who became whom.
Out: src/parix/web/onestop/board/outlines (not in git, part of the wheel).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import yaml
from shapely import Polygon, make_valid, unary_union
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry
from svgelements import Close, CubicBezier, Move
from svgelements import Path as Outline

from parix.foundation.agency_lists import SHIPPED, read_agency_list
from parix.foundation.problems import refuse_errors

ROOT = Path(__file__).resolve().parents[1]
FROM = ROOT / "node_modules" / "@svg-maps" / "vietnam" / "index.js"
INTO = ROOT / "src" / "parix" / "web" / "onestop" / "board" / "outlines"

# In units of the picture, which is about 800 wide: how far neighbours were rounded apart, and what a bend must be worth.
SEAM, TURN = 0.4, 0.3
SMALLEST = 0.04
FINENESS, NAME_ABOVE = 10, 12


def main() -> None:
    source = FROM.read_text(encoding="utf-8")
    picture = json.loads(source[source.index("{") : source.rindex("}") + 1])
    shapes = {one["id"]: one["path"] for one in picture["locations"]}
    whose = yaml.safe_load((SHIPPED / "province_outlines.yaml").read_text(encoding="utf-8"))
    listed, problems = read_agency_list(SHIPPED / "provinces.yaml")
    refuse_errors(problems)
    assert listed is not None
    mergers = [one for one in listed.successions if one.kind == "merger"]
    units = {code: _area(shapes[name]) for code, name in whose["shapes"].items()}
    merged = {one.successors[0]: [units[code] for code in one.predecessors] for one in mergers}
    gone = {code for one in mergers for code in one.predecessors}
    today = {code: [area] for code, area in units.items() if code not in gone} | merged
    drawings = [{"from": None, "outlines": _drawn({code: [area] for code, area in units.items()})}]
    drawings.append({"from": mergers[0].on.isoformat(), "outlines": _drawn(today)})
    islands = {code: _islands(_area(shapes[name])) for code, name in whose["islands"].items()}
    _left, _top, width, height = map(int, picture["viewBox"].split())
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir(parents=True)
    told = {"width": width * FINENESS, "height": height * FINENESS, "islands": islands, "drawings": drawings}
    (INTO / "provinces.json").write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")


def _drawn(groups: Mapping[str, list[BaseGeometry]]) -> dict[str, str]:
    """One path each: grown over the seams, joined, and taken back to size."""
    joined = {code: unary_union([area.buffer(SEAM, join_style="mitre") for area in areas]).buffer(-SEAM, join_style="mitre") for code, areas in groups.items()}
    return {code: _written(area.simplify(TURN), SMALLEST) for code, area in sorted(joined.items())}


def _islands(area: BaseGeometry) -> dict[str, object]:
    """With the place of their name: in the middle, above the northernmost."""
    west, north, east, _south = area.bounds
    return {"outline": _written(area, 0), "x": round((west + east) / 2 * FINENESS), "y": round((north - NAME_ABOVE) * FINENESS)}


def _area(path: str) -> BaseGeometry:
    return unary_union([make_valid(Polygon(ring)) for ring in _rings(path)])


def _rings(path: str) -> Iterator[list[tuple[float, float]]]:
    ring: list[tuple[float, float]] = []
    for segment in Outline(path):
        if isinstance(segment, Move | Close):
            if len(ring) > 2:
                yield ring
            ring = []
        if isinstance(segment, CubicBezier):
            ring += [(point.x, point.y) for point in map(segment.point, (0.25, 0.5, 0.75))]
        if not isinstance(segment, Close):
            ring.append((segment.end.x, segment.end.y))
    if len(ring) > 2:
        yield ring


def _written(area: BaseGeometry, smallest: float) -> str:
    parts = area.geoms if isinstance(area, BaseMultipartGeometry) else [area]
    return "".join(_ring(ring.coords) for part in parts if isinstance(part, Polygon) and part.area > smallest for ring in (part.exterior, *part.interiors))


def _ring(points: Iterable[tuple[float, float]]) -> str:
    """In whole tenths of the picture's units, each point from the one before: a third of the letters."""
    tenths = [(round(x * FINENESS), round(y * FINENESS)) for x, y in points][:-1]
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(tenths)]
    return f"M{tenths[0][0]} {tenths[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps if x or y).replace(" -", "-") + "z"


if __name__ == "__main__":
    main()
