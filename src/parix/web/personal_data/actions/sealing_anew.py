"""After a change of keys: what an older key sealed is sealed by the newest, and what a search finds it by is made anew. Batch by batch.

Each batch is one transaction, and what is done needs nothing more: a run that was killed is simply run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import BinaryField, Count, Model, QuerySet
from django.db.models.functions import Substr

from parix.web.personal_data.rules.sealing import NotOpened, opened, sealed_many

Hashing = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """A column of sealed texts; `hashes` are columns beside it and how each is made of the text."""

    model: type[Model]
    column: str
    purpose: str
    hashes: Mapping[str, Hashing] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.column}"


@dataclass(frozen=True, slots=True)
class Batch:
    """`last` is where the next one begins, None behind the last row. `unopened` rows were left: their key is not here."""

    last: Any
    looked: int = 0
    written: int = 0
    unopened: int = 0


def by_key(place: Place) -> Counter[int]:
    """How many values lie under which key."""
    heads = _sealed(place).order_by().values_list("head").annotate(many=Count("pk"))
    return Counter({bytes(head)[0]: many for head, many in heads})


def waiting(place: Place) -> QuerySet[Model]:
    """What a run looks at: what another key sealed; everything that has hashes while their key changes."""
    found = _sealed(place)
    if place.hashes and settings.PERSONAL_LOOKUP_KEY_BEFORE:
        return found
    return found.exclude(head=bytes([max(settings.PERSONAL_KEYS)]))


def _sealed(place: Place) -> QuerySet[Model]:
    found = place.model._default_manager.exclude(**{place.column: b""})
    return found.annotate(head=Substr(place.column, 1, 1, output_field=BinaryField()))


@transaction.atomic
def seal_batch(place: Place, *, after: Any, many: int) -> Batch:
    """Side effect: the place's columns of the next rows, and nothing else of them."""
    found = waiting(place) if after is None else waiting(place).filter(pk__gt=after)
    rows = list(found.select_for_update(of=("self",)).order_by("pk").values_list("pk", place.column, *place.hashes)[:many])
    texts = [_text(value, place.purpose) for _pk, value, *_hashes in rows]
    known = [(row, text) for row, text in zip(rows, texts, strict=True) if text is not None]
    newest = max(settings.PERSONAL_KEYS)
    seals = sealed_many([text for _row, text in known], place.purpose)
    changed = []
    for ((pk, value, *before), text), seal in zip(known, seals, strict=True):
        hashes = [hashing(text) for hashing in place.hashes.values()]
        if bytes(value)[0] != newest or [bytes(one) for one in before] != hashes:
            changed.append((seal, *hashes, pk))
    _write(place, changed)
    return Batch(rows[-1][0] if len(rows) == many else None, len(rows), len(changed), len(rows) - len(known))


def _text(value: bytes, purpose: str) -> str | None:
    try:
        return opened(value, purpose)
    except NotOpened:
        return None


def _write(place: Place, changed: Sequence[tuple[Any, ...]]) -> None:
    meta = place.model._meta
    columns = ", ".join(f'"{meta.get_field(name).column}" = %s' for name in (place.column, *place.hashes))  # type: ignore[union-attr]
    pk = meta.pk
    assert pk is not None
    rows = [(*values, pk.get_db_prep_value(key, connection)) for *values, key in changed]
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{meta.db_table}" SET {columns} WHERE "{pk.column}" = %s', rows)  # nosec B608 # names are our own
