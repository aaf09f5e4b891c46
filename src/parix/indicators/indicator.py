"""One indicator: what is counted, what of it reached, by which date it belongs to a period. Its words are data (`described`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

# A condition over the columns of a table, seen from a day.
Condition = Callable[[Any, date], Any]

STANDING, HANDLED = "standing", "handled"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`counted` gives the denominator's rows, `reached` those of them that make the numerator (asked only of counted rows).

    `dated_by` is the column whose day puts a row into a period; "standing": whatever is in force when the period, or the look, ends;
    "handled": a dossier that was open on any day of the period. Kinds: "share"; "mean": `reached` is the quantity to add up; "levels":
    `reached` is 2, 1 or 0 points a row; "each": what counts are the different values of `each`, reached when every row of one reaches.
    Nothing counted is nothing arose, which the criteria set judges, never zero here. `reading_of` names the indicator whose other reading
    this one is. `needs` are further tables without which it cannot be counted.
    """

    key: str
    measure: str
    dated_by: str
    counted: Condition
    reached: Condition
    table: str = "dossiers"
    kind: Literal["share", "mean", "levels", "each"] = "share"
    each: str = ""
    reading_of: str = ""
    needs: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of its answer: `full` are the rows of two points, without which points cannot be told apart again."""
        return ("of", "reached", "full") if self.kind == "levels" else ("of", "reached")

    @property
    def is_mergeable(self) -> bool:
        """Whether the counts of two months add up to those of both."""
        return self.kind != "each" and self.dated_by not in (STANDING, HANDLED)
