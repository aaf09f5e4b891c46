"""What each indicator means: the shipped examples, counted by hand, on the plain reference and on every engine; and any table at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.indicators.behind import behind, sides
from parix.indicators.counting import counts, rows_behind, stretches
from parix.indicators.described import SHIPPED, DescribedTable, Example, read_described, shipped, shipped_tables
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import INDICATORS
from parix.indicators.register_tables import DOSSIERS, PROCEDURES, TABLES
from tests.spec.plain_meanings import MEANINGS, Counted, counted
from tests.spec.rows_of_tables import CONTRACTS, DAYS, any_row, as_written, written
from tests.unit.scoring.property_settings import examples

EXAMPLES = [
    pytest.param(table, key, example, id=f"{key}-{number}")
    for table in shipped_tables() for key, one in table.indicators.items() for number, example in enumerate(one.examples, 1)
]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckEngine]:
    made = DuckEngine(threads=1)
    yield made
    made.close()


def asked(engine: DuckEngine, name: str, rows: list[dict[str, Any]], within: Period, on: date, grain: Any = "R") -> dict[tuple[int, date], dict[str, Counted]]:
    """What the engine counts for every indicator of the table, by agency and period."""
    with tempfile.TemporaryDirectory() as folder:
        table = engine.snapshot(CONTRACTS[name], written(name, rows, Path(folder)))
        indicators = [one for one in INDICATORS.values() if one.table == name]
        found = counts(engine, {name: table}, indicators, as_of=on, within=within, grain=grain)
    return {
        place: {key: tuple(getattr(count, what) for what in INDICATORS[key].counts) for key, count in several.items()}
        for place, several in found.items()
    }


def test_every_indicator_has_words_and_a_plain_meaning() -> None:
    assert list(INDICATORS) == list(shipped()) and set(INDICATORS) == set(MEANINGS)
    assert {one.table for one in INDICATORS.values()} == {table.table for table in shipped_tables()} == set(TABLES)
    assert all(one.key == key and one.examples for key, one in shipped().items())
    readings = [one for one in INDICATORS.values() if one.reading_of]
    assert all(one.reading_of in INDICATORS and shipped()[one.key].differs for one in readings)
    assert all((shipped()[one.key].unknown is not None) == bool(one.marks) and (not one.marks or one.kind == "share") for one in INDICATORS.values())
    assert {table: len({one.among for one in INDICATORS.values() if one.table == table}) for table in TABLES} == dict.fromkeys(TABLES, 1)
    nullable = {(name, column) for name, table in TABLES.items() for column, given in table.columns.items() if given.type == "boolean"}
    assert nullable == {(one.table, mark) for one in INDICATORS.values() for mark in one.marks}
    assert all(any(example.unknown for example in shipped()[one.key].examples) for one in INDICATORS.values() if one.marks)
    measures = [one.measure for one in INDICATORS.values()]
    assert len(set(measures)) == len(measures)


def test_a_mistyped_description_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "dossiers.yaml"
    path.write_text((SHIPPED / "dossiers.yaml").read_text().replace("nothing_arose", "nothing_rose", 1))
    table, problems = read_described(path)
    assert table is None
    assert [problem.code for problem in problems] == ["shape.missing_key", "shape.unknown_key"]


@pytest.mark.parametrize(("table", "key", "example"), EXAMPLES)
def test_meaning(table: DescribedTable, key: str, example: Example, engine: DuckEngine) -> None:
    expected = (example.of, example.reached, *(() if example.full is None else (example.full,)), *((example.unknown,) if INDICATORS[key].marks else ()))
    rows = as_written(table, example.rows)
    assert counted(rows, key, table.period, example.seen_from) == expected
    found = asked(engine, table.table, rows, table.period, example.seen_from)
    assert found.get((1, table.period.start), {}).get(key, (0,) * len(expected)) == expected


def test_a_past_day_sees_what_was_open_then(engine: DuckEngine) -> None:
    rows = as_written(shipped_tables()[0], [
        {"received_on": "2026-01-05", "due_on": "2026-01-12", "finished_on": "2026-02-02"}, {"received_on": "2026-02-20", "due_on": "", "finished_on": "", "state": "4"},
    ])
    days = (date(2026, 1, 12), date(2026, 1, 13), date(2026, 2, 2))
    seen = [asked(engine, "dossiers", rows, Period.parse("2026-Q1"), day)[1, date(2026, 1, 1)] for day in days]
    assert [one["dossiers_on_schedule"] for one in seen] == [(1, 1), (1, 0), (1, 0)]
    assert [one["days_to_settle"] for one in seen] == [(0, 0), (0, 0), (1, 28)]


def test_a_dossier_settled_in_a_later_quarter_counts_there_for_what_is_settled(engine: DuckEngine) -> None:
    rows = as_written(shipped_tables()[0], [
        {"received_on": "2026-03-30", "due_on": "2026-04-10", "finished_on": "2026-04-08", "has_electronic_result": "yes"},
    ])
    found = asked(engine, "dossiers", rows, Period.parse("2026"), date(2026, 6, 30), "Q")
    kept = {place[1]: (one["dossiers_on_schedule"], one["results_electronic"]) for place, one in found.items() if one.get("dossiers_on_schedule")}
    assert kept == {date(2026, 1, 1): ((1, 1), (0, 0, 0)), date(2026, 4, 1): ((0, 0), (1, 1, 0))}


@pytest.mark.parametrize(("period", "grain", "keys"), [
    ("2026", "H", ["2026-H1", "2026-H2"]), ("2026-H1", "Q", ["2026-Q1", "2026-Q2"]), ("2026-Q4", "M", ["2026-10", "2026-11", "2026-12"]),
    ("2025-12-20..2026-01-10", "Y", ["2025-12-20..2025-12-31", "2026-01-01..2026-01-10"]), ("2026-02-03..2026-02-09", "R", ["2026-02-03..2026-02-09"]),
])
def test_a_period_is_cut_at_the_borders_of_its_grain(period: str, grain: Any, keys: list[str]) -> None:
    assert [one.key for one in stretches(Period.parse(period), grain)] == keys


@pytest.mark.parametrize("name", sorted(TABLES))
@given(st.data(), DAYS, st.sampled_from(["R", "M", "Q", "H", "Y"]))
@examples(12)
def test_any_table_gives_what_the_reference_counts(engine: DuckEngine, name: str, data: st.DataObject, on: date, grain: Any) -> None:
    rows = data.draw(st.lists(any_row(name), min_size=1, max_size=25))
    within = Period.parse(data.draw(st.sampled_from(["2025-11-15..2026-05-20", "2026", "2026-H1"])))
    found = asked(engine, name, rows, within, on, grain)
    expected: dict[tuple[int, date], dict[str, Counted]] = {}
    for stretch in (one for one in stretches(within, grain) if one.start <= on):
        for agency in {row["agency"] for row in rows}:
            mine = [row for row in rows if row["agency"] == agency]
            for key in (key for key, one in INDICATORS.items() if one.table == name):
                expected.setdefault((agency, stretch.start), {})[key] = counted(mine, key, stretch, on)
    assert _some(found) == _some(expected)


def _some(found: dict[tuple[int, date], dict[str, Counted]]) -> dict[tuple[int, date, str], Counted]:
    """Without what counted nothing: an engine leaves out a place where no row lies."""
    return {(*place, key): count for place, several in found.items() for key, count in several.items() if any(count)}


def test_each_figure_leads_to_its_rows(engine: DuckEngine, tmp_path: Path) -> None:
    rows = as_written(shipped_tables()[0], [{"dossier": "7"}, {"dossier": "8", "finished_on": "2026-01-13"}, {"dossier": "9", "agency": "2"}, {"dossier": "10", "state": "3"}])
    tables = {"dossiers": engine.snapshot(DOSSIERS, written("dossiers", rows, tmp_path))}
    query = rows_behind(
        tables, INDICATORS["dossiers_on_schedule"], as_of=date(2026, 3, 31), within=Period.parse("2026-Q1"), subject="dossier", where={"agency": 1},
    )
    assert engine.rows(query) == [{"subject": 7, "is_known": True, "reached": True}, {"subject": 8, "is_known": True, "reached": False}]


def test_what_is_left_out_as_unknown_is_a_side_of_its_own(engine: DuckEngine, tmp_path: Path) -> None:
    marks = {"7": "yes", "8": "", "9": "no", "10": ""}
    rows = as_written(shipped_tables()[0], [{"dossier": number, "channel": "1" if number == "8" else "2", "has_electronic_result": mark} for number, mark in marks.items()])
    tables = {"dossiers": engine.snapshot(DOSSIERS, written("dossiers", rows, tmp_path))}
    asked_for: dict[str, Any] = {"as_of": date(2026, 3, 31), "within": Period.parse("2026-Q1"), "agencies": [1]}
    assert engine.rows(sides(behind(tables, INDICATORS["dossiers_online"], **asked_for))) == [{"counted": 2, "missed": 1, "unknown": 2}]
    found = {
        side: [row["subject"] for row in engine.rows(behind(tables, INDICATORS["dossiers_online"], **asked_for, side=side))]
        for side in ("counted", "reached", "missed", "unknown")
    }
    assert found == {"counted": [9, 7], "reached": [7], "missed": [9], "unknown": [8, 10]}


def test_a_procedure_is_used_by_the_agencys_own_dossiers_of_the_period(engine: DuckEngine, tmp_path: Path) -> None:
    dossiers = as_written(shipped_tables()[0], [
        {"procedure": "1", "channel": "2"}, {"procedure": "2", "fee": "2"}, {"procedure": "3", "channel": "2", "state": "3"},
        {"procedure": "4", "channel": "2", "received_on": "2026-04-01"}, {"procedure": "5", "channel": "2", "agency": "2"},
    ])
    catalogue = as_written(shipped_tables()[1], [{"procedure": str(number), "online_level": "4", "has_fee": "yes"} for number in range(1, 6)])
    columns = PROCEDURES.schema().to_pyarrow()
    pq.write_table(pa.Table.from_pylist(catalogue, schema=columns), tmp_path / "procedures.parquet")
    tables = {
        "dossiers": engine.snapshot(DOSSIERS, written("dossiers", dossiers, tmp_path)), "procedures": engine.snapshot(PROCEDURES, tmp_path / "procedures.parquet"),
    }
    wanted = [INDICATORS["online_services_used"], INDICATORS["payments_used"]]
    found = counts(engine, tables, wanted, as_of=date(2026, 6, 30), within=Period.parse("2026-H1"), grain="Q")
    assert {place[1].month: [(one.of, one.reached) for one in several.values()] for place, several in found.items()} == {1: [(5, 1), (5, 1)], 4: [(5, 1), (5, 0)]}


def test_a_table_that_keeps_no_contract_is_named_column_by_column(engine: DuckEngine, tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({"agency": [1], "received_on": [[1]]}), path)
    with pytest.raises(ProblemsFound) as found:
        engine.snapshot(DOSSIERS, path)
    assert [problem.code for problem in found.value.problems] == ["table.missing_column"] * (len(DOSSIERS.columns) - 2) + ["table.wrong_type"] * 2
