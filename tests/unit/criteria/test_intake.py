"""Reading an edition: what a sound one becomes, which files count, and every problem at once with file and line."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import AppliesTo, Criterion, Edition
from parix.criteria.intake import edition_files, take_in
from parix.criteria.rule_shapes import LevelsRule, RuleLevel
from parix.foundation.agencies import Agency
from parix.foundation.phrases import Text
from tests.unit.criteria.written_editions import Draft, leaf, line_of, text, write_yaml
from tests.unit.scoring.property_settings import examples

SAMPLES = Path(__file__).parents[2] / "samples" / "editions" / "department_mini"


@pytest.fixture
def draft() -> Draft:
    return Draft()


def _edition(folder: Path) -> Edition:
    taken = take_in(folder)
    assert taken.problems == ()
    assert taken.edition is not None
    return taken.edition


def _problems(folder: Path) -> list[tuple[str, str, int]]:
    taken = take_in(folder)
    assert taken.edition is None
    return [(one.code, Path(one.place.file).name, one.place.line) for one in taken.problems]


# --- what a sound edition becomes ---------------------------------------------------------------------------------------


def test_a_sound_edition_has_no_problem_and_is_what_was_written(draft: Draft, tmp_path: Path) -> None:
    edition = _edition(draft.write(tmp_path))
    assert edition.name == "small/2022-01-01"
    assert [one.key for one in edition.fields] == ["direction", "service", "bonus"]
    assert list(edition.leaves) == ["plan", "tasks", "on_time", "satisfaction", "prize"]
    plan = edition.leaves["plan"]
    assert (plan.code, plan.max_points, plan.scored_by, plan.effect) == ("1.1.1", Fraction(2), "self_then_appraiser", "scale")
    points = {"timely": 2, "late": 1, "none": 0}
    expected = LevelsRule("levels", {key: RuleLevel(Text(key, key), Fraction(worth)) for key, worth in points.items()})
    assert [dated.rule for dated in plan.rule] == [expected]
    assert plan.rule_on(date(1990, 1, 1)) is plan.rule_on(date(2090, 1, 1)) is plan.rule[0].rule


def test_leaves_know_where_they_stand(draft: Draft, tmp_path: Path) -> None:
    edition = _edition(draft.write(tmp_path))
    standing = [(one.leaf.key, one.field.key, one.criterion.key if one.criterion else None) for one in edition.placed_leaves]
    assert standing == [
        ("plan", "direction", "planning"), ("tasks", "direction", None), ("on_time", "service", None), ("satisfaction", "service", None), ("prize", "bonus", None),
    ]
    assert isinstance(edition.fields[0].criteria[0], Criterion)


def test_places_are_lines_of_the_files(draft: Draft, tmp_path: Path) -> None:
    folder = draft.write(tmp_path)
    edition = _edition(folder)
    for key, file, words in [
        ("plan", "1_direction", "code: 1.1.1"), ("tasks", "1_direction", "code: '1.2'"), (
            "planning", "1_direction", "- code: '1.1'",
        ), ("prize", "3_bonus", "code: '3.1'"),
    ]:
        path = folder / f"{file}.yaml"
        assert (edition.places[key].file, edition.places[key].line) == (str(path), line_of(path, words))
    assert edition.place_of_setting("grades").line == line_of(folder / "edition.yaml", "grades:")
    assert edition.place_of_setting("note").line == 0


def test_legal_basis_is_the_nearest_one(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("plan")["reference"] = "của tiêu chí thành phần"
    draft.field("direction")["criteria"][0]["reference"] = "của tiêu chí"
    draft.field("direction")["criteria"][0]["sub_criteria"].append(leaf("1.1.2", "second", "1", {"kind": "yes_no"}, roles=["answer"]))
    draft.leaf("plan")["max_points"] = "1"
    draft.leaf("plan")["rule"]["levels"]["timely"]["points"] = "1"
    draft.settings["blocks"] = []
    draft.field("service")["reference"] = "của lĩnh vực"
    edition = _edition(draft.write(tmp_path))
    assert [edition.legal_basis(key) for key in edition.leaves] == ["của tiêu chí thành phần", "của tiêu chí", "Ví dụ", "của lĩnh vực", "của lĩnh vực", "Ví dụ"]
    with pytest.raises(KeyError):
        edition.legal_basis("nowhere")


def test_the_reference_of_the_edition_stands_before_its_decision(draft: Draft, tmp_path: Path) -> None:
    draft.settings["reference"] = "của bộ"
    assert _edition(draft.write(tmp_path)).legal_basis("plan") == "của bộ"


def test_measures_know_their_leaves(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("on_time")["measures"]["value"]["code"] = "tasks.share"
    edition = _edition(draft.write(tmp_path))
    uses = {code: [(one.key, role) for one, role, _ in uses] for code, uses in edition.measure_uses.items()}
    assert uses == {
        "plan.level": [("plan", "level")], "tasks.share": [("tasks", "share"), ("on_time", "value")],
        "satisfaction.answers": [("satisfaction", "answers")], "prize.items": [("prize", "items")],
    }


def test_what_does_not_apply_leaves_the_maximum(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("satisfaction")["applies_to"] = {"without_traits": ["no_survey"]}
    draft.field("direction")["criteria"][0]["applies_to"] = {"kinds": ["department"]}
    draft.leaf("tasks")["applies_to"] = {"traits": ["has_plan"]}
    edition = _edition(draft.write(tmp_path))
    agencies = [Agency("A", "A", kind, frozenset(traits)) for kind, traits in [("department", ["has_plan"]), ("department", ["no_survey"]), ("commune", [])]]
    assert [edition.applicable_maximum(agency) for agency in agencies] == [10, 5, 6]


@pytest.mark.parametrize(("applies", "kind", "traits", "covered"), [
    (AppliesTo(), "department", "", True),
    (AppliesTo(kinds=("commune",)), "department", "", False),
    (AppliesTo(kinds=("commune", "department")), "department", "", True),
    (AppliesTo(traits=("a", "b")), "department", "a", False),
    (AppliesTo(traits=("a", "b")), "department", "abc", True),
    (AppliesTo(without_traits=("a",)), "department", "b", True),
    (AppliesTo(without_traits=("a",)), "department", "ab", False),
    (AppliesTo(("department",), ("a",), ("b",)), "department", "ab", False),
])
def test_whom_something_applies_to(applies: AppliesTo, kind: str, traits: str, covered: bool) -> None:
    assert applies.covers(Agency("A", "A", kind, frozenset(traits))) is covered


# --- files --------------------------------------------------------------------------------------------------------------


def test_files_are_taken_in_legal_order_and_others_left_alone(tmp_path: Path) -> None:
    names = ["10_ten.yaml", "2_two.yaml", "1_one.yaml", "3b_second.yaml", "3a_first.yaml"]
    others = ["mapping.yaml", "notes.yaml", "_1.yaml", "1_One.yaml", "1-one.yaml", "1_one.yml", "CHANGES.md", "1_one.yaml.bak"]
    for name in [*names, *others]:
        (tmp_path / name).touch()
    found = [path.name for path in edition_files(tmp_path)]
    assert found == ["edition.yaml", "1_one.yaml", "2_two.yaml", "3a_first.yaml", "3b_second.yaml", "10_ten.yaml"]


def test_no_folder_is_a_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path / "gone") == [("edition.no_folder", "gone", 0)]
    assert edition_files(tmp_path / "gone") == [tmp_path / "gone" / "edition.yaml"]


def test_a_folder_without_files_names_both(tmp_path: Path) -> None:
    assert _problems(tmp_path) == [("edition.no_fields", tmp_path.name, 0), ("yaml.unreadable", "edition.yaml", 0)]


def test_an_empty_file_is_a_problem(draft: Draft, tmp_path: Path) -> None:
    folder = draft.write(tmp_path)
    for name in ("edition.yaml", "2_service.yaml"):
        (folder / name).write_text("# to be written\n", encoding="utf-8")
    assert _problems(folder) == [("edition.empty_file", "2_service.yaml", 0), ("edition.empty_file", "edition.yaml", 0)]


def test_a_folder_in_the_place_of_a_file_is_a_problem(draft: Draft, tmp_path: Path) -> None:
    folder = draft.write(tmp_path)
    (folder / "4_more.yaml").mkdir()
    assert _problems(folder) == [("yaml.unreadable", "4_more.yaml", 0)]


def test_problems_of_all_files_come_at_once_in_reading_order(draft: Draft, tmp_path: Path) -> None:
    draft.settings["stauts"] = draft.settings.pop("status")
    draft.leaf("tasks")["rule"]["floor"] = "120%"
    del draft.leaf("prize")["rule"]["points_each"]
    draft.leaf("plan")["rule"]["kind"] = "level"
    folder = draft.write(tmp_path)
    fields = {name: folder / name for name in ("1_direction.yaml", "3_bonus.yaml", "edition.yaml")}
    assert _problems(folder) == [
        ("shape.unknown_word", "1_direction.yaml", line_of(fields["1_direction.yaml"], "kind: level")),
        ("shape.bad_value", "1_direction.yaml", line_of(fields["1_direction.yaml"], "floor:")),
        ("shape.missing_key", "3_bonus.yaml", line_of(fields["3_bonus.yaml"], "kind: per_item")),
        ("shape.missing_key", "edition.yaml", 1),
        ("shape.unknown_key", "edition.yaml", line_of(fields["edition.yaml"], "stauts:")),
    ]


@pytest.mark.parametrize("rule", ["levels", ["levels"], {}, {"levels": {}}])
def test_a_rule_that_is_no_rule_has_its_line(draft: Draft, tmp_path: Path, rule: Any) -> None:
    draft.leaf("tasks")["rule"] = rule
    folder = draft.write(tmp_path)
    [(code, file, line)] = _problems(folder)
    assert code in ("shape.wrong_type", "shape.missing_key")
    assert file == "1_direction.yaml"
    rules = [number for number, words in enumerate((folder / file).read_text(encoding="utf-8").splitlines(), 1) if "rule:" in words]
    assert line in (rules[1], rules[1] + 1)


def test_a_mistake_inside_a_rule_has_the_line_of_its_key(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("on_time")["rule"]["offf"] = "share"
    draft.leaf("plan")["rule"]["levels"]["late"]["pionts"] = "1"
    folder = draft.write(tmp_path)
    assert _problems(folder) == [
        ("shape.unknown_key", "1_direction.yaml", line_of(folder / "1_direction.yaml", "pionts")),
        ("shape.unknown_key", "2_service.yaml", line_of(folder / "2_service.yaml", "offf")),
    ]


# --- thresholds with dates ----------------------------------------------------------------------------------------------


def _dated(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"since": since, "value": value} for since, value in pairs]


def test_a_threshold_may_change_on_a_day(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("tasks")["rule"]["floor"] = _dated(("2022-01-01", "60%"), ("2023-07-01", "80%"))
    tasks = _edition(draft.write(tmp_path)).leaves["tasks"]
    assert [dated.since.isoformat() for dated in tasks.rule] == ["2022-01-01", "2023-07-01"]
    days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 6, 30), date(2023, 7, 1), date(2030, 1, 1)]
    floors = [getattr(tasks.rule_on(day), "floor", None) for day in days]
    assert floors == [Fraction(60, 100)] * 3 + [Fraction(80, 100)] * 2


def test_several_thresholds_change_on_their_own_days(draft: Draft, tmp_path: Path) -> None:
    rule = draft.leaf("tasks")["rule"]
    rule["floor"] = _dated(("2022-01-01", "60%"), ("2024-01-01", "70%"))
    rule["full_at"] = _dated(("2022-01-01", "90%"), ("2023-01-01", "95%"))
    tasks = _edition(draft.write(tmp_path)).leaves["tasks"]
    assert [(dated.since.year, getattr(dated.rule, "floor", None), getattr(dated.rule, "full_at", None)) for dated in tasks.rule] == [
        (2022, Fraction(6, 10), Fraction(9, 10)), (2023, Fraction(6, 10), Fraction(95, 100)), (2024, Fraction(7, 10), Fraction(95, 100)),
    ]


def test_a_threshold_inside_a_step_may_change_too(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("on_time")["rule"]["steps"][0]["at_least"] = _dated(("2022-01-01", "90%"), ("2024-01-01", "95%"))
    on_time = _edition(draft.write(tmp_path)).leaves["on_time"]
    assert [getattr(dated.rule, "steps", ())[0].at_least for dated in on_time.rule] == [Fraction(9, 10), Fraction(95, 100)]


@pytest.mark.parametrize(("pairs", "codes"), [
    ([("2023-01-01", "60%"), ("2022-01-01", "70%")], ["edition.threshold_order"]),
    ([("2022-01-01", "60%"), ("2022-01-01", "70%")], ["edition.threshold_order"]),
    ([("2022-02-30", "60%"), ("2023-01-01", "70%")], ["edition.threshold_date", "shape.bad_value"]),
    ([("20220101", "60%"), ("2023-01-01", "70%")], ["edition.threshold_date", "shape.bad_value"]),
    ([("2022-W01-1", "60%"), ("2023-01-01", "70%")], ["edition.threshold_date", "shape.bad_value"]),
    ([("2022-01-01", "60%"), ("2023-01-01", "120%")], ["shape.bad_value"]),
])
def test_days_of_thresholds_are_real_and_rise(draft: Draft, tmp_path: Path, pairs: list[tuple[str, str]], codes: list[str]) -> None:
    draft.leaf("tasks")["rule"]["floor"] = _dated(*pairs)
    assert sorted(code for code, _, _ in _problems(draft.write(tmp_path))) == codes


def test_very_many_days_are_refused_at_once(draft: Draft, tmp_path: Path) -> None:
    days = [date.fromordinal(date(2022, 1, 1).toordinal() + number).isoformat() for number in range(5000)]
    draft.leaf("tasks")["rule"]["floor"] = _dated(*((day, "60%") for day in days))
    assert [code for code, _, _ in _problems(draft.write(tmp_path))] == ["edition.threshold_order"]


# --- anything at all ----------------------------------------------------------------------------------------------------

odd_values = st.recursive(
    st.sampled_from(["", "1", "-1", "nan", "x", "120%", "2022-01-01", "levels", "drop", "yes", "department", "9" * 41]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["kind", "vi", "since", "value", "points", "rule", "odd"]), inner, max_size=3),
    max_leaves=5,
)
ENGLISH = re.compile(r"\b(input|should|valid|field|required|expected|instance|must|allowed|error)\b|[a-z]_[a-z]")


def _paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(below for key, child in children for below in _paths(child, (*path, key)))]


@given(st.data())
@examples(120)
def test_whatever_a_file_holds_is_an_edition_or_problems(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    draft = Draft()
    whole: dict[str, Any] = {"settings": draft.settings, "fields": draft.fields}
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from([one for one in _paths(whole) if len(one) > 1 and one[:2] != ("settings", "set")]))
        holder = whole
        for step in path[:-1]:
            holder = holder[step]
        action = data.draw(st.sampled_from(["replace", "remove", "misname"]))
        if action == "replace" or isinstance(holder, list):
            holder[path[-1]] = data.draw(odd_values)
        else:
            value = holder.pop(path[-1])
            holder.update({f"{path[-1]}z": value} if action == "misname" else {})
    folder = tmp_path_factory.mktemp("odd") / "small" / "2022-01-01"
    folder.mkdir(parents=True)
    write_yaml(folder / "edition.yaml", whole["settings"])
    for number, one in enumerate(whole["fields"], 1):
        write_yaml(folder / f"{number}_field.yaml", one)
    taken = take_in(folder)
    assert (taken.edition is None) == any(one.severity == "error" for one in taken.problems)
    for one in taken.problems:
        own_words = re.sub(r"«[^»]*»|chọn một trong: .*", "", f"{one.message} {one.remedy}")
        assert not (one.code.startswith("shape.") and ENGLISH.search(own_words)), one


# --- the sample editions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01"])
def test_the_sample_editions_are_sound(day: str) -> None:
    edition = _edition(SAMPLES / day)
    assert edition.name == f"department_mini/{day}"
    assert sum(one.max_points for one in edition.leaves.values()) == edition.settings.max_points == 20


def test_text_is_needed_in_both_languages(draft: Draft, tmp_path: Path) -> None:
    draft.leaf("tasks")["text"] = {"vi": "chỉ một"}
    folder = draft.write(tmp_path)
    assert _problems(folder) == [("shape.missing_key", "1_direction.yaml", line_of(folder / "1_direction.yaml", "chỉ một"))]
    assert text("x") == {"vi": "x", "en": "x"}
