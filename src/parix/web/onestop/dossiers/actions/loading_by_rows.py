"""SQLite takes rows by statement over a staging table: it has one writer and no COPY."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from django.db import connection

from parix.web.onestop.dossiers.actions.loaded_columns import COLUMNS, OTHERS, STAGING, TABLE, upsert

_UPSERT = upsert([*(f's."{name}"' for name in COLUMNS), 's."due_at"', "%s", "%s", *("%s" for _field in OTHERS)])


def take_over(source: str, at: datetime, table: pa.Table) -> tuple[int, int]:
    """How many rows came and how many changed."""
    with connection.cursor() as cursor:
        stage(cursor, STAGING, table)
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE d.code IS NULL), count(*) FILTER (WHERE d.source = %s AND d.row_hash <> s.row_hash) "  # nosec B608
            f"FROM {STAGING} s LEFT JOIN {TABLE} d ON d.code = s.code",
            [source],
        )
        created, changed = cursor.fetchone()
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_UPSERT, [source, moment, *(field.get_db_prep_save(field.get_default(), connection) for field in OTHERS)])
    return created, changed


def stage(cursor: Any, name: str, table: pa.Table) -> None:
    """The table's rows, and no others, in a temporary table of that name and of its columns."""
    cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({', '.join(table.column_names)})")
    cursor.execute(f"DELETE FROM {name}")  # nosec B608 # names are our own
    rows = zip(*map(_plain, table.columns), strict=True)
    cursor.executemany(f"INSERT INTO {name} VALUES ({', '.join('%s' for _name in table.column_names)})", list(rows))  # nosec B608


def _plain(column: pa.ChunkedArray) -> list[Any]:
    adapt, values = connection.ops.adapt_datetimefield_value, column.to_pylist()
    return [None if one is None else adapt(one) for one in values] if pa.types.is_timestamp(column.type) else values
