"""Rows for snapshots, in the columns of the engine's table contract: all of them, or what changed since a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from parix.indicators.register_tables import DOSSIERS
from parix.web.onestop.dossiers.choices import EventKind
from parix.web.onestop.dossiers.models import Dossier, Event

# `changed_at` comes before the contract's columns: it is where the next snapshot begins.
COLUMNS = ("changed_at", *DOSSIERS.columns)
_FIELDS = {
    "dossier": "pk", "agency": "agency_id", "unit": "unit_id", "field": "field_id", "procedure": "procedure_id", "received_on": "received_at",
    "due_on": "due_at", "finished_on": "finished_at",
}
# Who took it in and who settled it are in its events.
_OFFICIALS = ("received_by", "handled_by")
# Behind the source, by which own dossiers are told from copies.
_PK = 1 + COLUMNS.index("dossier")
assert COLUMNS[-2:] == _OFFICIALS, "they stand behind what the dossier itself holds"
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
    rows = found.values_list("source", *(_FIELDS.get(name, name) for name in COLUMNS if name not in _OFFICIALS)).iterator(chunk_size=batch)
    while piece := list(islice(rows, batch)):
        officials = officials_of([row[_PK] for row in piece if not row[0]])
        for source, *values in piece:
            for place in _DAYS:
                values[place] = _day(values[place], zone)
            yield (*values, *((None, None) if source else officials.get(values[_PK - 1], (None, None))))


def officials_of(dossier_ids: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    """Who took in and who settled each of the dossiers of this installation's own desks; one query. Copies have no such events."""
    found: dict[int, tuple[int | None, int | None]] = {}
    events = Event.objects.filter(dossier_id__in=dossier_ids, kind__in=(EventKind.ACCEPTED, EventKind.FINISHED), by__isnull=False).order_by("at", "pk")
    for dossier_id, kind, by in events.values_list("dossier_id", "kind", "by_id"):
        received, handled = found.get(dossier_id, (None, None))
        found[dossier_id] = (by, handled) if kind == EventKind.ACCEPTED else (received, by)
    return found


def newest_change() -> datetime | None:
    return Dossier.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()


def _day(moment: datetime | None, zone: Any) -> date | None:
    return None if moment is None else moment.astimezone(zone).date()
