"""Rows for snapshots, in the columns of the engine's table contract: all of them, or what changed since a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from parix.indicators.register_tables import DOSSIERS
from parix.web.onestop.dossiers.models import Dossier

# `changed_at` comes before the contract's columns: it is where the next snapshot begins.
COLUMNS = ("changed_at", *DOSSIERS.columns)
_FIELDS = {
    "dossier": "pk", "agency": "agency_id", "unit": "unit_id", "field": "field_id", "procedure": "procedure_id", "received_on": "received_at",
    "due_on": "due_at", "finished_on": "finished_at",
}
_DAYS = tuple(place for place, name in enumerate(COLUMNS) if name.endswith("_on"))


def rows_changed(*, after: datetime | None = None, until: datetime | None = None, batch: int = 10_000) -> Iterator[tuple[Any, ...]]:
    """Values in the order of COLUMNS, days in the office's zone; read in batches, whatever their number. A row that changes while this
    runs is given again the next time."""
    found = Dossier.objects.order_by("changed_at", "pk")
    if after is not None:
        found = found.filter(changed_at__gt=after)
    if until is not None:
        found = found.filter(changed_at__lte=until)
    zone = timezone.get_current_timezone()
    for row in found.values_list(*(_FIELDS.get(name, name) for name in COLUMNS)).iterator(chunk_size=batch):
        values = list(row)
        for place in _DAYS:
            values[place] = _day(values[place], zone)
        yield tuple(values)


def newest_change() -> datetime | None:
    return Dossier.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()


def _day(moment: datetime | None, zone: Any) -> date | None:
    return None if moment is None else moment.astimezone(zone).date()
