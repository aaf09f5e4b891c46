"""Comparing editions: every kind of change at its leaf, none where nothing changed, and which leaves stay comparable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parix.criteria.comparing import Change, compare
from parix.criteria.editions import Edition
from parix.criteria.intake import take_in
from parix.criteria.library import edition_folders
from tests.unit.criteria.written_editions import Draft, leaf, levels, text
from tests.unit.scoring.property_settings import examples

MINI = Path(__file__).parents[2] / "samples" / "editions" / "department_mini"


def _edition(folder: Path) -> Edition:
    taken = take_in(folder)
    assert taken.problems == ()
    assert taken.edition is not None
    return taken.edition


def _changed(change: Callable[[Draft], object], root: Path) -> tuple[Edition, Edition]:
    new = Draft().dated("2023-01-01")
    new.settings["blocks"] = []
    change(new)
    return _edition(Draft().write(root)), _edition(new.write(root))


def _kinds(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in changes]


def _swap_codes(draft: Draft) -> None:
    draft.leaf("on_time")["code"], draft.leaf("satisfaction")["code"] = "2.2", "2.1"


def _move(draft: Draft) -> None:
    """`tasks` goes under another field; the points of both fields follow."""
    criteria = draft.field("direction")["criteria"]
    draft.field("service")["criteria"].append(criteria.pop(1))
    draft.field("direction")["max_points"], draft.field("service")["max_points"] = "2", "8"


def _re_point(draft: Draft) -> None:
    draft.leaf("on_time")["max_points"] = "2"
    draft.leaf("on_time")["rule"]["steps"][0]["points"] = "2"
    draft.leaf("satisfaction")["max_points"] = "4"


CHANGES: dict[str, tuple[Callable[[Draft], object], list[tuple[str, str]], set[str]]] = {
    "nothing": (lambda draft: None, [], set()),
    "renamed": (lambda draft: draft.leaf("plan").update(text=text("Kế hoạch năm")), [("renamed", "plan")], set()),
    "another code": (_swap_codes, [("moved", "on_time"), ("moved", "satisfaction")], set()),
    "another field": (_move, [("moved", "tasks")], set()),
    "re-pointed": (_re_point, [("re_pointed", "on_time"), ("re_ruled", "on_time"), ("re_pointed", "satisfaction")], {"on_time", "satisfaction"}),
    "another threshold": (lambda draft: draft.leaf("tasks")["rule"].update(floor="60%"), [("re_ruled", "tasks")], {"tasks"}),
    "another edge": (
        lambda draft: draft.leaf("on_time")["rule"]["steps"].__setitem__(1, {"at_least": "80%", "points": "1.5"}), [("re_ruled", "on_time")], {"on_time"},
    ),
    "another rule": (
        lambda draft: draft.leaf("tasks").update(rule={"kind": "yes_no"}, measures={"answer": {"code": "tasks.share", "item": text("x")}}),
        [("re_ruled", "tasks"), ("re_measured", "tasks")], {"tasks"},
    ),
    "nothing arose": (lambda draft: draft.leaf("on_time").update(nothing_arose="full"), [("re_ruled", "on_time")], {"on_time"}),
    "dated threshold": (
        lambda draft: draft.leaf("tasks")["rule"].update(floor=[{"since": "2023-01-01", "value": "60%"}, {"since": "2024-01-01", "value": "70%"}]),
        [("re_ruled", "tasks")], {"tasks"},
    ),
    "another measure": (lambda draft: draft.leaf("tasks")["measures"]["share"].update(code="other.share"), [("re_measured", "tasks")], {"tasks"}),
    "another word for an item": (lambda draft: draft.leaf("tasks")["measures"]["share"].update(item=text("việc")), [], set()),
    "scored by others": (lambda draft: draft.leaf("tasks").update(scored_by="appraiser"), [("re_scoped", "tasks")], {"tasks"}),
    "for some only": (lambda draft: draft.leaf("tasks").update(applies_to={"kinds": ["commune"]}), [("re_scoped", "tasks")], {"tasks"}),
    "a field for some only": (
        lambda draft: draft.field("service").update(applies_to={"without_traits": ["x"]}), [("re_scoped", "on_time"), ("re_scoped", "satisfaction")],
        {"on_time", "satisfaction"},
    ),
    "a criterion for some only": (
        lambda draft: draft.field("direction")["criteria"][0].update(applies_to={"traits": ["x"]}), [("re_scoped", "plan")], {"plan"},
    ),
    "other evidence": (lambda draft: draft.leaf("tasks").update(evidence=[{"kind": "report", "text": text("x")}]), [("evidence_changed", "tasks")], set()),
    "another effect": (lambda draft: draft.leaf("prize").update(effect="penalty"), [("re_scoped", "prize")], {"prize"}),
    "another key": (lambda draft: draft.leaf("tasks").update(key="duties"), [("added", "duties"), ("dropped", "tasks")], {"tasks"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_kind_of_change(name: str, tmp_path: Path) -> None:
    change, kinds, incomparable = CHANGES[name]
    comparison = compare(*_changed(change, tmp_path))
    assert _kinds(comparison.changes) == kinds
    assert comparison.comparable_keys == {"plan", "tasks", "on_time", "satisfaction", "prize"} - incomparable


def test_added_and_dropped_are_each_others_mirror(tmp_path: Path) -> None:
    def split(draft: Draft) -> None:
        planning = draft.field("direction")["criteria"][0]
        planning["sub_criteria"] = [
            leaf("1.1.1", "plan_early", "1", levels(a="1"), roles=["level"]), leaf("1.1.2", "plan_late", "1", levels(a="1"), roles=["level"]),
        ]

    old, new = _changed(split, tmp_path)
    there, back = compare(old, new).changes, compare(new, old).changes
    assert _kinds(there) == [("added", "plan_early"), ("added", "plan_late"), ("dropped", "plan")]
    assert _kinds(back) == [("added", "plan"), ("dropped", "plan_early"), ("dropped", "plan_late")]
    assert [(one.old_code, one.new_code) for one in there] == [("", "1.1.1"), ("", "1.1.2"), ("1.1.1", "")]
    assert there[0].words.text("vi") == "thêm tiêu chí plan_early (1 điểm)"
    assert there[2].words.text("en") == "dropped: plan (2 points)"


@pytest.mark.parametrize(("change", "vi", "en"), [
    (lambda draft: draft.leaf("plan").update(text=text("mới")), "đổi tên «plan» thành «mới»", "renamed from “plan” to “mới”"),
    (_move, "chuyển từ 1.2 (Chỉ đạo) sang 1.2 (Phục vụ)", "moved from 1.2 (Chỉ đạo) to 1.2 (Phục vụ)"),
    (lambda draft: draft.leaf("tasks")["rule"].update(floor="2/3"), "quy tắc đổi: floor 0.7 → 2/3", "rule changed: floor 0.7 → 2/3"),
    (lambda draft: draft.leaf("tasks")["rule"].pop("floor"), "quy tắc đổi: floor 0.7 → -", "rule changed: floor 0.7 → -"),
    (lambda draft: draft.leaf("tasks")["rule"].update(scaled="no"), "quy tắc đổi: scaled True → False", "rule changed: scaled True → False"),
    (
        lambda draft: draft.leaf("on_time")["rule"]["steps"][1].update(above="75%", points="1"),
        "quy tắc đổi: steps[2].points 1.5 → 1, steps[2].above 0.8 → 0.75", "rule changed: steps[2].points 1.5 → 1, steps[2].above 0.8 → 0.75",
    ),
    (
        lambda draft: draft.leaf("plan")["rule"]["levels"]["late"].update(points="0.5"),
        "quy tắc đổi: levels.late.points 1 → 0.5", "rule changed: levels.late.points 1 → 0.5",
    ),
    (
        lambda draft: draft.leaf("on_time").update(nothing_arose="full"), "quy tắc đổi: không phát sinh: drop thành full", "rule changed: nothing arose: drop to full",
    ),
    (lambda draft: draft.leaf("on_time").pop("nothing_arose"), "quy tắc đổi: không phát sinh: drop thành -", "rule changed: nothing arose: drop to -"),
    (
        lambda draft: draft.leaf("satisfaction")["rule"].update(weights={"A": "1", "B": "0"}), "quy tắc đổi: weights … → …", "rule changed: weights … → …",
    ),
    (
        lambda draft: draft.leaf("tasks")["rule"].update(floor=[{"since": "2023-01-01", "value": "60%"}, {"since": "2024-01-01", "value": "70%"}]),
        "quy tắc đổi: ngày hiệu lực của ngưỡng", "rule changed: dates of thresholds",
    ),
    (lambda draft: draft.leaf("tasks")["measures"]["share"].update(code="a.b"), "số đo từ tasks.share thành a.b", "measures from tasks.share to a.b"),
])
def test_a_change_says_what_was_and_what_is(change: Callable[[Draft], object], vi: str, en: str, tmp_path: Path) -> None:
    [one] = compare(*_changed(change, tmp_path)).changes
    assert (one.words.text("vi"), one.words.text("en")) == (vi, en)
    assert one.to_json() == {"kind": one.kind, "key": one.key, "old_code": one.old_code, "new_code": one.new_code, "text": {"vi": vi, "en": en}}


@pytest.mark.parametrize("folder", [*edition_folders(), *sorted(MINI.iterdir())], ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_an_edition_does_not_differ_from_itself(folder: Path) -> None:
    comparison = compare(_edition(folder), _edition(folder))
    assert comparison.changes == ()
    assert comparison.comparable_keys == frozenset(comparison.old.leaves)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft with any of the changes above that go together."""
    draft = Draft()
    draft.settings["blocks"] = []
    for name in draw(
        st.lists(st.sampled_from(["renamed", "another threshold", "another measure", "scored by others", "other evidence", "nothing arose"]), unique=True),
    ):
        CHANGES[name][0](draft)
    return draft


