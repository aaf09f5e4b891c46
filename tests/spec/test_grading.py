"""The grading of officials and the conditions of index 9: the shipped examples, and counts by official on every engine and the reference."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound
from parix.indicators.counting import Count, Engine, counts
from parix.indicators.described import SHIPPED, shipped_tables
from parix.indicators.engines import DuckEngine, SparkEngine
from parix.indicators.formulas import INDICATORS
from parix.indicators.grading import GradeExample, conditions_met, grading_rules, official_grade, read_grading
from parix.indicators.register_tables import TABLES
from tests.needs import refuse_without, refuse_without_spark
from tests.spec.plain_meanings import counted
from tests.spec.rows_of_tables import as_written, written

ON, WITHIN = date(2026, 3, 31), Period.parse("2026-Q1")


def _duck() -> DuckEngine:
    return DuckEngine(threads=1)


def _spark() -> SparkEngine:
    refuse_without_spark(os.environ)
    refuse_without(Path(shutil.which("java") or "java"), "no Java; as root: apt-get install openjdk-17-jre-headless", os.environ)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return SparkEngine()


@pytest.fixture(params=[_duck, _spark], ids=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[DuckEngine | SparkEngine]:
    made = request.param()
    yield made
    made.close()


@pytest.mark.parametrize("example", grading_rules().examples, ids=lambda one: f"{one.points}-{one.band}")
def test_an_officials_indices_make_points_and_a_band(example: GradeExample) -> None:
    grade = official_grade(grading_rules(), example.given)
    assert (grade.points, grade.possible, grade.band.key if grade.band else "") == (example.points, example.possible, example.band)


def test_the_rules_name_indicators_that_exist() -> None:
    rules = grading_rules()
    assert {one.indicator for one in rules.conditions.values()} | set(rules.indices) <= set(INDICATORS)
    assert {INDICATORS[key].kind for key in rules.indices} == {"levels"}


@pytest.mark.parametrize(("online", "expected"), [
    ({"procedures_online": Count(5, 1), "dossiers_filed_online": Count(10, 3), "online_on_schedule": Count(3, 3)}, {"procedures_online": True, "dossiers_online": True, "none_late": True}),
    ({"procedures_online": Count(6, 1), "dossiers_filed_online": Count(1000, 299), "online_on_schedule": Count(299, 298)}, {
        "procedures_online": False, "dossiers_online": False, "none_late": False,
    }),
    ({"procedures_online": Count(5, 5), "dossiers_filed_online": Count(), "online_on_schedule": Count()}, {"procedures_online": True, "none_late": True}),
    ({}, {}),
])
def test_a_condition_of_which_nothing_arose_is_not_known(online: dict[str, Count], expected: dict[str, bool]) -> None:
    assert conditions_met(grading_rules(), online) == expected


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("by", ["handled_by", "received_by"])
def test_indices_are_counted_by_official_alike(engine: DuckEngine | SparkEngine, by: str, tmp_path: Path) -> None:
    dossiers = [
        {"dossier": "1", by: "7"}, {"dossier": "2", by: "7", "finished_on": "2026-01-12", "supplements": "1"}, {"dossier": "3", by: "8", "finished_on": "2026-01-13"},
        {"dossier": "4", by: ""}, {"dossier": "5", by: "8", "stage_points": "1"}, {"dossier": "6", by: "7", "finished_on": "2026-04-01"},
    ]
    ratings = [{"rating": "1", by: "7", "attitude": "2"}, {"rating": "2", by: "7", "attitude": "0"}, {"rating": "3", by: "8", "agencies_contacted": "1"}]
    tables = {one.table: one for one in shipped_tables()}
    rows = {"dossiers": as_written(tables["dossiers"], dossiers), "ratings": as_written(tables["ratings"], ratings)}
    given = {name: engine.snapshot(TABLES[name], written(name, some, tmp_path)) for name, some in rows.items()}
    found = _by_official(engine, given, by)
    for official in (7, 8):
        for key in grading_rules().indices:
            mine = [row for row in rows[INDICATORS[key].table] if row[by] == official]
            count = found.get(official, {}).get(key, Count())
            assert (count.of, count.reached, count.full) == counted(mine, key, WITHIN, ON)
    assert found[7]["total_time"] == Count(2, 3, 1) and found[7]["attitude"] == Count(2, 2, 1)
    assert official_grade(grading_rules(), {key: one.value for key, one in found[7].items()}).points == Fraction(15, 10) + Fraction(15, 10) + 1


def _by_official(engine: Engine, given: dict[str, object], by: str) -> dict[int, dict[str, Count]]:
    several = [INDICATORS[key] for key in grading_rules().indices]
    found = counts(engine, given, several, as_of=ON, within=WITHIN, by=("agency", by))
    return {place[1]: some for place, some in found.items() if place[1] is not None}


def test_a_mistyped_rule_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "grading.yaml"
    path.write_text((SHIPPED / "grading.yaml").read_text().replace("at_least: 20%", "atleast: 20%", 1))
    with pytest.raises(ProblemsFound) as found:
        read_grading(path)
    assert {problem.code for problem in found.value.problems} == {"shape.missing_key", "shape.unknown_key"}
