"""A table by contract from rows that are at hand in memory: one agency's register on its way to a page, without a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.table_contracts import TableContract

ibis = lazy_module("ibis")
pyarrow = lazy_module("pyarrow")


def table_of_rows(contract: TableContract, rows: Iterable[Sequence[Any]]) -> Any:
    """Values in the order of the contract's columns. Raises ValueError for a row of another length, pyarrow's errors for a wrong type."""
    columns: list[list[Any]] = [[] for _name in contract.columns]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    schema = contract.schema().to_pyarrow()
    arrays = [pyarrow.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return contract.check(ibis.memtable(pyarrow.Table.from_arrays(arrays, schema=schema)))
