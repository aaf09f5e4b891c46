"""A made-up country's dossiers in Parquet: 34 provinces, 3,321 communes and 900 departments, seeded; one file a year, sorted by agency."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parix.indicators.register_tables import DOSSIERS

AGENCIES = 3_321 + 900
PROCEDURES = 2_000
YEARS = 5
FIRST = np.datetime64("2021-01-01", "D")
_CHUNK = 2_000_000


def write_country(folder: Path, dossiers: int, seed: int = 766) -> int:
    """Writes about so many dossiers and returns how many bytes the files take."""
    random = np.random.default_rng(seed)
    schema, written = DOSSIERS.schema().to_pyarrow(), 0
    for year in range(YEARS):
        in_year = dossiers // YEARS
        edges = np.linspace(0, AGENCIES, max(1, -(-in_year // _CHUNK)) + 1).astype(int).tolist()
        for part, (low, high) in enumerate(pairwise(edges)):
            count = in_year // (len(edges) - 1)
            rows = _rows(random, count, low, high, year, written + 1, schema)
            written += count
            pq.write_table(rows, folder / f"{year}-{part:03}.parquet", compression="zstd")
    return sum(path.stat().st_size for path in folder.iterdir())


def _rows(random: np.random.Generator, count: int, low: int, high: int, year: int, first: int, schema: pa.Schema) -> pa.Table:
    agency = np.sort(random.integers(low, high, count)).astype(np.int32)
    received = FIRST + (365 * year + random.integers(0, 365, count)).astype("timedelta64[D]")
    term = random.integers(1, 45, count)
    taken = np.maximum(0, term + random.integers(-20, 4, count))
    finished = np.where(random.random(count) < 0.02, np.datetime64("NaT"), received + taken.astype("timedelta64[D]"))
    flags = {name: random.random(count) < share for name, share in (
        ("is_synced", 0.95), ("has_digitised_paper", 0.8), ("reuses_data", 0.3), ("has_electronic_result", 0.7), ("uses_personal_store", 0.1),
        ("uses_population_data", 0.5), ("is_disliked", 0.01), ("has_feedback", 0.005), ("is_submitters_fault", 0.3),
        ("has_apology", 0.1),
    )}
    open_or_done = np.where(np.isnat(finished), 4, 10)
    columns = {
        "dossier": np.arange(first, first + count), "online_level": random.choice([2, 3, 4], count), "stage_points": random.choice([0, 1, 2], count),
        "agency": agency, "unit": agency * 8 + random.integers(0, 8, count), "field": random.integers(0, 60, count),
        "procedure": random.integers(0, PROCEDURES, count), "channel": random.choice([1, 2, 3], count, p=[0.3, 0.65, 0.05]),
        "state": np.where(random.random(count) < 0.03, random.choice([3, 7], count), open_or_done), "received_on": received,
        "due_on": received + term.astype("timedelta64[D]"), "finished_on": finished, "waited_days": random.integers(0, 3, count),
        "supplements": random.choice([0, 1, 2], count, p=[0.9, 0.09, 0.01]), "fee": random.choice([0, 1, 2, 3], count, p=[0.4, 0.05, 0.35, 0.2]), **flags,
    }
    return pa.table({field.name: pa.array(columns[field.name], from_pandas=True).cast(field.type) for field in schema}, schema=schema)
