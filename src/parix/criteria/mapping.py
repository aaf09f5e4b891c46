"""Carries what belongs to leaves of an old edition (self-scores, evidence, statements) to those of a new one.

`mapping.yaml` in the new edition's folder names only what does not keep its key: `carry` (one leaf to one or several)
and `dropped`. What cannot be carried is listed with its reason and never deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, field_validator
from pydantic import Field as PydanticField

from parix.criteria.editions import Edition
from parix.foundation.located_yaml import Node, read_yaml_file
from parix.foundation.nearest import did_you_mean
from parix.foundation.phrases import Phrase, phrase
from parix.foundation.problems import Place, Problem
from parix.foundation.shapes import Day, typed

MAPPING_FILE = "mapping.yaml"
T = TypeVar("T")


class _Carry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str = PydanticField(alias="from")
    to: tuple[str, ...]
    note: str = ""

    @field_validator("to", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class _Dropped(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    reason: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    since: Day = PydanticField(alias="from")
    carry: tuple[_Carry, ...] = ()
    dropped: tuple[_Dropped, ...] = ()


_KEYS = frozenset({"from", "to", "note", "key", "reason", "carry", "dropped"})


@cache
def _adapter() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


@dataclass(frozen=True, slots=True)
class EditionMapping:
    """For each old key the new keys (none: dropped, with the reason); `notes` say by old key what to mind when carrying."""

    targets: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """For each new key the old keys that are carried to it."""
        found: dict[str, tuple[str, ...]] = {}
        for old, targets in self.targets.items():
            for target in targets:
                found[target] = (*found.get(target, ()), old)
        return found


@dataclass(frozen=True, slots=True)
class Carried(Generic[T]):
    """What went where: `by_new_key` holds the old key beside each thing; `left` is not carried, each with its reason."""

    by_new_key: Mapping[str, tuple[tuple[str, T], ...]]
    left: tuple[tuple[str, T, Phrase], ...]


def read_mapping(old: Edition, new: Edition) -> tuple[EditionMapping | None, list[Problem]]:
    """The mapping beside the new edition, completed with every key that stays; problems for unknown or doubled keys."""
    path = Path(new.folder) / MAPPING_FILE
    if not path.exists():
        return _completed(old, new, {}, {}, {}), []
    node, problems = read_yaml_file(path)
    if node is None:
        return None, problems or [Problem("mapping.empty", "bảng chuyển đổi trống", "khai from và carry, hoặc xoá tệp", Place(str(path)))]
    result = typed(_adapter(), node, _KEYS)
    problems += result.problems
    if result.value is None:
        return None, problems
    problems += _problems(old, new, result.value, node)
    targets = {one.source: one.to for one in result.value.carry}
    reasons = {one.key: one.reason for one in result.value.dropped}
    notes = {one.source: one.note for one in result.value.carry if one.note}
    return (None if problems else _completed(old, new, targets, reasons, notes)), problems


def turned_back(mapping: EditionMapping, old: Edition, new: Edition) -> EditionMapping:
    """The way from the new edition back to the old one: what was split comes together, what was merged is parted again."""
    sources = mapping.sources
    reason = f"phiên bản {old.name} không có tiêu chí này; nội dung được giữ và trở lại khi dùng lại phiên bản {new.name}"
    return EditionMapping({key: sources[key] for key in new.leaves if key in sources}, {key: reason for key in new.leaves if key not in sources})


def carry(mapping: EditionMapping, things: Mapping[str, T]) -> Carried[T]:
    """Carry one thing per old leaf to the new leaves. Every thing comes out: carried, or left with its reason."""
    by_new_key: dict[str, list[tuple[str, T]]] = {}
    left: list[tuple[str, T, Phrase]] = []
    for key, thing in things.items():
        for target in mapping.targets.get(key, ()):
            by_new_key.setdefault(target, []).append((key, thing))
        if not mapping.targets.get(key):
            reason = mapping.reasons.get(key, "")
            words = phrase("{why}", "{why}", why=reason) if reason else phrase("bộ chỉ số mới không có tiêu chí này và bảng chuyển đổi không nói gì",
                                                                          "the new set lacks this leaf and the mapping is silent")
            left.append((key, thing, words))
    return Carried({key: tuple(pairs) for key, pairs in by_new_key.items()}, tuple(left))


def _completed(
    old: Edition, new: Edition, targets: Mapping[str, tuple[str, ...]], reasons: Mapping[str, str], notes: Mapping[str, str],
) -> EditionMapping:
    kept = {key: (key,) for key in old.leaves if key in new.leaves and key not in reasons}
    return EditionMapping({**kept, **targets}, reasons, notes)


def _problems(old: Edition, new: Edition, given: _File, node: Node) -> list[Problem]:
    problems: list[Problem] = []
    if given.since != old.settings.in_force.since:
        message = f"bảng chuyển đổi đi từ phiên bản {given.since}, phiên bản cũ có hiệu lực từ {old.settings.in_force.since}"
        problems.append(Problem("mapping.edition", message, "dùng đúng phiên bản cũ hoặc sửa mục from", node.place))
    seen: set[str] = set()
    for index, one in enumerate(given.carry):
        place = node.find(("carry", index)).place
        problems += _unknown(one.source, old, place, "cũ")
        if not one.to:
            problems.append(
                Problem("mapping.no_target", f"tiêu chí cũ «{one.source}» không có nơi chuyển tới", "khai to, hoặc ghi vào dropped kèm lý do", place),
            )
        targets: set[str] = set()
        for target in one.to:
            problems += _unknown(target, new, place, "mới")
            problems += _doubled(target, targets, place)
        problems += _doubled(one.source, seen, place)
    for index, dropped in enumerate(given.dropped):
        place = node.find(("dropped", index)).place
        problems += _unknown(dropped.key, old, place, "cũ")
        problems += _doubled(dropped.key, seen, place)
    return problems


def _unknown(key: str, edition: Edition, place: Place, which: str) -> list[Problem]:
    if key in edition.leaves:
        return []
    return [Problem("mapping.unknown_key", f"phiên bản {which} không có tiêu chí «{key}»", did_you_mean(key, edition.leaves), place)]


def _doubled(key: str, seen: set[str], place: Place) -> list[Problem]:
    if key in seen:
        return [Problem("mapping.double_key", f"tiêu chí «{key}» được ghi hai lần", "giữ lại một lần", place)]
    seen.add(key)
    return []
