"""Sets the ranges of a scoring text beside each other, from the lowest up: no overlap and no gap may be left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parix.criteria.scoring_text.assembling.figures import points_shown, share_text
from parix.criteria.scoring_text.results import Unclear
from parix.criteria.scoring_text.spans import Edge
from parix.foundation.numbers import shown

BOTTOM: Edge = (Fraction(-1), 0)
TOP: Edge = (Fraction(10) ** 12, 0)


@dataclass(frozen=True, slots=True)
class Rung:
    """From `low` up to `high`; an edge of None takes what its neighbour leaves. `quote` is the clause for messages."""

    low: Edge | None
    high: Edge | None
    points: Fraction
    quote: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs without overlap, from the lowest up; `open_at` tells the first place that nothing covers, if any.

    `closed` is a likely way to close overlap or gap, for a suggestion.
    """

    rungs: tuple[Rung, ...]
    gaps: tuple[tuple[Edge, Edge], ...]
    shared_edges: tuple[tuple[Rung, Rung], ...]


def ladder_of(rungs: Sequence[Rung], *, whole_numbers: bool) -> Ladder:
    """Order the rungs and find gaps and single shared edges. Raises Unclear when ranges truly overlap."""
    ordered = sorted(rungs, key=lambda rung: (rung.low or BOTTOM, rung.high or TOP))
    falling = sorted((rung for rung in ordered if rung.low is None), key=lambda rung: rung.high or TOP)
    ordered = falling + [rung for rung in ordered if rung.low is not None]
    closed: list[Rung] = []
    for place, rung in enumerate(ordered):
        low, high = rung.low, rung.high
        if low is None:
            low = closed[-1].high if closed else BOTTOM
        if high is None:
            high = ordered[place + 1].low if place + 1 < len(ordered) else TOP
        assert low is not None
        closed.append(replace(rung, low=low, high=high if high is not None else TOP))
    return _checked(closed, whole_numbers)


def _checked(closed: list[Rung], whole_numbers: bool) -> Ladder:
    gaps: list[tuple[Edge, Edge]] = []
    shared: list[tuple[Rung, Rung]] = []
    before: Edge = BOTTOM
    for place, rung in enumerate(closed):
        assert rung.low is not None and rung.high is not None
        if rung.high <= rung.low:
            raise Unclear("các mức chồng lên nhau", f"{closed[place - 1].quote}; {rung.quote}" if place else rung.quote)
        if same_edge(rung.low, before, whole_numbers):
            pass
        elif rung.low > before:
            gaps.append((before, rung.low))
        elif place and before[0] == rung.low[0] and before[1] == 1:
            shared.append((closed[place - 1], rung))
        elif place:
            raise Unclear("hai mức chồng lên nhau", f"{closed[place - 1].quote}; {rung.quote}")
        before = rung.high
    if before < TOP:
        gaps.append((before, TOP))
    return Ladder(tuple(closed), tuple(gaps), tuple(shared))


def same_edge(one: Edge, other: Edge, whole_numbers: bool) -> bool:
    """For counts "trên 5" and "từ 6" are one edge."""
    return whole_edge(one) == whole_edge(other) if whole_numbers else one == other


def whole_edge(edge: Edge) -> Edge:
    """For counts "above 5" is "from 6"."""
    value, above = edge
    return (value + 1, 0) if above and value.denominator == 1 else edge


def edge_shown(edge: Edge, *, share: bool) -> str:
    return share_text(edge[0]).replace(".", ",") if share else shown(edge[0], "vi")


def refuse_disorder(rungs: Sequence[Rung]) -> None:
    """Points that rise and fall along the ladder are a slip of the text."""
    points = [rung.points for rung in rungs]
    if points != sorted(points) and points != sorted(points, reverse=True):
        listed = "; ".join(f"{rung.quote or 'còn lại'} ({points_shown(rung.points)} điểm)" for rung in rungs)
        raise Unclear("điểm các mức không cùng tăng hoặc cùng giảm theo ngưỡng", listed)
