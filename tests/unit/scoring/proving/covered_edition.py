"""The small edition of tests/unit/criteria with the fewest cases that prove it: each of them is needed."""

from __future__ import annotations

from typing import Any

from tests.unit.criteria.written_editions import Draft, text

Case = dict[str, Any]


def _leaf(key: str, role: str, fact: dict[str, Any], outcome: str) -> Case:
    expected = {"state": outcome} if outcome in ("dropped", "not_scored") else {"points": outcome}
    return {"leaf": key, "given": {role: fact}, **expected, "because": text("tính tay")}


def _total(points: str, index: str, grade: str, **more: str) -> Case:
    return {"points": points, "applicable_max": "10", **more, "expect": {"index": index, "grade": grade}}


LEAF_CASES: list[Case] = [
    _leaf("plan", "level", {"level": "timely"}, "2"),
    _leaf("plan", "level", {"level": "late"}, "1"),
    _leaf("plan", "level", {"level": "none"}, "0"),
    _leaf("tasks", "share", {"share": "139/200"}, "0"),
    _leaf("tasks", "share", {"share": "140/200"}, "28/19"),
    _leaf("tasks", "share", {"share": "190/200"}, "2"),
    _leaf("on_time", "value", {"share": "190/200"}, "3"),
    _leaf("on_time", "value", {"share": "189/200"}, "1.5"),
    _leaf("on_time", "value", {"share": "161/200"}, "1.5"),
    _leaf("on_time", "value", {"share": "160/200"}, "0"),
    _leaf("on_time", "value", {"nothing_arose": "không có hồ sơ"}, "dropped"),
    _leaf("satisfaction", "answers", {"answers": {"A": "1", "B": "1", "C": "1"}}, "1.5"),
    _leaf("prize", "items", {"number": "0"}, "0"),
    _leaf("prize", "items", {"number": "1"}, "0.5"),
    _leaf("prize", "items", {"number": "2"}, "1"),
]
TOTAL_CASES: list[Case] = [
    _total("7.9994", "79.99", "weak"),
    _total("7.9995", "80", "good"),
    _total("8", "90", "good", bonus="2"),
    _total("8", "80", "good", penalty="1"),
]
# Counted by hand from the edition: what a case can reach, and what may be changed.
BRANCHES, GRADES = {"plan": 3, "tasks": 3, "on_time": 4, "satisfaction": 1, "prize": 3}, 2
MUTANTS, SETTING_MUTANTS = {"plan": 5, "tasks": 6, "on_time": 13, "satisfaction": 4, "prize": 2}, 10


def covered() -> Draft:
    draft = Draft()
    draft.cases = {"leaf_cases": [dict(case) for case in LEAF_CASES], "total_cases": [dict(case) for case in TOTAL_CASES]}
    return draft
