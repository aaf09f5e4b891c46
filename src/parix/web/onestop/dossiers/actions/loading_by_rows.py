"""SQLite takes rows by statement over a staging table: it has one writer and no COPY."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from django.db import connection

from parix.web.onestop.dossiers.actions.loaded_columns import COLUMNS, MOMENTS, OTHERS, STAGING, TABLE, upsert

_UPSERT = upsert([*(f's."{name}"' for name in COLUMNS), 's."due_at"', "%s", "%s", *("%s" for _field in OTHERS)])


def take_over(source: str, at: datetime, table: pa.Table) -> tuple[int, int]:
    """How many rows came and how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {STAGING} ({', '.join(COLUMNS)})")
        cursor.execute(f"DELETE FROM {STAGING}")  # nosec B608 # names are our own
        rows = zip(*(_plain(table[name].to_pylist(), name) for name in COLUMNS), strict=True)
        cursor.executemany(f"INSERT INTO {STAGING} VALUES ({', '.join('%s' for _name in COLUMNS)})", list(rows))  # nosec B608
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE d.code IS NULL), count(*) FILTER (WHERE d.source = %s AND d.row_hash <> s.row_hash) "  # nosec B608
            f"FROM {STAGING} s LEFT JOIN {TABLE} d ON d.code = s.code",
            [source],
        )
        created, changed = cursor.fetchone()
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_UPSERT, [source, moment, *(field.get_db_prep_save(field.get_default(), connection) for field in OTHERS)])
    return created, changed


def _plain(values: Iterable[Any], name: str) -> Iterable[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    return (None if one is None else adapt(one) for one in values) if name in MOMENTS else values