@given(drafts(), drafts())
@examples(25)
def test_changes_are_the_same_both_ways_and_none_to_itself(tmp_path_factory: pytest.TempPathFactory, one: Draft, other: Draft) -> None:
    root = tmp_path_factory.mktemp("pair")
    old, new = _edition(one.write(root / "old")), _edition(other.write(root / "new"))
    there, back = compare(old, new), compare(new, old)
    assert compare(old, old).changes == compare(new, new).changes == ()
    assert sorted(_kinds(there.changes)) == sorted(_kinds(back.changes))
    assert there.comparable_keys == back.comparable_keys
    touched = {change.key for change in there.changes}
    assert frozenset(old.leaves) - touched <= there.comparable_keys


def test_the_sample_editions_differ_in_every_way() -> None:
    old, new = (_edition(MINI / day) for day in ("2023-01-01", "2024-01-01"))
    comparison = compare(old, new)
    by_key: dict[str, list[Any]] = {}
    for change in comparison.changes:
        by_key.setdefault(change.key, []).append(change.kind)
    assert {kind for kinds in by_key.values() for kind in kinds} >= {"added", "dropped", "renamed", "moved", "re_pointed", "re_ruled"}
    assert {key for key, kinds in by_key.items() if kinds == ["dropped"]} == {"reports_on_time", "notice_board", "feedback_handled"}
    assert {key for key, kinds in by_key.items() if kinds == ["added"]} == {
        "quarterly_reports_on_time", "yearly_report_on_time", "feedback_settled", "results_digitised",
    }
    assert by_key["dossiers_on_time"] == ["re_pointed"]
    assert by_key["dossiers_online"] == ["renamed", "re_ruled"]
    assert "outreach" in comparison.comparable_keys
    assert "dossiers_on_time" not in comparison.comparable_keys
