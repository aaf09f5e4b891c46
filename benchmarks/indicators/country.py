"""A made-up country's dossiers: 34 provinces, 3,321 communes and 900 departments over five years, seeded; in the order they were received."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from parix.indicators.register_tables import DOSSIERS, MARKS
from parix.indicators.snapshots import PART_ROWS, Snapshot, Store

AGENCIES = 3_321 + 900
PROCEDURES = 2_000
DAYS = 5 * 365
# Of so many sources one lacks each mark.
SOURCES = 20
FIRST = np.datetime64("2021-01-01", "D")
ON = np.datetime64("2025-12-31", "D").item()


def take_country(store: Store, dossiers: int, seed: int = 766) -> Snapshot:
    """A snapshot named `country`, with its roll-up, of so many dossiers."""
    return store.take("country", as_of=ON, taken_at="2025-12-31T22:00:00+07:00", dossiers=pieces(dossiers, seed))


def size_of(root: Path) -> int:
    return sum(path.stat().st_size for path in (root / "parts" / "dossiers").iterdir())


def pieces(dossiers: int, seed: int = 766) -> Iterator[pa.Table]:
    random = np.random.default_rng(seed)
    count = -(-dossiers // PART_ROWS)
    numbers, days = (np.linspace(0, whole, count + 1).astype(int).tolist() for whole in (dossiers, DAYS))
    for piece in range(count):
        yield rows_of(random, np.arange(numbers[piece], numbers[piece + 1]) + 1, days[piece], max(days[piece] + 1, days[piece + 1]))


def rows_of(random: np.random.Generator, numbers: np.ndarray, first_day: int, day_after: int) -> pa.Table:
    count = len(numbers)
    agency = random.integers(0, AGENCIES, count).astype(np.int32)
    received = FIRST + np.sort(random.integers(first_day, day_after, count)).astype("timedelta64[D]")
    term = random.integers(1, 45, count)
    taken = np.maximum(0, term + random.integers(-20, 4, count))
    finished = np.where(random.random(count) < 0.02, np.datetime64("NaT"), received + taken.astype("timedelta64[D]"))
    finished = np.where(finished > np.datetime64(ON), np.datetime64("NaT"), finished)
    flags = {name: random.random(count) < share for name, share in (
        ("is_synced", 0.95), ("has_digitised_paper", 0.8), ("reuses_data", 0.3), ("has_electronic_result", 0.7), ("uses_personal_store", 0.1),
        ("uses_population_data", 0.5), ("is_disliked", 0.01), ("has_feedback", 0.005), ("is_submitters_fault", 0.3), ("has_apology", 0.1),
    )}
    lacking = {name: agency % SOURCES == number for number, name in enumerate(MARKS)}
    open_or_done = np.where(np.isnat(finished), 4, 10)
    columns = {
        "dossier": numbers, "online_level": random.choice([2, 3, 4], count), "stage_points": random.choice([0, 1, 2], count),
        "agency": agency, "unit": agency * 8 + random.integers(0, 8, count), "field": random.integers(0, 60, count),
        "procedure": random.integers(0, PROCEDURES, count), "channel": random.choice([1, 2, 3], count, p=[0.3, 0.65, 0.05]),
        "state": np.where(random.random(count) < 0.03, random.choice([3, 7], count), open_or_done), "received_on": received,
        "due_on": received + term.astype("timedelta64[D]"), "finished_on": finished, "waited_days": random.integers(0, 3, count),
        "received_by": agency * 4, "handled_by": agency * 4 + 1,
        "supplements": random.choice([0, 1, 2], count, p=[0.9, 0.09, 0.01]), "fee": random.choice([0, 1, 2, 3], count, p=[0.4, 0.05, 0.35, 0.2]), **flags,
    }
    schema = DOSSIERS.schema().to_pyarrow()
    arrays = {name: pa.array(values, mask=lacking.get(name), from_pandas=True) for name, values in columns.items()}
    return pa.table({field.name: arrays[field.name].cast(field.type) for field in schema}, schema=schema)
