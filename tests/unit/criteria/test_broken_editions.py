"""One tiny broken edition per kind of mistake: each is refused with just these problems, in just these places."""

from __future__ import annotations

from pathlib import Path

import pytest

from parix.criteria.intake import take_in

BROKEN = Path(__file__).parents[2] / "samples" / "editions" / "broken"
SETTINGS, FIELD = "edition.yaml", "1_direction.yaml"

EXPECTED: dict[str, list[tuple[str, str, int]]] = {
    "alias_bomb": [("yaml.alias", FIELD, 2)],
    "block_of_unknown_field": [
        ("edition.block_field", SETTINGS, 13), ("edition.block_sum", SETTINGS, 13), ("edition.block_uncovered", SETTINGS, 13),
    ],
    "block_overlap": [("edition.block_overlap", SETTINGS, 13)],
    "block_uncovered": [("edition.block_uncovered", SETTINGS, 13)],
    "bonus_without_caps": [("edition.no_caps", SETTINGS, 0)],
    "comma_decimals": [("shape.bad_value", FIELD, 10)],
    "deep_nesting": [("yaml.too_deep", FIELD, 15)],
    "duplicate_key": [("yaml.duplicate_key", FIELD, 12)],
    "duplicate_leaf_key": [("edition.double_key", FIELD, 15)],
    "floor_above_full_mark": [("edition.threshold_range", FIELD, 7)],
    "folder_of_another_day": [("edition.folder_date", SETTINGS, 7)],
    "grades_not_falling": [("edition.grades_bottom", SETTINGS, 11), ("edition.grades_order", SETTINGS, 11)],
    "half_written": [("shape.missing_key", FIELD, 7)] * 3,
    "hostile_tag": [("yaml.tag", FIELD, 11)],
    "impossible_day": [("shape.bad_value", SETTINGS, 7)],
    "infinite_points": [("shape.bad_value", FIELD, 10)],
    "kind_not_covered": [("edition.kind_unknown", FIELD, 7)],
    "measure_in_two_roles": [("edition.measure_twice", FIELD, 7)],
    "missing_role": [("edition.role_missing", FIELD, 7)],
    "nan_points": [("shape.bad_value", FIELD, 10)],
    "not_utf8": [("yaml.not_utf8", FIELD, 4)],
    "overlapping_steps": [("edition.steps_overlap", FIELD, 7)],
    "points_not_adding_up": [("edition.sum", FIELD, 2)],
    "scale_not_adding_up": [("edition.sum", SETTINGS, 8)],
    "threshold_out_of_range": [("shape.bad_value", FIELD, 12)],
    "two_documents": [("yaml.several_documents", FIELD, 15)],
    "unknown_key": [("shape.unknown_key", FIELD, 12)],
    "unknown_rule_kind": [("shape.unknown_word", FIELD, 12)],
    "yaml_syntax": [("yaml.syntax", FIELD, 10)],
}
MEANT = {
    "unknown_key": "reference", "unknown_rule_kind": "proportional", "kind_not_covered": "department",
    "block_of_unknown_field": "direction",
}


def folder_of(name: str) -> Path:
    [edition] = (BROKEN / name).iterdir()
    return edition


@pytest.mark.parametrize("name", EXPECTED)
def test_just_these_problems_in_these_places(name: str) -> None:
    taken = take_in(folder_of(name))
    assert taken.edition is None
    assert [(one.code, Path(one.place.file).name, one.place.line) for one in taken.problems] == EXPECTED[name]
    assert all(one.severity == "error" and one.message and one.remedy for one in taken.problems)


@pytest.mark.parametrize("name", MEANT)
def test_the_nearest_known_word_is_offered(name: str) -> None:
    assert take_in(folder_of(name)).problems[0].remedy == f"có phải là «{MEANT[name]}»?"


def test_every_broken_sample_is_expected_and_names_its_problem() -> None:
    assert sorted(path.name for path in BROKEN.iterdir()) == sorted(EXPECTED)
    for name, problems in EXPECTED.items():
        heads = [path.read_bytes().split(b"\n")[0].decode() for path in folder_of(name).glob("*.yaml")]
        [comment] = [head for head in heads if head.startswith("# Expected: ")]
        assert [code for code, _, _ in problems if code not in comment] == [], name
