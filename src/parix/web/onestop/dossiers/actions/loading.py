"""Dossiers of another system by whole columns: a million rows in seconds, again and again without doubles.

What was read is packed beside the database (`prepare`), then laid into a staging table and taken over by one statement (`load`): a code
that is new comes in, one whose content is another changes, one that says the same is left alone, so that snapshots take only what moved.
What was promised first stays as it was told first. A code that another system owns is never touched.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv  # type: ignore[import-untyped]
from django.db import connection

from parix.foundation.folding import folded
from parix.web.onestop.dossiers.choices import NUMBER, PHONE, SEAL, EventKind
from parix.web.onestop.dossiers.models import Dossier, Event
from parix.web.onestop.dossiers.rules.applicants import known_number
from parix.web.personal_data.rules.people import plain_phone
from parix.web.personal_data.rules.sealing import lookup_hashes, sealed_many

_TABLE = Dossier._meta.db_table
_STAGING = "dossiers_staging"
_COPIED_ROWS = 10_000
_NAT = np.iinfo(np.int64).min
_encoded = json.JSONEncoder(ensure_ascii=False).encode
# Name and type of each staged column on PostgreSQL; SQLite takes what comes.
_STAGED: Mapping[str, str] = {
    "code": "text", "agency_id": "bigint", "unit_id": "bigint", "procedure_id": "bigint", "field_id": "bigint", "channel": "smallint", "state": "smallint",
    "applicant_kind": "smallint", "applicant": "bytea", "number_hash": "bytea", "phone_hash": "bytea", "abstract": "text", "search": "text",
    "submitted_at": "timestamptz", "received_at": "timestamptz", "due_at": "timestamptz", "finished_at": "timestamptz", "returned_at": "timestamptz",
    "supplements": "smallint", "online_level": "smallint", "fee": "smallint", "fee_amount": "numeric", "is_synced": "boolean", "has_digitised_paper": "boolean",
    "reuses_data": "boolean", "has_electronic_result": "boolean", "uses_population_data": "boolean", "row_hash": "bytea",
}  # fmt: skip
_MOMENTS = ("submitted_at", "received_at", "due_at", "finished_at", "returned_at")
_BYTES = ("applicant", "number_hash", "phone_hash", "row_hash")
# Columns that a table does not carry begin with the model's own defaults, and keep what they have in a known row.
_OTHERS = [
    field for field in Dossier._meta.concrete_fields
    if not (field.null or field.primary_key or field.attname in {*_STAGED, "source", "changed_at"})
]


@dataclass(frozen=True, slots=True)
class Laden:
    """Rows ready to be written, everything of a person sealed; `pieces` are the same rows as PostgreSQL copies them in."""

    source: str
    at: datetime
    table: pa.Table
    pieces: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    created: int
    changed: int
    unchanged: int


def owned_by_others(*, source: str, codes: Sequence[str]) -> frozenset[str]:
    """Which of the codes this installation or another system owns."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT code FROM {_TABLE} WHERE code = ANY(%s) AND source <> %s", [list(codes), source])  # nosec B608: names are our own
            return frozenset(row[0] for row in cursor.fetchall())
    found: set[str] = set()
    for at in range(0, len(codes), 500):
        found.update(Dossier.objects.filter(code__in=codes[at : at + 500]).exclude(source=source).values_list("code", flat=True))
    return frozenset(found)


def prepare(*, source: str, agency_id: int, columns: Mapping[str, Any], at: datetime) -> Laden:
    """`columns` by the fields' names: pyarrow texts; NumPy numbers (unit 0 and amount below 0 where there is none), truths, UTC moments
    as datetime64[s]; row hashes; and of the applicant `names`, `numbers`, `addresses`, `phones`, `emails`. Asks the database nothing."""
    if not source:
        raise ValueError("dossiers of another system need the name of their source")
    many = len(columns["code"])
    parts: dict[str, Any] = {name: columns[name] for name in _STAGED if name in columns}
    parts |= _sealed(columns)
    parts["agency_id"] = np.full(many, agency_id, np.int64)
    parts["search"] = _folded(columns["abstract"])
    parts["unit_id"] = pa.array(columns["unit_id"], mask=columns["unit_id"] == 0)
    parts["fee_amount"] = pa.array(columns["fee_amount"], mask=columns["fee_amount"] < 0)
    parts["row_hash"] = columns["row_hash"].tolist()
    for name in _MOMENTS:
        parts[name] = pa.array(columns[name].astype("datetime64[s]"), pa.timestamp("s")).cast(pa.timestamp("s", "UTC"))
    table = pa.table({name: pa.array(parts[name], pa.binary()) if name in _BYTES else parts[name] for name in _STAGED})
    is_copied = connection.vendor == "postgresql"
    return Laden(source, at, table, [_as_csv(part) for part in table.to_batches(max_chunksize=_COPIED_ROWS)] if is_copied else ())


