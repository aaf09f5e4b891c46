"""What a made document says, beside the blocks that it is laid out from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class TrueDue:
    """`last_day` of a day, month, quarter or year; `days` counted (`working` or not); `day` of a month that recurs."""

    last_day: date | None = None
    days: int | None = None
    working: bool = False
    day: int | None = None


@dataclass(frozen=True)
class TrueAssignment:
    text: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: TrueDue | None = None
    recurrence: str | None = None


@dataclass(frozen=True)
class TableBlock:
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class TrueHead:
    kind: str
    number: str
    symbol: str
    day: date
    issuer: str
    position: str
    name: str


@dataclass
class MadeDocument:
    """`blocks`: paragraphs (`str`) and tables, in order; `left`, `right`: the head's two columns; `foot_left`, `foot_right` likewise."""

    name: str
    family: str
    head: TrueHead
    left: list[str]
    right: list[str]
    title: list[str]
    blocks: list[str | TableBlock]
    foot_left: list[str]
    foot_right: list[str]
    assignments: list[TrueAssignment] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)  # codes of contradictions
