"""Worked cases are read with their leaf, facts and place; a case that cannot be meant is refused on its line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parix.criteria.cases import Cases, Expected, read_cases
from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.foundation.facts import Level, Share
from parix.foundation.phrases import Text
from tests.unit.criteria.written_editions import Draft, line_of, text

AGENCY = {"agency": {"code": "A", "name": "Sở A", "kind": "department"}, "period": "2022", "measurements": [{"measure": "plan.level", "level": "timely"}]}


def _case(**more: Any) -> dict[str, Any]:
    return {"leaf": "tasks", "given": {"share": {"share": "9/10"}}, "points": "1.8", "because": text("chín phần mười"), **more}


def _without(name: str, **more: Any) -> dict[str, Any]:
    return {key: value for key, value in _case(**more).items() if key != name}


def _edition(cases: dict[str, Any] | None, root: Path, rule: dict[str, Any] | None = None) -> Edition:
    draft = Draft()
    draft.cases = cases
    if rule is not None:
        draft.leaf("tasks").update(rule=rule, measures={"value": {"code": "tasks.value", "item": text("x")}})
    taken = take_in(draft.write(root))
    assert taken.edition is not None
    return taken.edition


def _read(cases: dict[str, Any], root: Path) -> Cases:
    return read_cases(_edition(cases, root))


def test_an_edition_may_have_no_cases(tmp_path: Path) -> None:
    edition = _edition(None, tmp_path)
    assert read_cases(edition) == Cases((), (), (), ())


def test_a_leaf_case_has_leaf_facts_points_and_place(tmp_path: Path) -> None:
    cases = _read({"leaf_cases": [_case(), _without("points", state="dropped", on="2023-05-05")]}, tmp_path)
    assert cases.problems == ()
    one, other = cases.leaf_cases
    assert (one.leaf.key, one.facts, one.points, one.state, one.on) == (
        "tasks", {"share": Share(Fraction(9), Fraction(10))}, Fraction(9, 5), "scored", date(2022, 1, 1),
    )
    assert one.because == Text("chín phần mười", "chín phần mười")
    assert (other.points, other.state, other.on) == (None, "dropped", date(2023, 5, 5))
    path = tmp_path / "small" / "2022-01-01" / "cases" / "all.yaml"
    assert (one.place.file, one.place.line) == (str(path), 2)
    assert other.place.line == line_of(path, "dropped") - 7


def test_agency_and_total_cases(tmp_path: Path) -> None:
    agency_case = {"title": text("một sở"), "measurements": AGENCY, "expect": {"points": "2", "grade": "weak"}}
    total_case = {"points": "8", "applicable_max": "10", "bonus": "0.5", "expect": {"index": "85"}}
    cases = _read({"agency_cases": [agency_case], "total_cases": [total_case]}, tmp_path)
    assert cases.problems == ()
    [whole] = cases.agency_cases
    assert (whole.title.vi, whole.given.agency.name, whole.expect) == ("một sở", "Sở A", Expected(Fraction(2), None, None, "weak"))
    assert [one.fact for one in whole.given.measurements] == [Level("timely")]
    [(total, place)] = cases.total_cases
    assert (total.points, total.applicable_max, total.bonus, total.penalty, total.expect) == (8, 10, Fraction(1, 2), 0, Expected(index=Fraction(85)))
    assert place.line == line_of(Path(place.file), "points: '8'")


def test_all_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    edition = _edition({"leaf_cases": [_case()]}, tmp_path)
    folder = Path(edition.folder) / "cases"
    content = (folder / "all.yaml").read_text(encoding="utf-8")
    for name in ("b.yaml", "a.yaml", "not_read.yml", "README.md"):
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "empty.yaml").touch()
    assert [Path(case.place.file).name for case in read_cases(edition).leaf_cases] == ["a.yaml", "all.yaml", "b.yaml"]


@pytest.mark.parametrize(("case", "codes"), [
    (_case(leaf="taks"), ["case.unknown_leaf"]),
    (_case(given={"shaer": {"share": "1/2"}}), ["case.unknown_role"]),
    (_case(given={"share": {"share": "1/2"}, "previous": {"share": "1/2"}}), ["case.unknown_role"]),
    (_case(given={"share": {"share": "1/2"}, "best": {"share": "1/2"}}), ["case.unknown_role"]),
    (_case(state="dropped"), ["case.expectation"]),
    (_without("points"), ["case.expectation"]),
    (_case(given={"share": {}}), ["measurement.form"]),
    (_case(given={"share": {"share": "4/0"}}), ["measurement.zero_denominator"]),
    (_case(given={"share": {"share": "1/2", "rate": "0.5"}}), ["measurement.form"]),
    (_case(leaf="taks", points="-1"), ["shape.bad_value"]),
    (_without("because"), ["shape.missing_key"]),
    (_case(on="2022-02-30"), ["shape.bad_value"]),
    (_case(on="9999-12-31"), ["shape.bad_value"]),
    (_without("points", state="scored"), ["shape.unknown_word"]),
    (_case(given={"shaer": {"share": "4/0"}}, state="dropped"), ["case.expectation", "case.unknown_role", "measurement.zero_denominator"]),
])
def test_a_case_that_cannot_be_meant_is_refused(case: dict[str, Any], codes: list[str], tmp_path: Path) -> None:
    cases = _read({"leaf_cases": [case]}, tmp_path)
    assert cases.leaf_cases == ()
    assert [one.code for one in cases.problems] == codes


def test_a_mistyped_leaf_or_role_gets_the_nearest(tmp_path: Path) -> None:
    cases = _read({"leaf_cases": [_case(leaf="taks"), _case(given={"shaer": {"share": "1/2"}})]}, tmp_path)
    assert [(one.remedy, one.place.line) for one in cases.problems] == [("có phải là «tasks»?", 2), ("có phải là «share»?", 10)]


@pytest.mark.parametrize(("rule", "role"), [
    ({"kind": "against_previous", "up": "2", "equal": "1", "down": "0"}, "previous"), ({"kind": "against_best"}, "best"),
])
def test_a_rule_that_compares_has_a_further_role(rule: dict[str, Any], role: str, tmp_path: Path) -> None:
    case = _case(given={"value": {"share": "1/2"}, role: {"share": "1/4"}})
    assert read_cases(_edition({"leaf_cases": [case]}, tmp_path, rule)).problems == ()


def test_a_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    edition = _edition({"leaf_cases": [_case()]}, tmp_path)
    folder = Path(edition.folder) / "cases"
    (folder / "a.yaml").write_text("leaf_cases: [\n", encoding="utf-8")
    (folder / "z.yaml").write_text("leaf_case: []\n", encoding="utf-8")
    cases = read_cases(edition)
    assert len(cases.leaf_cases) == 1
    assert [
        (one.code, Path(one.place.file).name, one.place.line) for one in cases.problems
    ] == [("yaml.syntax", "a.yaml", 2), ("shape.unknown_key", "z.yaml", 1)]
    assert cases.problems[1].remedy == "có phải là «leaf_cases»?"


def test_a_measurement_set_inside_a_case_has_its_lines(tmp_path: Path) -> None:
    measurements = {**AGENCY, "measurements": [{"measure": "plan.level", "level": "timely"}, {"measure": "tasks.share", "share": "4/0"}]}
    cases = _read({"agency_cases": [{"title": text("x"), "measurements": measurements, "expect": {"points": "1"}}]}, tmp_path)
    assert cases.agency_cases == ()
    [problem] = cases.problems
    assert (problem.code, problem.place.line) == ("measurement.zero_denominator", line_of(Path(problem.place.file), "tasks.share"))
