"""Each soundness check fires for just what it is about, says where, and is silent beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parix.criteria.intake import take_in
from tests.unit.criteria.written_editions import Draft, leaf, levels, line_of, text

Change = Callable[[Draft], object]


def _problems(draft: Draft, root: Path) -> list[str]:
    taken = take_in(draft.write(root))
    assert (taken.edition is None) == bool(taken.problems)
    return [one.code for one in taken.problems]


def _set(path: str, value: Any) -> Change:
    """Change a setting: `in_force.until`."""

    def change(draft: Draft) -> None:
        holder: Any = draft.settings
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdigit() else step]
        holder[int(last) if last.isdigit() else last] = value

    return change


def _leaf(name: str, /, **changes: Any) -> Change:
    return lambda draft: draft.leaf(name).update(changes)


def _rule(rule: dict[str, Any], roles: tuple[str, ...], points: str = "2", **more: Any) -> Change:
    """Another rule, with measures for its roles, for the leaf `tasks` of two points."""
    return lambda draft: draft.leaf("tasks").update(leaf("1.2", "tasks", points, rule, roles=list(roles), **more))


def _steps(*steps: dict[str, str], of: str = "share", **more: Any) -> Change:
    return _rule({"kind": "steps", "of": of, "steps": list(steps)}, ("value",), **more)


def _in_gate(rule: dict[str, Any], *roles: str) -> Change:
    return _rule({"kind": "gate", "passes_when": "yes", "then": rule}, ("prerequisite", *roles))


def _all(*changes: Change) -> Change:
    def change(draft: Draft) -> None:
        for one in changes:
            one(draft)

    return change


def _nothing(draft: Draft) -> None:
    """The sound edition as it is."""


def _second_leaf(code: str, key: str) -> Change:
    """A criterion of two leaves whose points add up, the second under this code and key."""

    def change(draft: Draft) -> None:
        planning = draft.field("direction")["criteria"][0]
        planning["sub_criteria"].append(leaf(code, key, "1", {"kind": "yes_no"}, roles=["answer"]))
        draft.leaf("plan").update(max_points="1", rule=levels(timely="1", none="0"))

    return change


ANY, FULL = {"points": "0"}, {"at_least": "95%", "points": "2"}
PREVIOUS = {"kind": "against_previous", "up": "2", "equal": "1", "down": "0"}
PER_ITEM = {"kind": "per_item", "points_each": "1"}
MEAN = {"kind": "mean_of_components", "components": {"a": {"text": text("a"), "weight": "1"}, "b": {"text": text("b"), "weight": "2"}}}
SUM = {"kind": "capped_sum", "terms": {"a": {"text": text("a"), "points_per_whole": "2"}, "b": {"text": text("b"), "points_per_whole": "1", "cap": "0.5"}}}
SATISFIED = {"kind": "share_satisfied", "options": ["A", "B", "C"], "satisfied": ["A", "B"]}
CONDITIONS = {"kind": "conditions", "conditions": {"a": text("a"), "b": text("b")}, "points_by_missing": ["2", "1"]}

CASES: dict[str, tuple[Change, list[str]]] = {
    "identity: sound": (_nothing, []),
    "identity: a leaf more": (_second_leaf("1.1.2", "second"), []),
    "identity: digits in a key": (_leaf("tasks", key="tasks_2b"), []),
    "identity: capital": (_leaf("tasks", key="Tasks"), ["edition.key_form"]),
    "identity: marks": (_leaf("tasks", key="kế_hoạch"), ["edition.key_form"]),
    "identity: dash": (_leaf("tasks", key="plan-tasks"), ["edition.key_form"]),
    "identity: digit first": (_leaf("tasks", key="2tasks"), ["edition.key_form"]),
    "identity: empty": (_leaf("tasks", key=""), ["edition.key_form"]),
    "identity: key of another leaf": (_leaf("tasks", key="on_time"), ["edition.double_key"]),
    "identity: key of a criterion": (_leaf("tasks", key="planning"), ["edition.double_key"]),
    "identity: key of a field": (_leaf("tasks", key="bonus"), ["edition.double_key"]),
    "identity: key of a leaf in the criterion": (_second_leaf("1.1.2", "plan"), ["edition.double_key"]),
    "identity: code of another leaf": (_leaf("tasks", code="2.1"), ["edition.double_code"]),
    "identity: code of a criterion": (_second_leaf("1.1", "second"), ["edition.double_code"]),

    "sums: a leaf": (_all(_leaf("plan", max_points="1", rule=levels(a="1", b="0")), _set("blocks", [])), ["edition.sum"]),
    "sums: a criterion": (lambda draft: draft.field("direction")["criteria"][0].update(max_points="3"), ["edition.sum", "edition.sum"]),
    "sums: a field": (lambda draft: draft.field("service").update(max_points="7"), ["edition.sum", "edition.sum"]),
    "sums: the scale": (_set("max_points", "100"), ["edition.sum"]),
    "sums: a hundredth": (lambda draft: draft.field("direction").update(max_points="4.01"), ["edition.sum", "edition.sum"]),
    "sums: outside the scale": (lambda draft: draft.field("bonus").update(max_points="2"), ["edition.sum"]),

    "blocks: none": (_set("blocks", []), []),
    "blocks: wrong sum": (_set("blocks.0.max_points", "8"), ["edition.block_sum"]),
    "blocks: narrowed to fields": (_all(
        _set("blocks.0", {"key": "a", "text": text("a"), "scored_by": ["self_then_appraiser", "data"], "max_points": "4", "fields": ["direction"]}),
        lambda draft: draft.settings["blocks"].append({"key": "c", "text": text("c"), "scored_by": ["data"], "max_points": "3", "fields": ["service"]}),
    ), []),
    "blocks: unknown field": (_set("blocks.1.fields", ["servise"]), ["edition.block_field", "edition.block_sum", "edition.block_uncovered"]),
    "blocks: overlap": (_all(_set("blocks.1.scored_by", ["survey", "data"]), _set("blocks.1.max_points", "8")), ["edition.block_overlap"]),
    "blocks: uncovered": (_all(_set("blocks.0.scored_by", ["data"]), _set("blocks.0.max_points", "5")), ["edition.block_uncovered"]),

    "dates: until the same day": (_set("in_force.until", "2022-01-01"), []),
    "dates: until before since": (_set("in_force.until", "2021-12-31"), ["edition.in_force"]),

    "roles: missing": (_leaf("tasks", measures={}), ["edition.role_missing"]),
    "roles: misnamed": (
        lambda draft: draft.leaf("tasks").update(
            measures={"shaer": draft.leaf("tasks")["measures"]["share"]},
        ), ["edition.role_missing", "edition.role_unknown"],
    ),
    "roles: one too many": (_rule({"kind": "yes_no"}, ("answer", "share")), ["edition.role_unknown"]),
    "roles: an optional one": (_rule({"kind": "deduction", "points_each": "1", "counted": "faults"}, ("faults", "waived")), []),
    "roles: an optional one inside a gate": (_in_gate({"kind": "deduction", "points_each": "1", "counted": "done"}, "done", "waived"), []),
    "roles: done is not faults": (
        _rule({"kind": "deduction", "points_each": "1", "counted": "done"}, ("faults",)), ["edition.role_missing", "edition.role_unknown"],
    ),
    "roles: a gate without prerequisite": (_rule({"kind": "gate", "passes_when": "zero", "then": {"kind": "yes_no"}}, ("answer",)), ["edition.role_missing"]),
    "roles: one of each component": (_rule(MEAN, ("a", "b")), []),
    "roles: a component without measure": (_rule(MEAN, ("a",)), ["edition.role_missing"]),
    "roles: one measure in two roles": (_all(
        _rule(MEAN, ("a", "b")), lambda draft: draft.leaf("tasks")["measures"]["b"].update(code="tasks.a"),
    ), ["edition.measure_twice"]),

    "points: no points": (_all(_leaf("prize", max_points="0"), lambda draft: draft.field("bonus").update(max_points="0")), ["edition.no_points"]),
    "points: level above": (_leaf("plan", rule=levels(timely="3", none="0")), ["edition.points_above_max"]),
    "points: level below": (_leaf("plan", rule=levels(timely="1.5", none="0")), ["edition.max_unreachable"]),
    "points: step above": (_steps({"at_least": "95%", "points": "2.5"}, ANY), ["edition.points_above_max"]),
    "points: step below": (_steps({"at_least": "95%", "points": "1"}, ANY), ["edition.max_unreachable"]),
    "points: conditions": (_rule(CONDITIONS, ("conditions",)), []),
    "points: conditions above": (_rule({**CONDITIONS, "points_by_missing": ["3"]}, ("conditions",)), ["edition.points_above_max"]),
    "points: conditions below": (_rule({**CONDITIONS, "points_by_missing": ["1"]}, ("conditions",)), ["edition.max_unreachable"]),
    "points: conditions without points": (_rule({**CONDITIONS, "points_by_missing": []}, ("conditions",)), ["edition.max_unreachable"]),
    "points: previous": (_rule(PREVIOUS, ("value",)), []),
    "points: previous above": (_rule({**PREVIOUS, "up": "3"}, ("value",)), ["edition.points_above_max"]),
    "points: previous below": (_rule({**PREVIOUS, "up": "1"}, ("value",)), ["edition.max_unreachable"]),
    "points: sum": (_rule(SUM, ("a", "b")), []),
    "points: sum below": (_rule({**SUM, "terms": {"a": {"text": text("a"), "points_per_whole": "2", "cap": "1.9"}}}, ("a",)), ["edition.max_unreachable"]),
    "points: sum of shares above the maximum": (_rule({**SUM, "terms": {"a": {"text": text("a"), "points_per_whole": "9"}}}, ("a",)), []),
    "points: best answer under 100 %": (_rule({"kind": "survey_answers", "weights": {"A": "90%", "B": "0"}}, ("answers",)), ["edition.max_unreachable"]),
    "points: no answers": (_rule({"kind": "survey_answers", "weights": {}}, ("answers",)), ["edition.max_unreachable"]),
    "points: satisfied": (_rule(SATISFIED, ("answers",)), []),
    "points: satisfied option unknown": (_rule({**SATISFIED, "satisfied": ["A", "D"]}, ("answers",)), ["edition.option_unknown"]),
    "points: awarded": (_rule({"kind": "awarded"}, ("points",)), []),
    "points: against the best": (_rule({"kind": "against_best"}, ("value",)), []),
    "points: inside a gate": (_in_gate(levels(a="3", b="0"), "level"), ["edition.points_above_max"]),
    "points: sound inside a gate": (_in_gate(levels(a="2", b="0"), "level"), []),

    "steps: falling": (_steps(FULL, {"above": "80%", "points": "1"}, ANY), []),
    "steps: rising": (_steps(ANY, {"above": "80%", "points": "1"}, FULL), []),
    "steps: of numbers": (_steps({"points": "2"}, {"at_least": "1", "points": "1"}, {"at_least": "2", "points": "0"}, of="number"), []),
    "steps: the lowest in the middle": (_steps(FULL, ANY, {"above": "80%", "points": "1"}), []),
    "steps: no lowest": (_steps(FULL, {"above": "80%", "points": "1"}), ["edition.steps_lowest"]),
    "steps: two lowest": (_steps(FULL, ANY, {"points": "1"}), ["edition.steps_lowest"]),
    "steps: none": (_steps(), ["edition.max_unreachable", "edition.steps_lowest"]),
    "steps: two edges": (_steps({"at_least": "95%", "above": "80%", "points": "2"}, ANY), ["edition.step_edge"]),
    "steps: the same edge": (_steps(FULL, {"above": "95%", "points": "1"}, ANY), ["edition.steps_overlap"]),
    "steps: out of order": (_steps({"at_least": "80%", "points": "1"}, FULL, {"at_least": "50%", "points": "0.5"}, ANY), ["edition.steps_order"]),
    "steps: below zero": (_steps(FULL, {"above": "-1%", "points": "1"}, ANY), ["edition.threshold_range"]),
    "steps: above 100 %": (_steps({"at_least": "120%", "points": "2"}, ANY), ["edition.threshold_range"]),
    "steps: above 100 % where a plan may be surpassed": (_all(
        _steps({"at_least": "120%", "points": "2"}, ANY), lambda draft: draft.leaf("tasks")["measures"]["value"].update(numerator_may_exceed="yes"),
    ), []),
    "steps: inside a gate": (_in_gate({"kind": "steps", "of": "share", "steps": [FULL]}, "value"), ["edition.steps_lowest"]),
    "proportional: bare": (_rule({"kind": "proportional"}, ("share",)), []),
    "proportional: floor at the mark": (_rule({"kind": "proportional", "floor": "80%", "full_at": "80%"}, ("share",)), []),
    "proportional: floor above the mark": (_rule({"kind": "proportional", "floor": "81%", "full_at": "80%"}, ("share",)), ["edition.threshold_range"]),
    "proportional: full at zero": (_rule({"kind": "proportional", "full_at": "0"}, ("share",)), ["edition.threshold_range"]),
    "proportional: no floor to exclude": (_rule({"kind": "proportional", "floor_excluded": "yes"}, ("share",)), ["edition.threshold_range"]),
    "proportional: floor excluded": (_rule({"kind": "proportional", "floor": "0", "floor_excluded": "yes"}, ("share",)), []),
    "previous: a margin": (_rule({**PREVIOUS, "margin": "1%"}, ("value",)), []),
    "previous: a margin below zero": (_rule({**PREVIOUS, "margin": "-1%"}, ("value",)), ["edition.threshold_range"]),
    "satisfied: full at zero": (_rule({**SATISFIED, "full_at": "0"}, ("answers",)), ["edition.threshold_range"]),
    "satisfied: nobody can be": (_rule({**SATISFIED, "satisfied": []}, ("answers",)), ["edition.empty_rule"]),
    "conditions: as many levels as can be missing": (_rule({**CONDITIONS, "points_by_missing": ["2", "1", "0.5"]}, ("conditions",)), []),
    "conditions: a level too many": (_rule({**CONDITIONS, "points_by_missing": ["2", "1", "0.5", "0"]}, ("conditions",)), ["edition.conditions"]),
    "conditions: none": (_rule({**CONDITIONS, "conditions": {}, "points_by_missing": ["2"]}, ("conditions",)), ["edition.empty_rule"]),
    "levels: none": (_leaf("plan", rule=levels()), ["edition.empty_rule", "edition.max_unreachable"]),
    "sum: of nothing": (_rule({**SUM, "terms": {}}, ()), ["edition.empty_rule", "edition.max_unreachable"]),
    "mean: of nothing": (_rule({**MEAN, "components": {}}, ()), ["edition.empty_rule"]),
    "mean: without weight": (_rule({**MEAN, "components": {"a": {"text": text("a"), "weight": "0"}}}, ("a",)), ["edition.weights"]),
    "empty inside a gate": (_in_gate({**MEAN, "components": {}}), ["edition.empty_rule"]),

    "applicability: a covered kind": (_leaf("tasks", applies_to={"kinds": ["commune"]}), []),
    "applicability: another kind": (_leaf("tasks", applies_to={"kinds": ["comune"]}), ["edition.kind_unknown"]),
    "applicability: of a field": (lambda draft: draft.field("service").update(applies_to={"kinds": ["ministry"]}), ["edition.kind_unknown"]),
    "applicability: of a criterion": (
        lambda draft: draft.field("direction")["criteria"][0].update(applies_to={"kinds": ["ministry"]}), ["edition.kind_unknown"],
    ),
    "applicability: traits are free": (_leaf("tasks", applies_to={"traits": ["any"], "without_traits": ["other"]}), []),
    "applicability: nobody": (_set("applies_to", []), ["edition.covers_nobody"]),
    "applicability: bonus on the scale": (
        _all(
            _leaf("tasks", effect="bonus", rule=PER_ITEM, measures={"items": {"code": "x.y", "item": text("x")}}), _set("blocks", []),
        ), ["edition.outside_scale"],
    ),
    "applicability: scale outside the scale": (_leaf("prize", effect="scale"), ["edition.block_sum", "edition.outside_scale"]),
    "applicability: no caps": (lambda draft: draft.settings.pop("outside_scale"), ["edition.no_caps"]),
    "applicability: caps without a block": (lambda draft: draft.fields.pop(), []),

    "arithmetic: no grades": (_set("grades", []), []),
    "arithmetic: grades rise": (lambda draft: draft.settings["grades"].reverse(), ["edition.grades_bottom", "edition.grades_order"]),
    "arithmetic: the same cut twice": (_set("grades.0.at_least", "0"), ["edition.grades_order"]),
    "arithmetic: bottom above zero": (_set("grades.1.at_least", "1"), ["edition.grades_bottom"]),
    "arithmetic: a cut at the top": (_set("grades.0.at_least", "100"), []),
    "arithmetic: a cut above the top": (_set("grades.0.at_least", "100.01"), ["edition.grades_range"]),
    "arithmetic: a cut above the points": (_all(_set("grades_on", "points"), _set("grades.0.at_least", "11")), ["edition.grades_range"]),
    "arithmetic: index in points": (_all(_set("index", "points"), _set("grades.0.at_least", "10")), []),
    "arithmetic: index in points, cut above": (_set("index", "points"), ["edition.grades_range"]),
    "arithmetic: six decimals": (_set("arithmetic.rounding.decimals", "6"), []),
    "arithmetic: seven decimals": (_set("arithmetic.rounding.decimals", "7"), ["edition.decimals"]),
    "arithmetic: groups": (_set("ranking_groups", [{"key": key, "text": text("x"), "members": {}} for key in "ab"]), []),
    "arithmetic: the same group twice": (_set("ranking_groups", [{"key": "a", "text": text("x"), "members": {}}] * 2), ["edition.groups"]),
}


@pytest.mark.parametrize("name", CASES)
def test_just_these_problems(name: str, tmp_path: Path) -> None:
    change, codes = CASES[name]
    draft = Draft()
    change(draft)
    assert sorted(_problems(draft, tmp_path)) == codes


@pytest.mark.parametrize(("folder", "codes"), [
    ("small/2022-01-01", []), ("small/2022-01-02", ["edition.folder_date"]), ("smal/2022-01-01", ["edition.folder_set"]),
    ("2022-01-01/small", ["edition.folder_date", "edition.folder_set"]),
])
def test_the_folder_is_named_by_set_and_day(folder: str, codes: list[str], tmp_path: Path) -> None:
    taken = take_in(Draft().write(tmp_path, tmp_path / folder))
    assert sorted(one.code for one in taken.problems) == codes


def test_a_relative_folder_has_its_names_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Draft().write(tmp_path))
    assert take_in(Path()).problems == ()


def test_all_dated_rules_of_a_leaf_are_checked(tmp_path: Path) -> None:
    draft = Draft()
    draft.leaf("tasks")["rule"]["floor"] = [{"since": "2022-01-01", "value": "60%"}, {"since": "2023-01-01", "value": "96%"}]
    assert _problems(draft, tmp_path) == ["edition.threshold_range"]


@pytest.mark.parametrize(("change", "file", "words"), [
    (_leaf("tasks", key="Tasks"), "1_direction.yaml", "code: '1.2'"),
    (lambda draft: draft.field("direction")["criteria"][0].update(max_points="3"), "1_direction.yaml", "code: '1'"),
    (_leaf("plan", rule=levels(timely="3", none="0")), "1_direction.yaml", "code: 1.1.1"),
    (_steps(FULL), "1_direction.yaml", "code: '1.2'"),
    (_leaf("tasks", applies_to={"kinds": ["ministry"]}), "1_direction.yaml", "code: '1.2'"),
    (_leaf("tasks", measures={}), "1_direction.yaml", "code: '1.2'"),
    (_set("blocks.0.max_points", "8"), "edition.yaml", "blocks:"),
    (_set("max_points", "100"), "edition.yaml", "max_points: '100'"),
    (_set("in_force.until", "2021-12-31"), "edition.yaml", "in_force:"),
    (lambda draft: draft.settings["grades"].reverse(), "edition.yaml", "grades:"),
    (_set("arithmetic.rounding.decimals", "7"), "edition.yaml", "arithmetic:"),
    (_set("applies_to", []), "edition.yaml", "applies_to:"),
])
def test_a_problem_has_file_and_line(change: Change, file: str, words: str, tmp_path: Path) -> None:
    draft = Draft()
    change(draft)
    folder = draft.write(tmp_path)
    first = take_in(folder).problems[0]
    assert (first.place.file, first.place.line) == (str(folder / file), line_of(folder / file, words))


@pytest.mark.parametrize(("change", "remedies"), [
    (_leaf("tasks", applies_to={"kinds": ["comune"]}), ["có phải là «commune»?"]),
    (_set("blocks.1.fields", ["servise"]), ["có phải là «service»?"]),
    (lambda draft: draft.leaf("tasks").update(measures={"shaer": draft.leaf("tasks")["measures"]["share"]}), ["có phải là «share»?"]),
])
def test_a_mistyped_word_gets_the_nearest(change: Change, remedies: list[str], tmp_path: Path) -> None:
    draft = Draft()
    change(draft)
    taken = take_in(draft.write(tmp_path))
    assert [one.remedy for one in taken.problems if one.remedy.startswith("có phải")] == remedies


def test_words_name_the_leaf_and_both_numbers(tmp_path: Path) -> None:
    draft = Draft()
    _all(_set("max_points", "100"), _set("blocks.0.max_points", "8"), _leaf("plan", rule=levels(timely="2.5", none="0")), _leaf("tasks", code="2.1"))(draft)
    assert [one.message for one in take_in(draft.write(tmp_path)).problems] == [
        "tiêu chí 1.1.1: mức 2,5 điểm vượt điểm tối đa 2",
        "mã «2.1» in hai lần (mục «on_time»)",
        "phiên bản: điểm tối đa 100 nhưng các phần cộng lại được 10",
        "phần «Thẩm định» khai 8 điểm, các tiêu chí cộng được 7",
    ]
