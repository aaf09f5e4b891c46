"""A small sound edition as plain data: a test changes what it is about and has it written to a folder."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]

SETTINGS: Data = {
    "set": "small", "title": {"vi": "Bộ nhỏ", "en": "Small set"}, "status": "draft", "decision": "Ví dụ", "applies_to": ["department", "commune"],
    "in_force": {"since": "2022-01-01"}, "max_points": "10",
    "arithmetic": {"rounding": {"level": "total", "mode": "half_up", "decimals": "2"}, "ties": "standard"},
    "index": "percent_of_applicable",
    "grades": [
        {"key": "good", "text": {"vi": "Tốt", "en": "Good"}, "at_least": "80"}, {"key": "weak", "text": {"vi": "Yếu", "en": "Weak"}, "at_least": "0"},
    ],
    "ranking_groups": [{"key": "all", "text": {"vi": "Tất cả", "en": "All"}, "members": {}}],
    "blocks": [
        {"key": "appraisal", "text": {"vi": "Thẩm định", "en": "Appraisal"}, "scored_by": ["self_then_appraiser", "data"], "max_points": "7"},
        {"key": "survey", "text": {"vi": "Điều tra", "en": "Survey"}, "scored_by": ["survey"], "max_points": "3"},
    ],
    "outside_scale": {"bonus_cap": "1", "penalty_cap": "0"},
}


def text(words: str) -> Data:
    return {"vi": words, "en": words}


def leaf(code: str, key: str, points: str, rule: Data, **more: Any) -> Data:
    """A leaf whose measures are one per role, coded after its key."""
    roles = more.pop("roles", ["value"])
    measures = {role: {"code": f"{key}.{role}", "item": text(f"{key} {role}")} for role in roles}
    return {"code": code, "key": key, "text": text(key), "max_points": points, "scored_by": "data", "rule": rule, "measures": measures, **more}


def levels(**points: str) -> Data:
    return {"kind": "levels", "levels": {key: {"text": text(key), "points": worth} for key, worth in points.items()}}


FIELDS: list[Data] = [
    {
        "code": "1", "key": "direction", "text": text("Chỉ đạo"), "max_points": "4", "criteria": [
            {
                "code": "1.1", "key": "planning", "text": text("Kế hoạch"), "max_points": "2", "sub_criteria": [
                    leaf("1.1.1", "plan", "2", levels(timely="2", late="1", none="0"), roles=["level"], scored_by="self_then_appraiser"),
                ],
            },
            leaf("1.2", "tasks", "2", {"kind": "proportional", "floor": "70%", "full_at": "95%"}, roles=["share"]),
        ],
    },
    {
        "code": "2", "key": "service", "text": text("Phục vụ"), "max_points": "6", "criteria": [
            leaf("2.1", "on_time", "3", {
                "kind": "steps", "of": "share", "steps": [{"at_least": "95%", "points": "3"}, {"above": "80%", "points": "1.5"}, {"points": "0"}],
            }, nothing_arose="drop"),
            leaf("2.2", "satisfaction", "3", {"kind": "survey_answers", "weights": {"A": "100%", "B": "50%", "C": "0"}}, roles=["answers"], scored_by="survey"),
        ],
    },
    {
        "code": "3", "key": "bonus", "text": text("Thưởng"), "max_points": "1", "outside_scale": "yes", "criteria": [
            leaf("3.1", "prize", "1", {"kind": "per_item", "points_each": "0.5"}, roles=["items"], effect="bonus"),
        ],
    },
]


class Draft:
    """Settings and fields that may be changed before they are written."""

    def __init__(self) -> None:
        self.settings: Data = deepcopy(SETTINGS)
        self.fields: list[Data] = deepcopy(FIELDS)
        self.cases: Data | None = None
        self.mapping: Data | None = None

    def field(self, key: str) -> Data:
        return next(one for one in self.fields if one["key"] == key)

    def leaf(self, key: str) -> Data:
        return next(one for one in self.leaves() if one["key"] == key)

    def leaves(self) -> list[Data]:
        children = [child for one in self.fields for child in one["criteria"]]
        return [below for child in children for below in child.get("sub_criteria", [child])]

    def dated(self, since: str) -> Draft:
        self.settings["in_force"]["since"] = since
        return self

    def folder_in(self, root: Path) -> Path:
        return root / str(self.settings["set"]) / str(self.settings["in_force"]["since"])

    def write(self, root: Path, folder: Path | None = None) -> Path:
        """Lay the files out under `set/date in force` (or in `folder`); gives the folder."""
        folder = folder or self.folder_in(root)
        (folder / "cases").mkdir(parents=True)
        write_yaml(folder / "edition.yaml", self.settings)
        for one in self.fields:
            write_yaml(folder / f"{one['code']}_{one['key']}.yaml", one)
        if self.cases is not None:
            write_yaml(folder / "cases" / "all.yaml", self.cases)
        if self.mapping is not None:
            write_yaml(folder / "mapping.yaml", self.mapping)
        return folder


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_yaml(path: Path, data: Any) -> None:
    path.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")


def line_of(path: Path, words: str) -> int:
    """The line that holds these words, counted from 1; they stand on one line only."""
    [line] = [number for number, text_of_line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in text_of_line]
    return line
