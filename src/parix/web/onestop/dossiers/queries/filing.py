"""What the desk may file a dossier under: the procedures of the agency that are in force on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from parix.web.onestop.dossiers.choices import OnlineLevel
from parix.web.onestop.procedures.choices import Fee, Online
from parix.web.onestop.procedures.queries.catalogue import catalogue_of

SHOWN = 140
_LEVELS = {
    Online.LEVEL_3: OnlineLevel.PARTIAL, Online.PARTIAL: OnlineLevel.PARTIAL, Online.LEVEL_4: OnlineLevel.END_TO_END, Online.END_TO_END: OnlineLevel.END_TO_END,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """One version, with what its papers and term say."""

    version_id: int
    field_id: int
    unit_id: int | None
    label: str
    name: str
    term_count: int | None
    term_unit: str
    term_words: str
    fee_amount: Decimal | None
    has_fee: bool
    papers: Sequence[dict[str, Any]]
    online_level: int


def offered_by(agency_id: int, day: date) -> list[Offered]:
    """In the order of the catalogue."""
    return [
        Offered(
            one.version.pk, one.procedure.field_id, one.procedure.unit_id, f"{one.procedure.code or one.procedure.own_code} · {one.version.name}"[:SHOWN],
            one.version.name, one.version.term_count, one.version.term_unit, one.version.term_words, one.version.fee_amount,
            one.version.fee == Fee.CHARGED, one.version.papers, level_of(one.online.level if one.online else ""),
        )
        for one in catalogue_of(agency_id, day) if one.is_in_force
    ]


def level_of(degree: str) -> int:
    """The catalogue's degree of online service in the codes of dossiers; levels 1, 2 and what nobody knows only inform."""
    return _LEVELS.get(Online(degree), OnlineLevel.INFORMATION) if degree in Online.values else OnlineLevel.INFORMATION
