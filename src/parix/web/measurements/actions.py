"""Writes of measurements: a changed value supersedes the current one, an equal value changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import Change, record_many
from parix.web.measurements.models import Measurement
from parix.web.organisations.queries import Agency

SYSTEM = "system"
BATCH = 500


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact ready to be stored; `source` holds the source's fields by their names in the engine."""

    code: str
    period_start: date
    period_end: date
    fact: Mapping[str, Any]
    source: Mapping[str, str]
    quote: str
    place: str

    def columns(self) -> dict[str, Any]:
        sources = {f"source_{name}": value for name, value in self.source.items()}
        return {
            "code": self.code, "period_start": self.period_start, "period_end": self.period_end, "fact": dict(self.fact),
            **sources, "quote": self.quote, "place": self.place,
        }


@transaction.atomic(savepoint=False)
def record_facts(
    *, agency: Agency, facts: Iterable[NewFact], by: User | None, at: datetime, rows: Iterable[Measurement] | None = None, is_told: bool = False,
) -> int:
    """Store what is new or changed and return how many rows that were. `by` is None for a machine's own reading.

    `rows` are the agency's current rows of these periods, where the caller holds them already (`queries.hold_measurements`).
    One entry in the audit trail says what changed, unless the caller's own entry tells the same facts (`is_told`).
    """
    current_rows = list(Measurement.objects.select_for_update().filter(agency=agency, superseded_at__isnull=True)) if rows is None else rows
    return _store([(agency, fact) for fact in facts], by, at, current_rows, is_told)


@transaction.atomic(savepoint=False)
def record_facts_of_many(*, facts: Iterable[tuple[Agency, NewFact]], by: User | None, at: datetime, rows: Iterable[Measurement]) -> int:
    """The same for many agencies in a few queries; `rows` are the current ones of all of them, which the caller holds."""
    return _store(facts, by, at, rows, is_told=False)


def _store(facts: Iterable[tuple[Agency, NewFact]], by: User | None, at: datetime, rows: Iterable[Measurement], is_told: bool) -> int:
    held = {(one.agency_id, one.code, one.period_start, one.period_end): one for one in rows}
    added: list[Measurement] = []
    replaced: list[Measurement] = []
    for agency, fact in facts:
        columns = fact.columns()
        current = held.get((agency.pk, fact.code, fact.period_start, fact.period_end))
        if current is not None:
            if all(getattr(current, name) == value for name, value in columns.items()):
                continue
            replaced.append(current)
        added.append(Measurement(agency=agency, recorded_at=at, recorded_by=by, **columns))
    for start in range(0, len(replaced), BATCH):
        Measurement.objects.filter(pk__in=[one.pk for one in replaced[start : start + BATCH]]).update(superseded_at=at)
    Measurement.objects.bulk_create(added, batch_size=BATCH)
    if added and not is_told:
        changes = [
            Change(f"organisations.Agency:{agency.pk}", _told(agency, replaced), _told(agency, added), agency.code)
            for agency in dict.fromkeys(one.agency for one in added)
        ]
        record_many(act="measurements.recorded", changes=changes, by=by or SYSTEM, at=at)
    return len(added)


def _told(agency: Agency, rows: Iterable[Measurement]) -> dict[str, Any]:
    """Every fact of the agency by its code and period; who stated it is told by the row that stays."""
    own = [one for one in rows if one.agency_id == agency.pk]
    return {f"{one.code} {one.period_start.isoformat()}/{one.period_end.isoformat()}": one.fact for one in own}
