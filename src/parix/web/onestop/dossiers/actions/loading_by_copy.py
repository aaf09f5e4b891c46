"""PostgreSQL takes rows as its own binary COPY: straight into the table where every code is new, else over a staging table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
import pyarrow as pa  # type: ignore[import-untyped]
from django.db import connection, transaction
from django.db.models import Field
from pgpq import ArrowToPostgresBinaryEncoder
from pgpq.encoders import StringEncoderBuilder
from pgpq.schema import Jsonb

from parix.web.onestop.dossiers.actions.loaded_columns import INSERTED, OTHERS, STAGING, TABLE, names, upsert
from parix.web.onestop.dossiers.models import Dossier

_AT_ONCE = 10_000
_JSON = frozenset(field.attname for field in OTHERS if field.get_internal_type() == "JSONField")
_ARROW = {
    "PositiveSmallIntegerField": pa.int16(), "PositiveIntegerField": pa.int32(), "ForeignKey": pa.int64(), "BooleanField": pa.bool_(),
    "CharField": pa.string(), "TextField": pa.string(), "JSONField": pa.string(), "BinaryField": pa.binary(), "DateTimeField": pa.timestamp("us", "UTC"),
}  # fmt: skip
_STAGED = {"text": pa.string(), "smallint": pa.int16(), "timestamptz": _ARROW["DateTimeField"]}
# What a decimal of whole numbers must hold before it may be narrowed to the column's own digits.
_WIDEST_AMOUNT = pa.decimal128(19)
_UPSERT = upsert([f's."{name}"' for name in INSERTED])


def pieces(source: str, at: datetime, table: pa.Table) -> Sequence[bytes]:
    """The table's rows, and what every new row begins with, as the stream that COPY takes. Asks the database nothing."""
    given = {name: table[name] for name in table.column_names}
    given |= {"first_due_at": table["due_at"], "fee_amount": table["fee_amount"].cast(_WIDEST_AMOUNT)}
    same = {"source": source, "changed_at": at} | {field.attname: _default(field) for field in OTHERS}
    schema = pa.schema([(name, _arrow(name)) for name in INSERTED])
    columns = [given[name] if name in given else pa.repeat(pa.scalar(same[name], schema.field(name).type), table.num_rows) for name in INSERTED]
    return _stream(pa.table(columns, INSERTED).cast(schema))


def copied_in(stream: Sequence[bytes]) -> bool:
    """Whether the rows came in; nothing is left of them where one of the codes is known."""
    try:
        with transaction.atomic():
            _copy(stream, TABLE, INSERTED)
    except psycopg.errors.UniqueViolation:
        return False
    return True


def take_over(stream: Sequence[bytes]) -> tuple[int, int]:
    """How many rows came and how many changed: a row that came has no earlier one."""
    with connection.cursor() as cursor:
        like = f"SELECT {names(INSERTED)} FROM {TABLE}"  # nosec B608 # names are our own
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {STAGING} ON COMMIT DELETE ROWS AS {like} WITH NO DATA")
        cursor.execute(f"TRUNCATE {STAGING}")
        _copy(stream, STAGING, INSERTED)
        counts = "SELECT count(*) FILTER (WHERE came), count(*) FILTER (WHERE NOT came) FROM done"
        cursor.execute(f"WITH done AS ({_UPSERT} RETURNING xmax = 0 AS came) {counts}")  # nosec B608 # names are our own
        created, changed = cursor.fetchone()
    return created, changed


def stage(cursor: Any, name: str, columns: Mapping[str, str], table: pa.Table) -> None:
    """The table's rows, and no others, in a temporary table of that name; `columns` are its names and PostgreSQL's types."""
    cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({', '.join(f'{column} {kind}' for column, kind in columns.items())}) ON COMMIT DELETE ROWS")
    cursor.execute(f"TRUNCATE {name}")
    schema = pa.schema([(column, _STAGED[kind]) for column, kind in columns.items()])
    _copy(_stream(table.select(list(columns)).cast(schema)), name, list(columns))


def _stream(table: pa.Table) -> Sequence[bytes]:
    encoder = ArrowToPostgresBinaryEncoder.new_with_encoders(table.schema, {column.name: _encoder(column) for column in table.schema})
    return [encoder.write_header(), *(encoder.write_batch(part) for part in table.to_batches(max_chunksize=_AT_ONCE)), encoder.finish()]


def _copy(stream: Sequence[bytes], into: str, columns: Sequence[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} ({names(columns)}) FROM STDIN (FORMAT binary)") as copy:
        for piece in stream:
            copy.write(piece)


def _arrow(name: str) -> Any:
    field = Dossier._meta.get_field(name.removesuffix("_id"))
    kind = field.get_internal_type()
    return pa.decimal128(field.max_digits, field.decimal_places) if kind == "DecimalField" else _ARROW[kind]  # type: ignore[union-attr]


def _default(field: Field[Any, Any]) -> Any:
    return json.dumps(field.get_default()) if field.attname in _JSON else field.get_default()


def _encoder(column: pa.Field) -> Any:
    """JSON has a type of its own in the stream, everything else is told by its Arrow type."""
    if column.name in _JSON:
        return StringEncoderBuilder.new_with_output(column, Jsonb())
    return ArrowToPostgresBinaryEncoder.infer_encoder(column)
