"""Trends as small pictures with words, and where a board has most to gain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.web.onestop.indicators.scoring_runs import Board, BoardFigure, BoardLeaf

WIDTH, HEIGHT, EDGE = 120, 28, 3


@dataclass(frozen=True, slots=True)
class Trend:
    """`points` of a line inside WIDTH x HEIGHT, from 0 to all; `first` and `last` say the same in words."""

    points: str
    end: tuple[str, str]
    first: tuple[date, Fraction]
    last: tuple[date, Fraction]


def trend_of(months: Sequence[tuple[date, Fraction | None]]) -> Trend | None:
    """Months in which nothing arose are left out; None with fewer than two: one point is no trend."""
    shares = [(month, value) for month, value in months if value is not None]
    if len(shares) < 2:
        return None
    step = Fraction(WIDTH - 2 * EDGE, len(shares) - 1)
    spots = [(_text(EDGE + step * at), _text(EDGE + (1 - share) * (HEIGHT - 2 * EDGE))) for at, (_month, share) in enumerate(shares)]
    return Trend(" ".join(f"{x},{y}" for x, y in spots), spots[-1], shares[0], shares[-1])


def board_groups(board: Board) -> list[tuple[object, list[tuple[BoardLeaf, list[tuple[BoardFigure, Trend | None]]]]]]:
    """Groups with their leaves, each with its figures and their trends; what does not apply to the agency is left out."""
    return [
        (group, [(leaf, [(one, trend_of(one.trend)) for one in leaf.figures]) for leaf in group.leaves if leaf.state != "not_applicable"])
        for group in board.groups
    ]


def best_moves(board: Board, most: int = 3) -> list[tuple[BoardLeaf, Fraction]]:
    """Where most points can be won of what was counted, most first."""
    lacking = [(leaf, leaf.max_points - leaf.points) for group in board.groups for leaf in group.leaves if leaf.points is not None]
    return sorted((pair for pair in lacking if pair[1] > 0), key=lambda pair: (-pair[1], pair[0].code))[:most]


def _text(number: Fraction) -> str:
    return f"{float(number):.1f}"
