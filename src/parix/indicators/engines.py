"""The only file that knows which database runs: DuckDB over Parquet, or Apache Spark for whoever has a cluster.

Reads the files of a snapshot; a query is an ibis expression, an answer is rows. Both answer the same questions the same way.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.table_contracts import TableContract

ibis = lazy_module("ibis")
pyarrow = lazy_module("pyarrow")

LOCAL = "local[2]"

# Small enough that one agency's rows are read without its neighbours', large enough that reading all is no slower.
GROUP_ROWS = 32_768


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

    def snapshot(self, contract: TableContract, files: str | Path | Iterable[Path]) -> Any:
        """The contract's table over Parquet files (a path, a pattern, or several). Raises ProblemsFound for a table that is not one."""
        return contract.check(self.read(files))

    def read(self, files: str | Path | Iterable[Path]) -> Any:
        given = str(files) if isinstance(files, str | Path) else [str(one) for one in files]
        return self.connection.read_parquet(given)

    def given(self, rows: Any) -> Any:
        """A table over rows that are in memory already (pyarrow); like one from a file it says nothing of what may be left out."""
        return ibis.memtable(rows.cast(pyarrow.schema([one.with_nullable(True) for one in rows.schema])))

    def write(self, query: Any, file: Path) -> None:
        """The answer as one Parquet file, in the order that the query asks for."""
        self.connection.to_parquet(query, file, COMPRESSION="zstd", ROW_GROUP_SIZE=GROUP_ROWS)

    def rows(self, query: Any) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = self.connection.to_pyarrow(query).to_pylist()
        return answer

    def close(self) -> None:
        self.connection.disconnect()


class SparkEngine:
    """On the cluster that `master` names (`spark://host:port`), or in this process. Needs the extra `spark` and Java 17; raises ImportError
    without pyspark."""

    def __init__(self, *, master: str = LOCAL, memory_bytes: int | None = None, settings: Mapping[str, str] | None = None) -> None:
        given = {
            "spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "false", "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "8", **(settings or {}),
        }
        if memory_bytes:
            given |= dict.fromkeys(("spark.driver.memory", "spark.executor.memory"), f"{memory_bytes // 1024 ** 2}m")
        builder = importlib.import_module("pyspark.sql").SparkSession.builder.master(master).appName("parix")
        for name, value in given.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.connection = ibis.pyspark.connect(self.session)
        self._opened = 0

    def snapshot(self, contract: TableContract, files: str | Path | Iterable[Path]) -> Any:
        """As of DuckEngine; every worker must reach the files by the same path."""
        given = [str(files)] if isinstance(files, str | Path) else [str(one) for one in files]
        self._opened += 1
        name = f"{contract.name}_{self._opened}"
        self.session.read.parquet(*given).createOrReplaceTempView(name)
        return contract.check(self.connection.table(name))

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """As Arrow from the workers to here: the way by pandas would make whole numbers that may be absent into floating ones."""
        answer: list[dict[str, Any]] = self.session.sql(self.connection.compile(query)).toArrow().to_pylist()
        return answer

    def close(self) -> None:
        self.session.stop()
