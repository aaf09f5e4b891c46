"""An edition is proved by its own cases: counts, gaps, wrong cases, and that each case of a full proof is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from parix.scoring.proving import Proof, prove_edition
from tests.unit.criteria.written_editions import Draft, line_of, text
from tests.unit.scoring.proving.covered_edition import BRANCHES, GRADES, LEAF_CASES, MUTANTS, SETTING_MUTANTS, TOTAL_CASES, covered

MINI = Path(__file__).parents[3] / "samples" / "editions" / "department_mini"


def _proof(draft: Draft, root: Path) -> Proof:
    taken = take_in(draft.write(root))
    assert taken.problems == ()
    assert taken.edition is not None
    return prove_edition(taken.edition)


def _found(proof: Proof) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in proof.problems]


def _cases_file(root: Path) -> Path:
    return root / "small" / "2022-01-01" / "cases" / "all.yaml"


def _replaced(number: int, **changes: Any) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        assert draft.cases is not None
        draft.cases["leaf_cases"][number].update(changes)

    return change


# --- a full proof -------------------------------------------------------------------------------------------------------


def test_a_covered_edition_holds_with_counts_made_by_hand(tmp_path: Path) -> None:
    proof = _proof(covered(), tmp_path)
    assert proof.problems == ()
    assert proof.holds
    assert (proof.leaf_cases, proof.agency_cases, proof.total_cases) == (len(LEAF_CASES), 0, len(TOTAL_CASES))
    assert {one.leaf.key: len(one.branches) for one in proof.leaves} == BRANCHES
    assert {one.leaf.key: one.mutants for one in proof.leaves} == MUTANTS
    assert (proof.settings.mutants, len(proof.settings.grades)) == (SETTING_MUTANTS, GRADES)
    assert proof.branches == (sum(BRANCHES.values()) + GRADES,) * 2
    assert proof.mutants == (sum(MUTANTS.values()) + SETTING_MUTANTS,) * 2
    assert [one.unreached for one in proof.leaves] == [()] * 5


@pytest.mark.parametrize(("kind", "number"), [
    *(("leaf_cases", number) for number in range(len(LEAF_CASES))), *(("total_cases", number) for number in range(len(TOTAL_CASES))),
])
def test_each_case_is_needed(kind: str, number: int, tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    del draft.cases[kind][number]
    proof = _proof(draft, tmp_path)
    reached, branches = proof.branches
    found, mutants = proof.mutants
    assert (branches, mutants) == (sum(BRANCHES.values()) + GRADES, sum(MUTANTS.values()) + SETTING_MUTANTS)
    assert reached < branches or found < mutants
    assert {code for code, _ in _found(proof)} <= {"edition.untested_branch", "edition.unguarded_number"}
    assert proof.problems != ()


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01"])
def test_the_sample_editions_are_proved(day: str) -> None:
    taken = take_in(MINI / day)
    assert taken.edition is not None
    assert prove_edition(taken.edition).problems == ()


@pytest.mark.parametrize("folder", edition_folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_the_shipped_editions_are_proved(folder: Path) -> None:
    taken = take_in(folder)
    assert taken.edition is not None
    proof = prove_edition(taken.edition)
    assert proof.problems == ()
    assert proof.branches[0] == proof.branches[1] > 0
    assert proof.mutants[0] == proof.mutants[1]


# --- gaps ---------------------------------------------------------------------------------------------------------------


def test_without_cases_nothing_is_reached_and_every_mutant_survives(tmp_path: Path) -> None:
    proof = _proof(Draft(), tmp_path)
    assert (proof.leaf_cases, proof.agency_cases, proof.total_cases) == (0, 0, 0)
    assert proof.branches == (0, sum(BRANCHES.values()) + GRADES)
    assert proof.mutants == (0, sum(MUTANTS.values()) + SETTING_MUTANTS)
    assert _found(proof) == [("edition.untested_branch", "warning"), ("edition.unguarded_number", "warning")] * 6
    assert proof.holds


@pytest.mark.parametrize(("status", "severity", "holds"), [("draft", "warning", True), ("reconstructed", "error", False), ("published", "error", False)])
def test_gaps_stop_all_but_a_draft(status: str, severity: str, holds: bool, tmp_path: Path) -> None:
    draft = covered()
    draft.settings["status"] = status
    assert draft.cases is not None
    del draft.cases["leaf_cases"][2]
    proof = _proof(draft, tmp_path)
    assert _found(proof) == [("edition.untested_branch", severity), ("edition.unguarded_number", severity)]
    assert proof.holds is holds


def test_a_gap_names_leaf_branch_and_number_with_the_line_of_the_leaf(tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["leaf_cases"] = [case for number, case in enumerate(draft.cases["leaf_cases"]) if number not in (3, 10)]
    problems = _proof(draft, tmp_path).problems
    assert [one.message for one in problems] == [
        "tiêu chí 1.2: chưa có ca mẫu cho nhánh below_floor",
        "tiêu chí 1.2: đổi floor 0.7 -> 0.69 mà không ca mẫu nào phát hiện",
        "tiêu chí 2.1: chưa có ca mẫu cho nhánh nothing_arose",
        "tiêu chí 2.1: đổi nothing_arose drop -> full; nothing_arose drop -> zero mà không ca mẫu nào phát hiện",
    ]
    folder = _cases_file(tmp_path).parents[1]
    lines = [line_of(folder / "1_direction.yaml", "code: '1.2'"), line_of(folder / "2_service.yaml", "code: '2.1'")]
    assert [one.place.line for one in problems] == [lines[0], lines[0], lines[1], lines[1]]


def test_settings_have_gaps_of_their_own(tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["total_cases"] = draft.cases["total_cases"][1:2]
    problems = _proof(draft, tmp_path).problems
    assert [one.message for one in problems] == [
        "chưa có ca mẫu cho mức xếp loại weak",
        "đổi grades.good 80 -> 79.99; bonus_cap 1 -> 1.01; bonus_cap 1 -> 0.99; penalty_cap 0 -> 0.01; decimals 2 -> 1 mà không ca mẫu nào phát hiện",
    ]


# --- wrong cases --------------------------------------------------------------------------------------------------------


def test_a_wrong_case_is_an_error_with_file_line_and_both_numbers(tmp_path: Path) -> None:
    draft = covered()
    _replaced(4, points="1.5")(draft)
    proof = _proof(draft, tmp_path)
    [problem] = [one for one in proof.problems if one.severity == "error"]
    assert (problem.code, problem.message) == ("case.differs", "ca mẫu của tiêu chí 1.2: mong đợi 1.5, tính ra 28/19 (nhánh in_proportion)")
    assert (problem.place.file, problem.place.line) == (str(_cases_file(tmp_path)), line_of(_cases_file(tmp_path), "share: 140/200") - 3)
    assert not proof.holds


@pytest.mark.parametrize(("number", "state", "message"), [
    (0, "dropped", "ca mẫu của tiêu chí 1.1.1: mong đợi dropped, tính ra 2 (nhánh timely)"),
    (10, "not_scored", "ca mẫu của tiêu chí 2.1: mong đợi not_scored, tính ra dropped (nhánh nothing_arose)"),
])
def test_a_wrong_state_is_an_error_too(number: int, state: str, message: str, tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["leaf_cases"][number].pop("points", None)
    _replaced(number, state=state)(draft)
    assert [one.message for one in _proof(draft, tmp_path).problems if one.severity == "error"] == [message]


def test_a_case_of_what_is_not_known_is_not_scored(tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["leaf_cases"].append({"leaf": "tasks", "given": {"share": {"not_known": "x"}}, "state": "not_scored", "because": text("x")})
    draft.cases["leaf_cases"].append({"leaf": "tasks", "given": {}, "state": "not_scored", "because": text("x")})
    assert _proof(draft, tmp_path).problems == ()


@pytest.mark.parametrize(("given", "codes"), [
    ({"share": {"level": "timely"}}, ["measurement.wrong_form"]),
    ({"share": {"number": "1"}}, ["measurement.wrong_form"]),
    ({"share": {"share": "3/2"}}, ["measurement.above_whole"]),
])
def test_a_fact_that_no_measurement_could_hold_is_refused_and_not_run(given: dict[str, Any], codes: list[str], tmp_path: Path) -> None:
    draft = covered()
    assert draft.cases is not None
    draft.cases["leaf_cases"].append({"leaf": "tasks", "given": given, "points": "1", "because": text("x")})
    assert [one.code for one in _proof(draft, tmp_path).problems] == codes


def test_a_level_that_the_rule_lacks_is_refused_with_the_nearest(tmp_path: Path) -> None:
    draft = covered()
    _replaced(0, given={"level": {"level": "timly"}})(draft)
    errors = [one for one in _proof(draft, tmp_path).problems if one.severity == "error"]
    assert [(one.code, one.remedy, one.place.line) for one in errors] == [("measurement.unknown_word", "có phải là «timely»?", 2)]


@pytest.mark.parametrize("previous", [{"level": "x"}, {"answer": "yes"}, {"answers": {"A": "1"}}])
def test_the_year_before_must_have_a_form_that_can_be_compared(previous: dict[str, Any], tmp_path: Path) -> None:
    draft = Draft()
    draft.leaf("tasks").update(
        rule={"kind": "against_previous", "up": "2", "equal": "1", "down": "0"}, measures={"value": {"code": "tasks.value", "item": text("x")}},
    )
    case = {"leaf": "tasks", "given": {"value": {"share": "1/2"}, "previous": previous}, "points": "2", "because": text("x")}
    draft.cases = {"leaf_cases": [case, {**case, "given": {"value": {"share": "1/2"}, "previous": {"share": "1/4"}}}]}
    assert [one.code for one in _proof(draft, tmp_path).problems if one.severity == "error"] == ["measurement.wrong_form"]


# --- whom and when a case is about --------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [
    lambda draft: draft.leaf("plan").update(applies_to={"kinds": ["commune"]}),
    lambda draft: draft.field("direction")["criteria"][0].update(applies_to={"kinds": ["commune"]}),
    lambda draft: draft.field("direction").update(applies_to={"kinds": ["commune"]}),
    lambda draft: draft.leaf("plan").update(applies_to={"traits": ["a"]}),
    lambda draft: draft.field("direction")["criteria"][0].update(applies_to={"traits": ["b"], "without_traits": ["c"]}),
    lambda draft: (
        draft.leaf("plan").update(applies_to={"kinds": ["department", "commune"]}), draft.field("direction").update(applies_to={"kinds": ["commune"]}),
    ),
])
def test_a_case_is_of_an_agency_that_the_leaf_applies_to(change: Callable[[Draft], object], tmp_path: Path) -> None:
    draft = covered()
    change(draft)
    assert _proof(draft, tmp_path).problems == ()


def test_each_dated_rule_needs_its_own_cases(tmp_path: Path) -> None:
    draft = covered()
    draft.leaf("tasks")["rule"]["floor"] = [{"since": "2022-01-01", "value": "70%"}, {"since": "2023-07-01", "value": "80%"}]
    proof = _proof(draft, tmp_path)
    assert [(one.leaf.key, one.since) for one in proof.leaves][1:3] == [("tasks", "2022-01-01"), ("tasks", "2023-07-01")]
    changes = [
        "floor 0.8 -> 0.81", "floor 0.8 -> 0.79", "floor_excluded False -> True", "full_at 0.95 -> 0.96", "full_at 0.95 -> 0.94", "scaled True -> False",
    ]
    assert [one.message for one in proof.problems] == [
        "tiêu chí 1.2 (từ 2023-07-01): chưa có ca mẫu cho nhánh below_floor, in_proportion, full",
        f"tiêu chí 1.2 (từ 2023-07-01): đổi {'; '.join(changes)} mà không ca mẫu nào phát hiện",
    ]


def test_a_case_is_run_by_the_rule_of_its_day(tmp_path: Path) -> None:
    draft = covered()
    draft.leaf("tasks")["rule"]["floor"] = [{"since": "2022-01-01", "value": "70%"}, {"since": "2023-07-01", "value": "80%"}]
    assert draft.cases is not None
    for share, points in (("159/200", "0"), ("160/200", "32/19"), ("190/200", "2")):
        draft.cases["leaf_cases"].append({"leaf": "tasks", "given": {"share": {"share": share}}, "points": points, "on": "2023-07-01", "because": text("x")})
    assert _proof(draft, tmp_path).problems == ()


# --- whole agencies -----------------------------------------------------------------------------------------------------

MEASURED = {"agency": {"code": "A", "name": "Sở A", "kind": "department"}, "period": "2022", "measurements": [
    {"measure": "plan.level", "level": "timely"}, {"measure": "tasks.share", "share": "19/20"}, {"measure": "on_time.value", "nothing_arose": "không có"},
    {"measure": "satisfaction.answers", "answers": {"A": "2", "B": "1"}}, {"measure": "prize.items", "number": "1"},
]}


def _with_agency(expect: dict[str, str], measurements: dict[str, Any] = MEASURED) -> Draft:
    draft = covered()
    assert draft.cases is not None
    draft.cases["agency_cases"] = [{"title": text("một sở"), "measurements": measurements, "expect": expect}]
    return draft


def test_a_whole_agency_comes_out(tmp_path: Path) -> None:
    proof = _proof(_with_agency({"points": "7", "applicable_max": "7", "index": "100", "grade": "good"}), tmp_path)
    assert (proof.problems, proof.agency_cases) == ((), 1)


@pytest.mark.parametrize(("expect", "message"), [
    ({"points": "6.5"}, "ca mẫu «một sở»: points mong đợi 6.5, tính ra 7"),
    ({"applicable_max": "10"}, "ca mẫu «một sở»: applicable_max mong đợi 10, tính ra 7"),
    ({"index": "99"}, "ca mẫu «một sở»: index mong đợi 99, tính ra 100"),
    ({"grade": "weak"}, "ca mẫu «một sở»: grade mong đợi weak, tính ra good"),
])
def test_a_wrong_total_is_an_error_on_its_line(expect: dict[str, str], message: str, tmp_path: Path) -> None:
    [problem] = _proof(_with_agency(expect), tmp_path).problems
    assert (problem.code, problem.message) == ("case.differs", message)
    assert problem.place.line == line_of(_cases_file(tmp_path), "- title:")


def test_an_agency_case_that_does_not_fit_has_a_line(tmp_path: Path) -> None:
    measurements = {**MEASURED, "measurements": [{"measure": "plan.levle", "level": "timely"}]}
    [problem] = _proof(_with_agency({"points": "1"}, measurements), tmp_path).problems
    assert (problem.code, problem.remedy) == ("measurement.unknown", "có phải là «plan.level»?")
    assert problem.place.line == line_of(_cases_file(tmp_path), "plan.levle")
