"""Reads of ratings: the one of a dossier, rows for snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from parix.indicators.register_tables import RATINGS
from parix.web.onestop.dossiers.queries.snapshots import officials_of
from parix.web.onestop.ratings.models import Rating as Rating

COLUMNS = ("changed_at", *RATINGS.columns)
_FIELDS = {
    "rating": "pk", "agency": "agency_id", "unit": "dossier__unit_id", "field": "dossier__field_id", "procedure": "dossier__procedure__procedure_id",
    "rated_on": "rated_at", "handled_by": "dossier_id", "received_by": "dossier_id",
}
_AT_ONCE = 2_000


def rating_of(dossier_id: int) -> Rating | None:
    return Rating.objects.filter(dossier_id=dossier_id).first()


def newest_change() -> datetime | None:
    return Rating.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()


def rows_changed(*, after: datetime | None = None, until: datetime | None = None) -> Iterator[tuple[Any, ...]]:
    """Values in the order of COLUMNS: those of the engine's contract behind the moment where the next snapshot begins."""
    found = Rating.objects.order_by("changed_at", "pk")
    if after is not None:
        found = found.filter(changed_at__gt=after)
    if until is not None:
        found = found.filter(changed_at__lte=until)
    rows = found.values(*{_FIELDS.get(name, name) for name in COLUMNS}).iterator(chunk_size=_AT_ONCE)
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _AT_ONCE:
            yield from _given(held)
            held = []
    yield from _given(held)


def _given(rows: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    officials = officials_of([row["dossier_id"] for row in rows])
    for row in rows:
        received_by, handled_by = officials.get(row["dossier_id"], (None, None))
        said = {name: row[_FIELDS.get(name, name)] for name in COLUMNS}
        said |= {"rated_on": timezone.localdate(row["rated_at"]), "handled_by": handled_by, "received_by": received_by}
        yield tuple(said[name] for name in COLUMNS)