def load(laden: Laden) -> Loaded:
    """Inside the caller's transaction, which also notes it in the journal. Side effect: dossiers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _stage_by_copy(cursor, laden.pieces)
            created, changed = _take_over(cursor, laden)
        else:
            _stage_by_rows(cursor, laden.table)
            created, changed = _counted(cursor, laden)
            cursor.execute(_STATEMENT, _given(laden))
    return Loaded(created, changed, laden.table.num_rows - created - changed)


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


# --- the database -----------------------------------------------------------------------------------------------------

_SET = [*(name for name in _STAGED if name != "code"), "changed_at"]
_INSERTED = [*_STAGED, "first_due_at", "source", "changed_at", *(field.attname for field in _OTHERS)]
_STATEMENT = f"""
    INSERT INTO {_TABLE} ({", ".join(f'"{name}"' for name in _INSERTED)})
    SELECT {", ".join(f's."{name}"' for name in _STAGED)}, s."due_at", %s, %s, {", ".join("%s" for _name in _OTHERS)}
    FROM {_STAGING} s WHERE true
    ON CONFLICT (code) DO UPDATE SET {", ".join(f'"{name}" = excluded."{name}"' for name in _SET)},
        first_due_at = coalesce({_TABLE}.first_due_at, excluded.first_due_at)
    WHERE {_TABLE}.source = excluded.source AND {_TABLE}.row_hash <> excluded.row_hash
"""  # nosec B608: names are our own, values are given apart


def _given(laden: Laden) -> list[Any]:
    at = laden.at if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(laden.at)
    return [laden.source, at, *(field.get_db_prep_save(field.get_default(), connection) for field in _OTHERS)]


def _take_over(cursor: Any, laden: Laden) -> tuple[int, int]:
    """PostgreSQL says of each row whether it came or changed: a row that came has no earlier one."""
    cursor.execute(
        f"WITH done AS ({_STATEMENT} RETURNING xmax = 0 AS came) SELECT count(*) FILTER (WHERE came), count(*) FILTER (WHERE NOT came) FROM done",  # nosec B608
        _given(laden),
    )
    created, changed = cursor.fetchone()
    return created, changed


def _counted(cursor: Any, laden: Laden) -> tuple[int, int]:
    cursor.execute(
        f"SELECT count(*) FILTER (WHERE d.code IS NULL), count(*) FILTER (WHERE d.source = %s AND d.row_hash <> s.row_hash) "  # nosec B608
        f"FROM {_STAGING} s LEFT JOIN {_TABLE} d ON d.code = s.code",
        [laden.source],
    )
    created, changed = cursor.fetchone()
    return created, changed


def _stage_by_copy(cursor: Any, pieces: Sequence[bytes]) -> None:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in _STAGED.items())
    cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {_STAGING} ({columns}) ON COMMIT DELETE ROWS")
    cursor.execute(f"TRUNCATE {_STAGING}")
    with cursor.copy(f"COPY {_STAGING} FROM STDIN (FORMAT csv)") as copy:
        for piece in pieces:
            copy.write(piece)


def _as_csv(part: pa.RecordBatch) -> bytes:
    """Texts in quotes, nothing where there is none; bytes as PostgreSQL writes them."""
    columns = [_in_hexadecimal(column) if name in _BYTES else column for name, column in zip(part.schema.names, part.columns, strict=True)]
    out = io.BytesIO()
    pyarrow.csv.write_csv(pa.record_batch(columns, part.schema.names), out, pyarrow.csv.WriteOptions(include_header=False))
    return out.getvalue()


def _in_hexadecimal(column: pa.BinaryArray) -> pa.StringArray:
    """All bytes at once: twice as long, each value where it was."""
    _valid, offsets, data = column.buffers()
    ends = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    letters = memoryview(data)[ends[0] : ends[-1]].hex().encode() if data is not None else b""
    laid = pa.py_buffer(((ends - ends[0]) * 2).astype(np.int32).tobytes())
    return pc.binary_join_element_wise(pa.scalar("\\x"), pa.StringArray.from_buffers(len(column), laid, pa.py_buffer(letters)), "")


def _stage_by_rows(cursor: Any, table: pa.Table) -> None:
    cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {_STAGING} ({', '.join(_STAGED)})")
    cursor.execute(f"DELETE FROM {_STAGING}")  # nosec B608
    rows = zip(*(_plain(table[name].to_pylist(), name) for name in _STAGED), strict=True)
    cursor.executemany(f"INSERT INTO {_STAGING} VALUES ({', '.join('%s' for _name in _STAGED)})", list(rows))  # nosec B608


def _plain(values: Iterable[Any], name: str) -> Iterable[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    return (None if one is None else adapt(one) for one in values) if name in _MOMENTS else values


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
