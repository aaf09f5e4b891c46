"""An assignment as it is written, and its term."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from parix.official_documents.document_heads.records import Found
from parix.official_documents.pages import Span

DueKind = Literal["date", "month", "quarter", "half_year", "year", "days", "working_days", "recurring", "event"]
Recurrence = Literal["daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "regular"]


@dataclass(frozen=True, slots=True)
class Due:
    """`date` is the last day of the term where the writing tells it; `days` counts from the event that `counted_from` quotes.

    `day` is the day of the month of a term that recurs; `hour` as written (`17h00`).
    """

    kind: DueKind
    date: datetime.date | None = None
    days: int | None = None
    counted_from: str = ""
    day: int | None = None
    hour: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """`section`: label and words of the heading it stands under; `field`: the field of reform, "" when none is named.

    `follow_up` are those who only watch and sum up where others are named as lead. `recurrence` beside `due` or alone.
    """

    text: str
    span: Span
    section: str = ""
    field: str = ""
    lead: tuple[Found[str], ...] = ()
    support: tuple[Found[str], ...] = ()
    follow_up: tuple[Found[str], ...] = ()
    due: Found[Due] | None = None
    recurrence: Found[Recurrence] | None = None
    product: Found[str] | None = None
    is_sure: bool = True
    reason: str = ""
