"""Snapshots: only what changed is written, earlier ones answer as they did, and a roll-up gives what the raw rows give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.indicators import snapshots
from parix.indicators.counting import Count, counts
from parix.indicators.described import shipped_tables
from parix.indicators.engines import DuckEngine
from parix.indicators.formulas import DOSSIER_INDICATORS, INDICATORS
from parix.indicators.register_tables import COMMUNES, DOSSIERS, FEEDBACK
from parix.indicators.rollups import ROLLED
from parix.indicators.snapshot_counts import counts_of
from parix.indicators.snapshots import Snapshot, Store
from tests.spec.rows_of_tables import any_row, as_written
from tests.unit.scoring.property_settings import examples

ON = date(2026, 3, 31)
YEARS = Period.parse("2025-11-01..2026-06-30")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = DuckEngine(threads=1)
    yield Store(tmp_path, engine)
    engine.close()


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "PART_ROWS", 4)


def arrow(rows: Sequence[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=DOSSIERS.schema().to_pyarrow())


def numbered(count: int, **changed: str) -> list[dict[str, Any]]:
    return as_written(shipped_tables()[0], [{"dossier": str(number), **changed} for number in range(1, count + 1)])


def taken(store: Store, name: str, rows: Sequence[dict[str, Any]], before: Snapshot | None = None, as_of: date = ON, removed: Sequence[int] = ()) -> Snapshot:
    return store.take(name, as_of=as_of, taken_at="2026-03-31T22:00:00+07:00", before=before, dossiers=[arrow(rows)] if rows else [], removed=removed)


def held(store: Store, snapshot: Snapshot) -> list[dict[str, Any]]:
    table = store.table(snapshot, "dossiers")
    return store.engine.rows(table.order_by("dossier"))


def test_only_the_changed_part_is_written_and_the_earlier_snapshot_stays(store: Store) -> None:
    first = taken(store, "one", numbered(16))
    changed = [dict(one, agency=9) for one in numbered(16) if one["dossier"] == 6]
    second = taken(store, "two", changed, first)
    files = [{part.file for part in one.tables["dossiers"]} for one in (first, second)]
    assert (len(files[0]), len(files[0] & files[1]), len(files[1])) == (4, 3, 4)
    assert held(store, first) == numbered(16)
    assert [row["agency"] for row in held(store, second)] == [1] * 5 + [9] + [1] * 10
    assert store.named("one") == first and store.named("two") == second
    assert second.rows == {"dossiers": 16}


def test_new_dossiers_fill_the_last_part_and_then_begin_another(store: Store) -> None:
    first = taken(store, "one", numbered(3))
    second = taken(store, "two", numbered(4)[3:], first)
    third = taken(store, "three", numbered(6)[4:], second)
    assert [[(part.first, part.last) for part in one.tables["dossiers"]] for one in (first, second, third)] == [[(1, 3)], [(1, 4)], [(1, 4), (5, 6)]]
    assert held(store, third) == numbered(6)


def test_removed_dossiers_are_gone_and_a_part_of_none_goes(store: Store) -> None:
    first = taken(store, "one", numbered(9))
    second = taken(store, "two", [], first, removed=[1, 9, 77])
    assert [row["dossier"] for row in held(store, second)] == list(range(2, 9))


def test_what_no_kept_snapshot_names_is_forgotten(store: Store) -> None:
    first = taken(store, "one", numbered(8))
    second = taken(store, "two", [dict(numbered(1)[0], agency=9)], first)
    assert store.forget(["two"]) > 0
    assert held(store, second) and store.forget(["two"]) == 0
    with pytest.raises(ProblemsFound) as found:
        store.named("one")
    assert [problem.code for problem in found.value.problems] == ["snapshot.unknown"]


def test_other_tables_are_replaced_whole(store: Store) -> None:
    rows = as_written(shipped_tables()[5], [{"agency": "1"}, {"agency": "2"}])
    communes = pa.Table.from_pylist(rows, schema=COMMUNES.schema().to_pyarrow())
    first = store.take("one", as_of=ON, taken_at="", others={"communes": communes})
    second = store.take("two", as_of=ON, taken_at="", before=first, others={"communes": communes.slice(0, 1)})
    assert [one.rows["communes"] for one in (first, second)] == [2, 1]


def test_a_changing_table_takes_only_the_rows_that_changed(store: Store) -> None:
    def feedback(*rows: dict[str, str]) -> pa.Table:
        return pa.Table.from_pylist(as_written(shipped_tables()[3], rows), schema=FEEDBACK.schema().to_pyarrow())

    first = store.take("one", as_of=ON, taken_at="", changed={"feedback": feedback({"feedback": "1"}, {"feedback": "2"})})
    second = store.take("two", as_of=ON, taken_at="", before=first, changed={"feedback": feedback({"feedback": "2", "about": "2"}, {"feedback": "3"})})
    third = store.take("three", as_of=ON, taken_at="", before=second, changed={"feedback": feedback()})
    rows = store.engine.rows(store.table(second, "feedback").order_by("feedback"))
    assert [(row["feedback"], row["about"]) for row in rows] == [(1, 1), (2, 2), (3, 1)]
    assert [one.rows["feedback"] for one in (first, second, third)] == [2, 3, 3]
    assert third.tables["feedback"] == second.tables["feedback"] != first.tables["feedback"]


def test_a_snapshot_that_lacks_a_column_of_today_is_not_current(store: Store) -> None:
    snapshot = taken(store, "one", numbered(2))
    assert store.is_current(snapshot)
    (part,) = snapshot.tables["dossiers"]
    pq.write_table(arrow(numbered(2)).drop_columns(["has_feedback"]), store.root / part.file)
    assert not store.is_current(snapshot)


def test_a_roll_up_holds_until_an_open_dossier_passes_its_day(store: Store) -> None:
    rows = [*numbered(3), *[dict(one, dossier=4, finished_on=None, state=4, due_on=date(2026, 4, 2)) for one in numbered(1)]]
    first = taken(store, "one", rows)
    (part,) = first.tables["dossiers"]
    assert part.rolled_until == "2026-04-03"
    second, third = (taken(store, name, [], first, as_of=day) for name, day in (("two", date(2026, 4, 2)), ("three", date(2026, 4, 3))))
    assert second.tables["dossiers"][0].rollup == part.rollup != third.tables["dossiers"][0].rollup
    found = [
        counts_of(store, one, [INDICATORS["dossiers_on_schedule"]], as_of=one.as_of, within=Period.parse("2026-Q1"))[1, date(2026, 1, 1)]["dossiers_on_schedule"]
        for one in (second, third)
    ]
    assert found == [Count(4, 4), Count(4, 3)]


@given(st.lists(any_row("dossiers"), min_size=1, max_size=20), st.integers(0, 40), st.sampled_from(["2026-Q1", "2025-12", "2026-H1"]), st.sampled_from(["R", "M", "Q"]))
@examples(6)
def test_a_roll_up_gives_what_the_raw_rows_give(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], later: int, period: str, grain: Any,
) -> None:
    engine = DuckEngine(threads=1)
    store = Store(tmp_path_factory.mktemp("store"), engine)
    rows = [dict(row, dossier=number) for number, row in enumerate(rows, 1)]
    half = len(rows) // 2 + 1
    first = taken(store, "one", rows[:half], as_of=date(2026, 2, 1))
    day = date(2026, 2, 1) + timedelta(days=later)
    second = taken(store, "two", [*rows[half:], dict(rows[0], is_synced=True, received_on=rows[0]["received_on"] + timedelta(days=3))], first, as_of=day)
    within = Period.parse(period)
    tables = {"dossiers": store.table(second, "dossiers")}
    for by in (("agency",), ("agency", "channel"), ()):
        raw = counts(engine, tables, ROLLED, as_of=day, within=within, by=by, grain=grain)
        rolled = counts_of(store, second, ROLLED, as_of=day, within=within, by=by, grain=grain)
        assert _some(rolled) == _some(raw)
    engine.close()


def test_a_column_that_a_table_lacks_leaves_its_indicators_out(store: Store) -> None:
    rows = as_written(shipped_tables()[5], [{"agency": "1"}])
    communes = pa.Table.from_pylist(rows, schema=COMMUNES.schema().to_pyarrow())
    snapshot = store.take("one", as_of=ON, taken_at="", dossiers=[arrow(numbered(2))], others={"communes": communes})
    within = Period.parse("2026-Q1")
    several = [INDICATORS["electronic_certified_copies"], INDICATORS["dossiers_synced"], INDICATORS["feedback_on_time"]]
    by_agency, by_unit = (counts_of(store, snapshot, several, as_of=ON, within=within, by=by)[1, within.start] for by in (("agency",), ("unit",)))
    assert (by_agency.keys(), by_unit.keys()) == ({"electronic_certified_copies", "dossiers_synced"}, {"dossiers_synced"})


def test_what_a_roll_up_does_not_hold_is_counted_from_the_rows(store: Store) -> None:
    snapshot = taken(store, "one", numbered(5))
    within, wanted = Period.parse("2026-01-02..2026-01-20"), DOSSIER_INDICATORS
    raw = counts(store.engine, {"dossiers": store.table(snapshot, "dossiers")}, wanted, as_of=date(2026, 1, 9), within=within, by=("agency", "unit"))
    assert _some(counts_of(store, snapshot, wanted, as_of=date(2026, 1, 9), within=within, by=("agency", "unit"))) == _some(raw) != {}


def _some(found: dict[tuple[Any, ...], dict[str, Count]]) -> dict[tuple[Any, ...], Count]:
    return {(*place, key): count for place, several in found.items() for key, count in several.items() if count.of or count.unknown}
