"""The only file that knows which database runs: DuckDB over Parquet.

Reads the folder of a snapshot; a query is an ibis expression, an answer is rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.table_contracts import TableContract

ibis = lazy_module("ibis")


class DuckEngine:
    """In memory, on the given number of threads and no more memory than `memory_bytes`; spills beside the process when told where."""

    def __init__(self, *, threads: int | None = None, memory_bytes: int | None = None, spill: Path | None = None) -> None:
        settings: dict[str, Any] = {"preserve_insertion_order": False}
        if threads:
            settings["threads"] = threads
        if memory_bytes:
            settings["memory_limit"] = f"{memory_bytes // 1024**2}MiB"
        if spill:
            settings["temp_directory"] = str(spill)
        self.connection = ibis.duckdb.connect(**settings)

    def snapshot(self, contract: TableContract, files: str | Path) -> Any:
        """The contract's table over Parquet files (a path or a pattern). Raises ProblemsFound for a table that is not one."""
        return contract.check(self.connection.read_parquet(str(files)))

    def rows(self, query: Any) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self.connection.to_pyarrow(query).to_pylist()
        return answer

    def close(self) -> None:
        self.connection.disconnect()
