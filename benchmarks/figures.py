"""One measured figure with its goal, and the table that shows all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console
from rich.table import Table

from benchmarks.timing import Timing


@dataclass(frozen=True, slots=True)
class Figure:
    """`goal` bounds the median from above (`at_most`) or below (`at_least`); `remark` tells what was measured or the limit."""

    group: str
    name: str
    value: Timing
    unit: str
    goal: float | None = None
    bound: Literal["at_most", "at_least"] = "at_most"
    remark: str = ""

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value.median < self.goal if self.bound == "at_most" else self.value.median >= self.goal

    def to_json(self) -> dict[str, object]:
        return {
            "group": self.group, "name": self.name, "unit": self.unit, "median": self.value.median, "least": self.value.least,
            "most": self.value.most, "runs": len(self.value.values), "goal": self.goal, "bound": self.bound, "met": self.met, "remark": self.remark,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A benchmark that could not run, with the reason and the remedy."""

    group: str
    reason: str


def one(group: str, name: str, value: float, unit: str, remark: str = "") -> Figure:
    """A figure that is computed or measured just once."""
    return Figure(group, name, Timing((value,)), unit, remark=remark)


def shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def print_table(figures: Sequence[Figure], left_out: Iterable[LeftOut], *, judged: bool) -> None:
    made = Table(title="parix benchmarks")
    for title in ("", "median", "least - most", "unit", "goal", "met", "what and limit"):
        made.add_column(title, overflow="fold")
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            made.add_section()
            made.add_row(f"[bold]{group}[/bold]")
        sign = "<" if figure.bound == "at_most" else ">="
        goal = f"{sign} {shown(figure.goal)}" if figure.goal is not None else ""
        met = {None: "", True: "[green]yes[/green]", False: "[red]missed[/red]"}[figure.met] if judged else ""
        several = len(figure.value.values) > 1
        spread = f"{shown(figure.value.least)} - {shown(figure.value.most)}" if several else ""
        made.add_row(figure.name, shown(figure.value.median), spread, figure.unit, goal, met, figure.remark)
    console = Console() if sys.stdout.isatty() else Console(width=170)
    console.print(made)
    for missing in left_out:
        console.print(f"left out: {missing.group}: {missing.reason}")
