"""Rows for the specifications: as examples write them, and any that the contract allows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from parix.indicators.described import DescribedTable, typed_row
from parix.indicators.register_tables import PROCEDURES_IN_USE, TABLES
from parix.indicators.table_contracts import TableContract

CONTRACTS: dict[str, TableContract] = {**TABLES, "procedures": PROCEDURES_IN_USE}
DAYS = st.dates(date(2025, 11, 1), date(2026, 6, 30))
_SMALL = {
    "agency": (1, 3), "unit": (1, 2), "field": (1, 2), "procedure": (1, 4), "channel": (1, 3), "state": (1, 10), "online_level": (2, 4), "waited_days": (0, 9),
    "supplements": (0, 2), "stage_points": (0, 2), "fee": (0, 3), "about": (1, 2), "outcome": (0, 3), "agencies_contacted": (0, 2), "publicity": (0, 2),
    "attitude": (0, 2), "dossier": (1, 99), "feedback": (1, 99), "rating": (1, 99),
    "received_by": (1, 2), "handled_by": (1, 2),
}


def as_written(table: DescribedTable, rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [typed_row(CONTRACTS[table.table].columns, table.row, row) for row in rows]


def written(name: str, rows: list[dict[str, Any]], folder: Path) -> Path:
    path = folder / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=CONTRACTS[name].schema().to_pyarrow()), path)
    return path


@st.composite
def any_row(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Days of a row lie near its first, so that most of them matter."""
    first, row = draw(DAYS), {}
    later = st.integers(-10, 60).map(lambda days: first + timedelta(days=days))
    for column, given in CONTRACTS[name].columns.items():
        if given.type.endswith("boolean"):
            value = draw(st.booleans() if given.type.startswith("!") else st.none() | st.booleans())
        elif given.type.endswith("date"):
            value = first if column in ("received_on", "rated_on") else draw(later if given.type.startswith("!") else st.none() | later)
        else:
            number = st.integers(*_SMALL[column])
            value = draw(number if given.type.startswith("!") else st.none() | number)
        row[column] = value
    return row
