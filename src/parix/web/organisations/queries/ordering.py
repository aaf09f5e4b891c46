"""Vietnamese order in the database: ICU's collation in PostgreSQL, the same order under the same name in SQLite."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

from parix.foundation.vietnamese_order import collation_key

# The name that PostgreSQL gives it; no migration has to make it.
VIETNAMESE = "vi-x-icu"


def vietnamese(field: str, *, descending: bool = False) -> OrderBy:
    """For `order_by`: A, Ă, Â … D, Đ. No index helps, so narrow the rows down first."""
    collated = Collate(F(field), VIETNAMESE)
    return collated.desc() if descending else collated.asc()


def teach_order(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Called by Django for every new connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(VIETNAMESE, _compared)


def _compared(one: str, other: str) -> int:
    left, right = collation_key(one), collation_key(other)
    return (left > right) - (left < right)
