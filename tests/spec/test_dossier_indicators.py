"""What each indicator means, on tables small enough to count by hand; the engine's answer is that of the plain reference on any table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.problems import ProblemsFound
from parix.indicators.described import SHIPPED, read_described
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import DOSSIER_INDICATORS
from parix.indicators.table_contracts import DOSSIERS
from parix.indicators.tallies import tally
from tests.spec.plain_dossiers import MEANINGS, dossier, tallied
from tests.unit.scoring.property_settings import examples

ON = date(2026, 3, 31)
LATE, OPEN = {"finished_on": date(2026, 1, 13)}, {"finished_on": None, "state": 4}

# indicator, rows, what was counted, what of it reached
SPECIFIED: list[tuple[str, list[dict[str, Any]], int, int]] = [
    ("dossiers_on_schedule", [dossier(), dossier(finished_on=date(2026, 1, 12)), dossier(**LATE)], 3, 2),
    ("dossiers_on_schedule", [dossier(**OPEN, due_on=ON), dossier(**OPEN, due_on=date(2026, 3, 30))], 2, 1),
    ("dossiers_on_schedule", [dossier(supplements=1), dossier(supplements=2)], 2, 1),
    ("dossiers_on_schedule", [dossier(due_on=None), dossier(state=1), dossier(state=3), dossier(state=7), dossier(state=8)], 1, 1),
    ("dossiers_on_schedule", [dossier(received_on=date(2026, 3, 30), due_on=ON, finished_on=date(2026, 4, 9))], 1, 1),
    ("days_to_settle", [dossier(), dossier(waited_days=3), dossier(finished_on=date(2026, 1, 5)), dossier(**OPEN)], 3, 4 + 1 + 0),
    ("dossiers_online", [
        dossier(channel=2, has_electronic_result=True), dossier(channel=2), dossier(channel=1, has_electronic_result=True), dossier(channel=3), dossier(state=3),
    ], 4, 1),
    ("payments_online", [dossier(), dossier(fee=1), dossier(fee=2), dossier(fee=3), dossier(fee=2, state=7)], 3, 1),
    ("results_electronic", [dossier(has_electronic_result=True), dossier(), dossier(**OPEN, has_electronic_result=True)], 2, 1),
    ("dossiers_synced", [dossier(is_synced=True), dossier(), dossier(state=1, is_synced=True)], 2, 1),
    ("dossiers_digitised", [dossier(has_digitised_paper=True), dossier()], 2, 1),
    ("data_reused", [dossier(reuses_data=True), dossier()], 2, 1),
    ("personal_store_connected", [dossier(uses_personal_store=True), dossier()], 2, 1),
    ("population_data_used", [dossier(uses_population_data=True), dossier()], 2, 1),
    ("dossiers_satisfied", [dossier(), dossier(is_disliked=True), dossier(has_feedback=True), dossier(**LATE), dossier(due_on=None)], 4, 1),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckEngine]:
    made = DuckEngine(threads=1)
    yield made
    made.close()


def written(rows: list[dict[str, Any]], folder: Path) -> Path:
    path = folder / "dossiers.parquet"
    schema = DOSSIERS.schema().to_pyarrow()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


def asked(engine: DuckEngine, rows: list[dict[str, Any]], folder: Path, as_of: date, grain: Any = "Q") -> dict[Any, dict[str, tuple[int, int]]]:
    query = tally(engine.snapshot(DOSSIERS, written(rows, folder)), DOSSIER_INDICATORS, as_of=as_of, grain=grain)
    return {
        (row["agency"], row["period_start"]): {one.key: (row[f"{one.key}_of"], row[f"{one.key}_reached"]) for one in DOSSIER_INDICATORS}
        for row in engine.rows(query)
    }


def test_every_indicator_is_specified_and_has_a_plain_meaning() -> None:
    keys = [one.key for one in DOSSIER_INDICATORS]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(MEANINGS) == {key for key, *_ in SPECIFIED}
    described, problems = read_described(SHIPPED / "dossiers.yaml")
    assert problems == []
    assert list(described) == keys


def test_a_mistyped_description_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "dossiers.yaml"
    path.write_text((SHIPPED / "dossiers.yaml").read_text().replace("printed_code", "printed_cod", 1))
    described, problems = read_described(path)
    assert described == {}
    assert [(problem.code, problem.place.line) for problem in problems] == [("shape.missing_key", 5), ("shape.unknown_key", 6)]


@pytest.mark.parametrize(("key", "rows", "of", "reached"), SPECIFIED)
def test_meaning(key: str, rows: list[dict[str, Any]], of: int, reached: int, engine: DuckEngine, tmp_path: Path) -> None:
    place = (1, date(2026, 1, 1))
    assert tallied(rows, ON)[place][key] == (of, reached)
    assert asked(engine, rows, tmp_path, ON)[place][key] == (of, reached)


def test_nothing_counted_is_zero_of_zero(engine: DuckEngine, tmp_path: Path) -> None:
    counts = asked(engine, [dossier(state=3, finished_on=None)], tmp_path, ON)
    assert counts == {(1, date(2026, 1, 1)): dict.fromkeys(MEANINGS, (0, 0))}


def test_a_past_day_sees_what_was_open_then(engine: DuckEngine, tmp_path: Path) -> None:
    rows = [dossier(received_on=date(2026, 1, 5), due_on=date(2026, 1, 12), finished_on=date(2026, 2, 2)), dossier(received_on=date(2026, 2, 20), due_on=None, **OPEN)]
    seen = {day: asked(engine, rows, tmp_path, day)[1, date(2026, 1, 1)] for day in (date(2026, 1, 12), date(2026, 1, 13), date(2026, 2, 2))}
    assert [counts["dossiers_on_schedule"] for counts in seen.values()] == [(1, 1), (1, 0), (1, 0)]
    assert [counts["days_to_settle"] for counts in seen.values()] == [(0, 0), (0, 0), (1, 28)]


def test_a_dossier_settled_in_a_later_quarter_counts_there_for_what_is_settled(engine: DuckEngine, tmp_path: Path) -> None:
    rows = [dossier(received_on=date(2026, 3, 30), due_on=date(2026, 4, 10), finished_on=date(2026, 4, 8), has_electronic_result=True)]
    counts = asked(engine, rows, tmp_path, date(2026, 6, 30))
    assert {place[1]: (one["dossiers_on_schedule"], one["results_electronic"]) for place, one in counts.items()} == {
        date(2026, 1, 1): ((1, 1), (0, 0)), date(2026, 4, 1): ((0, 0), (1, 1)),
    }


_DAYS = st.dates(date(2025, 11, 1), date(2026, 6, 30))


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, Any]:
    received = draw(_DAYS)
    later = st.none() | st.integers(0, 60).map(lambda days: received + timedelta(days=days))
    flags = {name: draw(st.booleans()) for name, column in DOSSIERS.columns.items() if column.type == "!boolean"}
    return dossier(
        agency=draw(st.integers(1, 3)), channel=draw(st.integers(1, 3)), state=draw(st.integers(1, 10)), received_on=received, due_on=draw(later),
        finished_on=draw(later), waited_days=draw(st.integers(0, 9)), supplements=draw(st.integers(0, 2)), fee=draw(st.integers(0, 3)), **flags,
    )


@given(st.lists(_rows(), min_size=1, max_size=30), _DAYS, st.sampled_from(["M", "Q", "Y"]))
@examples(40)
def test_any_table_gives_what_the_reference_counts(engine: DuckEngine, tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], on: date, grain: str) -> None:
    starts = {
        "M": lambda day: day.replace(day=1), "Y": lambda day: day.replace(month=1, day=1), "Q": lambda day: date(day.year, day.month - (day.month - 1) % 3, 1),
    }
    assert asked(engine, rows, tmp_path_factory.mktemp("table"), on, grain) == tallied(rows, on, starts[grain])


def test_a_table_that_keeps_no_contract_is_named_column_by_column(engine: DuckEngine, tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({"agency": [1], "received_on": [[1]]}), path)
    with pytest.raises(ProblemsFound) as found:
        engine.snapshot(DOSSIERS, path)
    assert [problem.code for problem in found.value.problems] == ["table.missing_column"] * 18 + ["table.wrong_type"] * 2  # neither is a number or a day that fits
