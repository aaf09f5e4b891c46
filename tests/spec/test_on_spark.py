"""The same examples and any rows on Apache Spark; skipped with the reason where Spark or Java is absent."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from parix.foundation.periods import Period
from parix.indicators.counting import counts
from parix.indicators.described import DescribedTable, shipped_tables
from parix.indicators.engines import DuckEngine, SparkEngine
from parix.indicators.formulas import INDICATORS
from parix.indicators.register_tables import TABLES
from tests.needs import refuse_without, refuse_without_spark
from tests.spec.rows_of_tables import CONTRACTS, as_written, written

# Tables of a few rows: what Spark does to be quick with many (generated code, many partitions, plans changed on the way) is most of the time.
FEW_ROWS = {
    "spark.sql.shuffle.partitions": "1", "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    refuse_without_spark(os.environ)
    refuse_without(Path(shutil.which("java") or "java"), "no Java; as root: apt-get install openjdk-17-jre-headless", os.environ)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    engine = SparkEngine(settings=FEW_ROWS)
    yield engine
    engine.close()


@pytest.mark.parametrize("table", shipped_tables(), ids=lambda table: table.table)
def test_every_example_is_counted_alike(table: DescribedTable, spark: SparkEngine, tmp_path: Path) -> None:
    """Each example is an agency of its own, so that one question answers them all."""
    examples = [(key, example) for key, one in table.indicators.items() for example in one.examples]
    (seen_from,) = {example.seen_from for _key, example in examples}
    rows = [{**row, "agency": number} for number, (_key, example) in enumerate(examples) for row in as_written(table, example.rows)]
    given = {table.table: spark.snapshot(CONTRACTS[table.table], written(table.table, rows, tmp_path))}
    found = counts(spark, given, [INDICATORS[key] for key in table.indicators], as_of=seen_from, within=table.period)
    for number, (key, example) in enumerate(examples):
        count = found.get((number, table.period.start), {}).get(key)
        expected = (example.of, example.reached, example.unknown)
        assert (count.of, count.reached, count.unknown) == expected if count else not any(expected), (key, number)
        assert example.full is None or (count is not None and count.full == example.full)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_any_rows_are_counted_as_duckdb_counts_them(name: str, spark: SparkEngine, tmp_path: Path) -> None:
    file = written(name, _rows(name, 400), tmp_path)
    duck = DuckEngine(threads=1)
    several = [one for one in INDICATORS.values() if one.table == name]
    asked: dict[str, Any] = {"as_of": date(2026, 5, 10), "within": Period.parse("2026"), "grain": "Q"}
    answers = [counts(engine, {name: engine.snapshot(CONTRACTS[name], file)}, several, **asked) for engine in (spark, duck)]
    duck.close()
    assert answers[0] == answers[1] != {}


def _rows(name: str, many: int) -> list[dict[str, Any]]:
    drawn = random.Random(766)
    rows = []
    for number in range(1, many + 1):
        first, row = date(2026, 1, 1) + timedelta(days=drawn.randrange(150)), {}
        for column, given in CONTRACTS[name].columns.items():
            is_left_out = not given.type.startswith("!") and drawn.random() < 0.3
            if is_left_out:
                row[column] = None
            elif given.type.endswith("boolean"):
                row[column] = drawn.random() < 0.5
            elif given.type.endswith("date"):
                row[column] = first if column in ("received_on", "rated_on") else first + timedelta(days=drawn.randrange(-10, 60))
            else:
                row[column] = number if given.type.endswith("int64") else drawn.randrange(1, 4)
        rows.append(row)
    return rows
