"""Dossiers of another system by whole columns: a million rows in seconds, again and again without doubles.

What was read is packed beside the database (`prepare`), then taken over (`load`): a code that is new comes in, one whose content is another
changes, one that says the same is left alone, so that snapshots take only what moved. What was promised first stays as it was told first.
A code that another system owns is never touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from django.db import connection

from parix.foundation.folding import folded
from parix.web.onestop.dossiers.actions import loading_by_copy, loading_by_rows
from parix.web.onestop.dossiers.actions.loaded_columns import COLUMNS, MOMENTS, TABLE
from parix.web.onestop.dossiers.actions.loading_steps import Told, told_in, write_told
from parix.web.onestop.dossiers.choices import NUMBER, PHONE, SEAL, EventKind
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.rules.applicants import known_number
from parix.web.personal_data.rules.people import plain_phone
from parix.web.personal_data.rules.sealing import lookup_hashes, sealed_many

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_BYTES = ("applicant", "number_hash", "phone_hash", "row_hash")


@dataclass(frozen=True, slots=True)
class Laden:
    """Rows ready to be written, everything of a person sealed; `pieces` are the same rows as PostgreSQL copies them in."""

    source: str
    at: datetime
    table: pa.Table
    pieces: Sequence[bytes] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    created: int
    changed: int
    unchanged: int


def owned_by_others(*, source: str, codes: Sequence[str]) -> frozenset[str]:
    """Which of the codes this installation or another system owns."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT code FROM {TABLE} WHERE code = ANY(%s) AND source <> %s", [list(codes), source])  # nosec B608 # names are our own
            return frozenset(row[0] for row in cursor.fetchall())
    found: set[str] = set()
    for at in range(0, len(codes), 500):
        found.update(Dossier.objects.filter(code__in=codes[at : at + 500]).exclude(source=source).values_list("code", flat=True))
    return frozenset(found)


def prepare(*, source: str, agency_id: int, columns: Mapping[str, Any], at: datetime) -> Laden:
    """`columns` by the fields' names: pyarrow texts; NumPy numbers (unit 0 and amount below 0 where there is none), UTC moments as
    datetime64[s]; marks as pyarrow truths, nothing where none is told; row hashes; and of the applicant `names`, `numbers`, `addresses`,
    `phones`, `emails`. Asks the database nothing."""
    if not source:
        raise ValueError("dossiers of another system need the name of their source")
    many = len(columns["code"])
    parts: dict[str, Any] = {name: columns[name] for name in COLUMNS if name in columns}
    parts |= _sealed(columns)
    parts["agency_id"] = np.full(many, agency_id, np.int64)
    parts["search"] = _folded(columns["abstract"])
    parts["unit_id"] = pa.array(columns["unit_id"], mask=columns["unit_id"] == 0)
    parts["fee_amount"] = pa.array(columns["fee_amount"], mask=columns["fee_amount"] < 0)
    parts["row_hash"] = columns["row_hash"].tolist()
    for name in MOMENTS:
        parts[name] = pa.array(columns[name].astype("datetime64[s]"), pa.timestamp("s")).cast(pa.timestamp("s", "UTC"))
    table = pa.table({name: pa.array(parts[name], pa.binary()) if name in _BYTES else parts[name] for name in COLUMNS})
    return Laden(source, at, table, loading_by_copy.pieces(source, at, table) if connection.vendor == "postgresql" else (), told_in(columns))


def load(laden: Laden, *, are_likely_new: bool = False) -> Loaded:
    """Inside the caller's transaction, which also notes it in the journal. Where the codes `are_likely_new` PostgreSQL takes the rows
    straight in and falls back where one is known; the outcome is the same. Side effects: dossiers, and events where rows tell of steps."""
    many = laden.table.num_rows
    if connection.vendor != "postgresql":
        created, changed = loading_by_rows.take_over(laden.source, laden.at, laden.table)
    elif are_likely_new and loading_by_copy.copied_in(laden.pieces):
        created, changed = many, 0
    else:
        created, changed = loading_by_copy.take_over(laden.pieces)
    if laden.told is not None:
        write_told(laden.told, laden.source, laden.at)
    return Loaded(created, changed, many - created - changed)


def _sealed(columns: Mapping[str, Any]) -> dict[str, list[bytes]]:
    """The array form of `rules.applicants.seal_applicants`: the same text is sealed, the same words are hashed."""
    names, numbers, addresses, phones, emails = (columns[name].to_pylist() for name in ("names", "numbers", "addresses", "phones", "emails"))
    told = zip(names, numbers, addresses, phones, emails, strict=True)
    return {
        "applicant": sealed_many([_encoded(one) if any(one) else "" for one in told], SEAL),
        "number_hash": lookup_hashes(map(known_number, numbers), NUMBER), "phone_hash": lookup_hashes(map(plain_phone, phones), PHONE),
    }


def _folded(abstracts: Any) -> Any:
    encoded = abstracts.dictionary_encode()
    return pa.array([folded(text) for text in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


# --- steps of handling that another system tells ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepRow:
    """`state` is a code of the dossier-sync format, "" where the system names none: then the dossier was handed on."""

    code: str
    state: str
    at: datetime
    note: str = ""


_EVENT_OF_STATE = {
    "1": EventKind.REGISTERED, "2": EventKind.ACCEPTED, "3": EventKind.REFUSED, "5": EventKind.SUPPLEMENT_ASKED, "6": EventKind.FEE_ASKED,
    "7": EventKind.WITHDRAWN, "8": EventKind.STOPPED, "9": EventKind.FINISHED, "10": EventKind.RETURNED,
}  # fmt: skip


def add_steps(*, source: str, rows: Sequence[StepRow], at: datetime) -> list[str]:
    """Events that were not there yet, unless a dossier is not the source's: then the codes of those, and nothing is written. Inside the
    caller's transaction, which also notes it in the journal."""
    held = dict(Dossier.objects.filter(source=source, code__in={row.code for row in rows}).values_list("code", "pk"))
    missing = sorted({row.code for row in rows} - held.keys())
    if not missing:
        kinds = [_EVENT_OF_STATE.get(row.state, EventKind.HANDED_OVER) for row in rows]
        events = [Event(dossier_id=held[row.code], kind=kind, at=row.at, noted_at=at, note=row.note) for row, kind in zip(rows, kinds, strict=True)]
        Event.objects.bulk_create(events, ignore_conflicts=True)
    return missing


def known_codes(codes: Sequence[str]) -> frozenset[str]:
    """Which of a few codes are those of a dossier."""
    return frozenset(Dossier.objects.filter(code__in=list(codes)).values_list("code", flat=True))
