"""The same question to PostgreSQL, on a server of its own that holds the same rows: from raw rows beside ours, from raw rows and the roll-up."""

from __future__ import annotations

import io
import sys
import time
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from benchmarks.figures import Figure, LeftOut, one
from benchmarks.indicators.agreeing import by_place, same
from benchmarks.indicators.by_hand import in_postgresql
from benchmarks.indicators.country import ON
from benchmarks.indicators.on_duckdb import answer_of, files_of, quality_query, rollup_query
from benchmarks.timing import Timing, seconds
from parix.indicators.register_tables import DOSSIERS
from parix.indicators.snapshots import Snapshot, Store
from tests.own_postgres import own_server

# Room for the whole table of ten million in memory, for the groups of a worker without spilling, and a worker for every core.
SETTINGS = (
    "shared_buffers=2GB", "work_mem=256MB", "maintenance_work_mem=512MB", "effective_cache_size=8GB", "max_parallel_workers_per_gather=2",
    "max_parallel_workers=2", "max_worker_processes=8", "parallel_leader_participation=off", "random_page_cost=1.1", "synchronous_commit=off",
    "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB", "autovacuum=off",
)
TYPES = {"int64": "bigint", "int32": "integer", "int16": "smallint", "int8": "smallint", "date": "date", "boolean": "boolean"}
GOAL_RAW, GOAL_ROLLUP = 5.0, 50.0


def measured(store: Store, snapshot: Snapshot, group: str, runs: int, goals: bool) -> list[Figure | LeftOut]:
    server = own_server(*SETTINGS)
    if server is None:
        return [LeftOut(f"{group}, PostgreSQL", "no PostgreSQL; as root: apt-get install postgresql")]
    with psycopg.connect(server, autocommit=True) as connection:
        try:
            return _measured(connection, store, snapshot, group, runs, goals)
        finally:
            connection.execute("DROP TABLE IF EXISTS dossiers")


def _measured(connection: psycopg.Connection, store: Store, snapshot: Snapshot, group: str, runs: int, goals: bool) -> list[Figure | LeftOut]:
    print("filling PostgreSQL", file=sys.stderr, flush=True)
    begun = time.perf_counter()
    _fill(connection, files_of(store, snapshot))
    filled = time.perf_counter() - begun
    (size,) = connection.execute("SELECT pg_total_relation_size('dossiers')").fetchone() or (0,)
    version = connection.info.server_version // 10_000
    print("measuring: PostgreSQL", file=sys.stderr, flush=True)
    query, rolled, theirs = quality_query(store, snapshot), rollup_query(store, snapshot), in_postgresql()

    def ask() -> Any:
        with connection.cursor(binary=True) as cursor:
            cursor.execute(theirs, {"on": ON})
            return [column.name for column in cursor.description or ()], cursor.fetchall()

    names, rows = ask()
    counts = same(by_place(store.engine.rows(query)), by_place(dict(zip(names, row, strict=True)) for row in rows), "PostgreSQL")
    turns = [(seconds(lambda: answer_of(store, query)), seconds(lambda: answer_of(store, rolled)), seconds(ask)) for _ in range(runs)]
    ours, ours_rolled, peer = (Timing(values) for values in zip(*turns, strict=True))
    asked = f"PostgreSQL {version}"
    return [
        one(group, f"{asked}: filled", filled, "s", f"COPY, VACUUM ANALYZE; {size / 1e6:,.0f} MB"),
        Figure(group, f"{asked}, agency x quarter", peer, "s", remark=f"SQL by hand, from raw rows; {', '.join(SETTINGS[:6])}; without fsync"),
        Figure(group, "ours beside it, from raw rows", ours, "s", remark="DuckDB on two cores over Parquet; both until the answer is here"),
        Figure(group, "ours beside it, from the roll-up", ours_rolled, "s"),
        Figure(group, f"{asked} / ours, raw rows", _ratio(peer, ours), "times", GOAL_RAW if goals else None, "at_least", "in turns"),
        Figure(group, f"{asked} / ours, roll-up", _ratio(peer, ours_rolled), "times", GOAL_ROLLUP if goals else None, "at_least", "PostgreSQL from raw rows"),
        one(group, f"{asked}: counts compared equal", counts, "counts", "every agency, quarter and indicator, before any time is taken"),
    ]


def _ratio(peer: Timing, ours: Timing) -> Timing:
    return Timing(tuple(their / mine for their, mine in zip(peer.values, ours.values, strict=True)))


def _fill(connection: psycopg.Connection, files: list[str]) -> None:
    """The Parquet files' rows, batch by batch; unlogged, so that a server without a backup writes each row once."""
    columns = ", ".join(
        f'"{name}" {TYPES[column.type.lstrip("!")]}{" NOT NULL" if column.type.startswith("!") else ""}' for name, column in DOSSIERS.columns.items()
    )
    connection.execute("DROP TABLE IF EXISTS dossiers")
    connection.execute(f"CREATE UNLOGGED TABLE dossiers ({columns})".encode())
    plain = pyarrow.csv.WriteOptions(include_header=False)
    with connection.cursor() as cursor, cursor.copy("COPY dossiers FROM STDIN (FORMAT csv)") as copy:
        for file in files:
            for batch in pa.parquet.ParquetFile(file).iter_batches(batch_size=65_536, columns=list(DOSSIERS.columns)):
                text = io.BytesIO()
                pyarrow.csv.write_csv(pa.Table.from_batches([batch]), text, plain)
                copy.write(text.getbuffer())
    connection.execute("VACUUM ANALYZE dossiers")
