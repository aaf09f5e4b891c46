"""The live board as its page shows it: a line for each leaf with its figures, and the trend as a small picture with words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parix.outlook.live_scores import Group, Line
from parix.web.onestop.board.queries.live import Figure, Live

WIDTH, HEIGHT, EDGE = 120, 28, 3


@dataclass(frozen=True, slots=True)
class Trend:
    """`points` of a line inside WIDTH x HEIGHT, from 0 to all; `first` and `last` say the same in words."""

    points: str
    end: tuple[str, str]
    first: tuple[date, Fraction]
    last: tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class FigureLine:
    code: str
    figure: Figure | None
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class BoardLine:
    line: Line
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class BoardGroup:
    group: Group
    lines: tuple[BoardLine, ...]


def board_groups(live: Live) -> tuple[BoardGroup, ...]:
    """In the order of the edition; what nobody counts here is a line without figures."""
    return tuple(BoardGroup(group, tuple(_line(line, live) for line in group.lines)) for group in live.standing.groups)


def trend_of(months: Sequence[tuple[date, int, int]]) -> Trend | None:
    """None with fewer than two months: one point is no trend."""
    if len(months) < 2:
        return None
    shares = [(month, Fraction(reached, of)) for month, reached, of in months]
    step = Fraction(WIDTH - 2 * EDGE, len(shares) - 1)
    spots = [(_text(EDGE + step * at), _text(EDGE + (1 - share) * (HEIGHT - 2 * EDGE))) for at, (_month, share) in enumerate(shares)]
    return Trend(" ".join(f"{x},{y}" for x, y in spots), spots[-1], shares[0], shares[-1])


def _line(line: Line, live: Live) -> BoardLine:
    figures = ((code, live.figures.get(code)) for code in line.measures)
    return BoardLine(line, tuple(FigureLine(code, one, trend_of(one.months) if one else None) for code, one in figures))


def _text(number: Fraction) -> str:
    return f"{float(number):.1f}"
