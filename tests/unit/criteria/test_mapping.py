"""A mapping carries what belongs to old leaves to new ones; whatever is not carried is listed with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.criteria.mapping import EditionMapping, carry, read_mapping, turned_back
from tests.unit.criteria.written_editions import Draft, leaf, levels
from tests.unit.scoring.property_settings import examples

MINI = Path(__file__).parents[2] / "samples" / "editions" / "department_mini"
SILENT = "bộ chỉ số mới không có tiêu chí này và bảng chuyển đổi không nói gì"
DROPPED = {"key": "satisfaction", "reason": "không còn điều tra"}


def _edition(folder: Path) -> Edition:
    taken = take_in(folder)
    assert taken.edition is not None
    return taken.edition


def _editions(root: Path, mapping: dict[str, Any] | None) -> tuple[Edition, Edition]:
    """The new edition splits `plan`, renames `tasks` to `duties`, and has `survey` in place of `satisfaction`."""
    new = Draft().dated("2023-01-01")
    new.settings["blocks"] = []
    new.field("direction")["criteria"][0]["sub_criteria"] = [
        leaf(code, key, "1", levels(a="1"), roles=["level"]) for code, key in (("1.1.1", "plan_early"), ("1.1.2", "plan_full"))
    ]
    new.leaf("tasks")["key"], new.leaf("satisfaction")["key"] = "duties", "survey"
    new.mapping = mapping
    return _edition(Draft().write(root)), _edition(new.write(root))


def _mapping(root: Path, mapping: dict[str, Any] | None) -> EditionMapping:
    found, problems = read_mapping(*_editions(root, mapping))
    assert problems == []
    assert found is not None
    return found


def _problems(root: Path, mapping: dict[str, Any]) -> list[tuple[str, int, str]]:
    old, new = _editions(root, mapping)
    found, problems = read_mapping(old, new)
    assert found is None
    assert {one.place.file for one in problems} == {f"{new.folder}/mapping.yaml"}
    return [(one.code, one.place.line, one.remedy) for one in problems]


SPLIT = {"from": "plan", "to": ["plan_early", "plan_full"], "note": "tách đôi"}
RENAMED = {"from": "tasks", "to": "duties"}


def test_without_a_mapping_what_keeps_its_key_is_carried(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, None)
    assert mapping == EditionMapping({"on_time": ("on_time",), "prize": ("prize",)}, {})
    carried = carry(mapping, {"on_time": "a", "plan": "b", "tasks": "c"})
    assert carried.by_new_key == {"on_time": (("on_time", "a"),)}
    assert [(key, thing, why.text("vi")) for key, thing, why in carried.left] == [("plan", "b", SILENT), ("tasks", "c", SILENT)]
    assert carried.left[0][2].text("en") == "the new set lacks this leaf and the mapping is silent"


def test_one_to_one_one_to_many_and_dropped(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, {"from": "2022-01-01", "carry": [SPLIT, RENAMED], "dropped": [DROPPED]})
    carried = carry(mapping, {"plan": 1, "tasks": 2, "on_time": 3, "satisfaction": 4, "prize": 5})
    assert carried.by_new_key == {
        "plan_early": (("plan", 1),), "plan_full": (("plan", 1),), "duties": (("tasks", 2),), "on_time": (("on_time", 3),), "prize": (("prize", 5),),
    }
    assert [(key, thing, why.text("vi"), why.text("en")) for key, thing, why in carried.left] == [
        ("satisfaction", 4, "không còn điều tra", "không còn điều tra"),
    ]


def test_several_to_one_keep_where_each_came_from(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, {"from": "2022-01-01", "carry": [{"from": "plan", "to": "duties"}, RENAMED]})
    assert carry(mapping, {"plan": 1, "tasks": 2}).by_new_key == {"duties": (("plan", 1), ("tasks", 2))}


def test_a_leaf_that_keeps_its_key_may_be_sent_elsewhere_or_dropped(tmp_path: Path) -> None:
    mapping = _mapping(
        tmp_path, {"from": "2022-01-01", "carry": [{"from": "on_time", "to": ["duties", "on_time"]}], "dropped": [{"key": "prize", "reason": "hết"}]},
    )
    carried = carry(mapping, {"on_time": 1, "prize": 2})
    assert carried.by_new_key == {"duties": (("on_time", 1),), "on_time": (("on_time", 1),)}
    assert [(key, why.text("vi")) for key, _, why in carried.left] == [("prize", "hết")]


def test_what_belongs_to_no_old_leaf_is_left_too(tmp_path: Path) -> None:
    carried = carry(_mapping(tmp_path, None), {"never_heard_of": 1})
    assert (carried.by_new_key, [key for key, _, _ in carried.left]) == ({}, ["never_heard_of"])


@pytest.mark.parametrize(("mapping", "expected"), [
    ({"from": "2021-01-01"}, [("mapping.edition", 1, "dùng đúng phiên bản cũ hoặc sửa mục from")]),
    ({"from": "2022-01-01", "carry": [{"from": "paln", "to": "duties"}]}, [("mapping.unknown_key", 3, "có phải là «plan»?")]),
    ({"from": "2022-01-01", "carry": [RENAMED, {"from": "plan", "to": ["duties", "plan_ful"]}]}, [("mapping.unknown_key", 5, "có phải là «plan_full»?")]),
    ({"from": "2022-01-01", "dropped": [{"key": "satisfction", "reason": "x"}]}, [("mapping.unknown_key", 3, "có phải là «satisfaction»?")]),
    ({"from": "2022-01-01", "carry": [RENAMED, {"from": "tasks", "to": "survey"}]}, [("mapping.double_key", 5, "giữ lại một lần")]),
    ({"from": "2022-01-01", "carry": [RENAMED], "dropped": [{"key": "tasks", "reason": "x"}]}, [("mapping.double_key", 6, "giữ lại một lần")]),
    ({"from": "2022-01-01", "carry": [{"from": "tasks", "to": ["duties", "duties"]}]}, [("mapping.double_key", 3, "giữ lại một lần")]),
    ({"from": "2022-01-01", "carry": [{"from": "tasks", "to": []}]}, [("mapping.no_target", 3, "khai to, hoặc ghi vào dropped kèm lý do")]),
    (
        {"from": "2022-01-01", "carry": [{"from": "tasks", "too": "duties"}]},
        [("shape.missing_key", 3, "thêm mục «to»"), ("shape.unknown_key", 4, "có phải là «to»?")],
    ),
    ({"from": "2022-01-01", "dropped": ["tasks"]}, [("shape.wrong_type", 3, "viết lại cho đúng khuôn dạng")]),
    ({"from": "ngày đầu"}, [("shape.bad_value", 1, "sửa giá trị tại đây")]),
    ({"carry": []}, [("shape.missing_key", 1, "thêm mục «from»")]),
])
def test_a_mapping_that_speaks_of_other_leaves_is_refused(mapping: dict[str, Any], expected: list[tuple[str, int, str]], tmp_path: Path) -> None:
    assert _problems(tmp_path, mapping) == expected


def test_an_empty_mapping_is_a_problem_and_not_silence(tmp_path: Path) -> None:
    old, new = _editions(tmp_path, None)
    (Path(new.folder) / "mapping.yaml").write_text("# to come\n", encoding="utf-8")
    found, problems = read_mapping(old, new)
    assert found is None
    assert [one.code for one in problems] == ["mapping.empty"]


def test_the_sample_mapping_leaves_only_what_it_says() -> None:
    old, new = (_edition(MINI / day) for day in ("2023-01-01", "2024-01-01"))
    mapping, problems = read_mapping(old, new)
    assert problems == []
    assert mapping is not None
    carried = carry(mapping, {key: key for key in old.leaves})
    assert [key for key, _, _ in carried.left] == ["notice_board"]
    assert carried.by_new_key["quarterly_reports_on_time"] == carried.by_new_key["yearly_report_on_time"] == (("reports_on_time", "reports_on_time"),)
    assert carried.by_new_key["feedback_settled"] == (("feedback_handled", "feedback_handled"),)
    assert set(new.leaves) - set(carried.by_new_key) == {"results_digitised"}


keys = st.text("abcd", min_size=1, max_size=2)
mappings = st.builds(EditionMapping, st.dictionaries(keys, st.lists(keys, unique=True, max_size=3).map(tuple)), st.dictionaries(keys, st.text(max_size=5)))


@given(mappings, st.dictionaries(keys, st.integers()))
@examples(100)
def test_nothing_is_lost_and_nothing_comes_twice(mapping: EditionMapping, things: dict[str, int]) -> None:
    carried = carry(mapping, things)
    arrived: dict[str, list[str]] = {}
    for target, pairs in carried.by_new_key.items():
        for key, thing in pairs:
            assert thing == things[key]
            arrived.setdefault(key, []).append(target)
    left = [key for key, _, _ in carried.left]
    assert sorted([*arrived, *left]) == sorted(things)
    assert all(thing == things[key] and why.text("vi") for key, thing, why in carried.left)
    assert {key: sorted(targets) for key, targets in arrived.items()} == {key: sorted(mapping.targets[key]) for key in things if mapping.targets.get(key)}


def test_the_way_back_brings_together_what_was_split(tmp_path: Path) -> None:
    old, new = _editions(tmp_path, {"from": "2022-01-01", "carry": [SPLIT, RENAMED], "dropped": [DROPPED]})
    mapping, _problems = read_mapping(old, new)
    assert mapping is not None
    assert mapping.notes == {"plan": "tách đôi"}
    assert mapping.sources == {"plan_early": ("plan",), "plan_full": ("plan",), "duties": ("tasks",), "on_time": ("on_time",), "prize": ("prize",)}
    back = turned_back(mapping, old, new)
    assert back.targets == {"plan_early": ("plan",), "plan_full": ("plan",), "duties": ("tasks",), "on_time": ("on_time",), "prize": ("prize",)}
    assert back.sources["plan"] == ("plan_early", "plan_full")
    assert set(back.reasons) == {"survey"} and "small/2022-01-01 không có tiêu chí này" in back.reasons["survey"]
