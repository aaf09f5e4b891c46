"""Lets an edition in: reads its files, gives them types, checks that they are sound. All problems in one list.

Steps one to three of five; proving its cases is parix.scoring.proving, freezing is parix.criteria.freezing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from parix.criteria.checks import sound
from parix.criteria.dated_thresholds import with_dated_rules
from parix.criteria.editions import EDITION_SHAPES, SETTINGS_FILE, Criterion, Edition, Field, Settings, setting_place
from parix.criteria.freezing import fingerprint_of
from parix.criteria.rule_shapes import RULE_SHAPES
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, by_place, errors_among
from parix.foundation.shapes import keys_of, typed

FIELD_FILE = re.compile(r"\d+[a-z]?_[a-z0-9_]+\.yaml")

_KEYS = keys_of(*EDITION_SHAPES, *RULE_SHAPES, Text)


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading a folder: an edition when it has no error, and every problem (warnings included)."""

    edition: Edition | None
    problems: tuple[Problem, ...]


def edition_files(folder: Path) -> list[Path]:
    """The files that make the edition, in legal order: settings first, then one file per field."""
    fields = [path for path in folder.iterdir() if FIELD_FILE.fullmatch(path.name)] if folder.is_dir() else []
    return [folder / SETTINGS_FILE, *sorted(fields, key=lambda path: (_number(path), path.name))]


def _number(path: Path) -> int:
    digits = re.match(r"\d+", path.name)
    return int(digits[0]) if digits else 0


def take_in(folder: Path) -> Intake:
    """Read, type and check the edition in a folder. Never raises for what the files hold."""
    if not folder.is_dir():
        return Intake(None, (Problem("edition.no_folder", "không có thư mục này", "chỉ đường dẫn tới thư mục của phiên bản", Place(str(folder))),))
    places: dict[str, Place] = {}
    settings, problems = _settings(folder, places)
    fields: list[Field] = []
    for path in edition_files(folder)[1:]:
        one, more = _field(path, places)
        problems += more
        if one is not None:
            fields.append(one)
    if len(edition_files(folder)) == 1:
        problems.append(Problem("edition.no_fields", "phiên bản chưa có tệp lĩnh vực nào", "thêm tệp dạng 1_ten_linh_vuc.yaml", Place(str(folder))))
    if settings is None or errors_among(problems):
        return Intake(None, tuple(by_place(problems)))
    edition = Edition(settings, tuple(fields), fingerprint_of(edition_files(folder)), str(folder), places)
    problems += sound(edition)
    return Intake(None if errors_among(problems) else edition, tuple(by_place(problems)))


def _settings(folder: Path, places: dict[str, Place]) -> tuple[Settings | None, list[Problem]]:
    path = folder / SETTINGS_FILE
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems or [Problem("edition.empty_file", "tệp trống", "khai các thiết lập của phiên bản", Place(str(path)))]
    places.update({setting_place(key): place for key, place in node.key_places.items()})
    result = typed(_settings_adapter(), node, _KEYS)
    return result.value, problems + result.problems


def _field(path: Path, places: dict[str, Place]) -> tuple[Field | None, list[Problem]]:
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems or [Problem("edition.empty_file", "tệp trống", "khai lĩnh vực hoặc xoá tệp", Place(str(path)))]
    problems += _date_rules(node)
    result = typed(_field_adapter(), node, _KEYS)
    if result.value is not None:
        _note_places(result.value, node, places)
    return result.value, problems + result.problems


def _date_rules(field: Node) -> list[Problem]:
    problems: list[Problem] = []
    for leaf in _leaf_nodes(field):
        assert isinstance(leaf.content, dict)
        if "rule" in leaf.content:
            leaf.content["rule"], more = with_dated_rules(leaf.content["rule"])
            problems += more
    return problems


def _leaf_nodes(node: Node) -> list[Node]:
    content = node.content
    if not isinstance(content, dict):
        return []
    children = content.get("criteria") or content.get("sub_criteria")
    if children is None or not isinstance(children.content, list):
        return [node]
    return [leaf for child in children.content for leaf in _leaf_nodes(child)]


def _note_places(field: Field, node: Node, places: dict[str, Place]) -> None:
    """A key used twice has its later place: that is where the problem is mended."""
    places[field.key] = node.place
    for index, child in enumerate(field.criteria):
        child_node = node.find(("criteria", index))
        places[child.key] = child_node.place
        if isinstance(child, Criterion):
            for sub_index, leaf in enumerate(child.sub_criteria):
                places[leaf.key] = child_node.find(("sub_criteria", sub_index)).place


@cache
def _settings_adapter() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


@cache
def _field_adapter() -> TypeAdapter[Field]:
    return TypeAdapter(Field)
