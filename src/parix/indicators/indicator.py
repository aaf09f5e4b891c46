"""One indicator: what is counted, what of it reached, by which date it belongs to a period. Its words are data (`described`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

# A condition over the columns of a table, seen from a day.
Condition = Callable[[Any, date], Any]


@dataclass(frozen=True, slots=True)
class Indicator:
    """`counted` gives the denominator's rows; `reached` those of them that make the numerator (asked only of counted rows), or, for a mean
    (`kind` "mean"), the quantity to add up. Nothing counted is nothing arose, which the criteria set judges, never zero here."""

    key: str
    measure: str
    dated_by: Literal["received_on", "finished_on"]
    counted: Condition
    reached: Condition
    kind: Literal["share", "mean"] = "share"
