"""One indicator: what is counted, what of it reached, by which date it belongs to a period. Its words are data (`described`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Literal

from parix.foundation.lazy_modules import lazy_module

ibis = lazy_module("ibis")

# A condition over the columns of a table, seen from a day.
Condition = Callable[[Any, date], Any]

STANDING, HANDLED = "standing", "handled"


def every(_table: Any, _as_of: date) -> Any:
    """All rows that come into question."""
    return ibis.literal(value=True)


@dataclass(frozen=True, slots=True)
class Indicator:
    """`counted` gives the denominator's rows, `reached` those of them that make the numerator (asked only of counted rows).

    `among` are the rows that come into question, the same for all indicators of a table, so that they are picked out once.
    `dated_by` is the column whose day puts a row into a period; "standing": whatever is in force when the period, or the look, ends;
    "handled": a dossier that was open on any day of the period. Kinds: "share"; "mean": `reached` is the quantity to add up; "levels":
    `reached` is 2, 1 or 0 points a row; "each": what counts are the different values of `each`, reached when every row of one reaches.
    Nothing counted is nothing arose, which the criteria set judges, never zero here. `reading_of` names the indicator whose other reading
    this one is. `needs` are further tables without which it cannot be counted. `marks` are columns that a source may leave out: a row of
    which one is not known is in neither the denominator nor the numerator, and is counted as unknown beside them.
    """

    key: str
    measure: str
    dated_by: str
    counted: Condition
    reached: Condition
    table: str = "dossiers"
    among: Condition | None = None
    kind: Literal["share", "mean", "levels", "each"] = "share"
    each: str = ""
    reading_of: str = ""
    needs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of its answer: `full` are the rows of two points, without which points cannot be told apart again; `unknown` those left
        out because a mark of theirs is not known."""
        return ("of", "reached", *(("full",) if self.kind == "levels" else ()), *(("unknown",) if self.marks else ()))

    def is_known(self, table: Any) -> Any:
        """The condition that every mark of a row is known; None for an indicator that needs none."""
        return reduce(and_, (table[name].notnull() for name in self.marks)) if self.marks else None

    @property
    def is_mergeable(self) -> bool:
        """Whether the counts of two months add up to those of both."""
        return self.kind != "each" and self.dated_by not in (STANDING, HANDLED)
