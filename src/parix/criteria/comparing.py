"""Compares two editions of a set leaf by leaf: added, dropped, renamed, moved, re-pointed, re-ruled, re-scoped.

Leaves are matched by key, never by printed code or place. One leaf may change in several ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from parix.criteria.editions import Edition, PlacedLeaf
from parix.foundation.numbers import exact_text
from parix.foundation.phrases import Phrase, phrase

# A leaf changed so gives points that mean something else than before.
BARRING = frozenset({"added", "dropped", "re_pointed", "re_ruled", "re_measured", "re_scoped"})
ChangeKind = Literal["added", "dropped", "renamed", "moved", "re_pointed", "re_ruled", "re_measured", "re_scoped", "evidence_changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed at one leaf; `old_code` and `new_code` are printed codes, empty where there is none."""

    kind: ChangeKind
    key: str
    old_code: str
    new_code: str
    words: Phrase

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "key": self.key, "old_code": self.old_code, "new_code": self.new_code,
            "text": {"vi": self.words.text("vi"), "en": self.words.text("en")},
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    old: Edition
    new: Edition
    changes: tuple[Change, ...]

    @property
    def comparable_keys(self) -> frozenset[str]:
        """Leaves whose points may be compared year on year: the same maximum, rule and measures in both."""
        touched = {change.key for change in self.changes if change.kind in BARRING}
        return frozenset(self.old.leaves.keys() & self.new.leaves.keys()) - touched


def compare(old: Edition, new: Edition) -> Comparison:
    """Every change between two editions, in the legal order of the new one, dropped leaves last."""
    before = {one.leaf.key: one for one in old.placed_leaves}
    after = {one.leaf.key: one for one in new.placed_leaves}
    changes: list[Change] = []
    for key, placed in after.items():
        if key not in before:
            words = ("thêm tiêu chí {text} ({points} điểm)", "new: {text} ({points} points)")
            changes.append(Change("added", key, "", placed.leaf.code, phrase(*words, text=placed.leaf.text, points=placed.leaf.max_points)))
        else:
            changes += _changed(before[key], placed)
    for key, placed in before.items():
        if key not in after:
            words = ("bỏ tiêu chí {text} ({points} điểm)", "dropped: {text} ({points} points)")
            changes.append(Change("dropped", key, placed.leaf.code, "", phrase(*words, text=placed.leaf.text, points=placed.leaf.max_points)))
    return Comparison(old, new, tuple(changes))


def changes_between(before: PlacedLeaf, after: PlacedLeaf) -> tuple[Change, ...]:
    """What changed from one leaf to the one that took its place, which may have another key."""
    return tuple(_changed(before, after))


def _changed(before: PlacedLeaf, after: PlacedLeaf) -> Iterator[Change]:
    old, new = before.leaf, after.leaf

    def change(kind: ChangeKind, words: Phrase) -> Change:
        return Change(kind, new.key, old.code, new.code, words)

    if old.text != new.text:
        yield change("renamed", phrase("đổi tên «{old}» thành «{new}»", "renamed from “{old}” to “{new}”", old=old.text, new=new.text))
    if _standing(before) != _standing(after) or old.code != new.code:
        words = ("chuyển từ {old} ({field_old}) sang {new} ({field_new})", "moved from {old} ({field_old}) to {new} ({field_new})")
        yield change("moved", phrase(*words, old=old.code, new=new.code, field_old=before.field.text, field_new=after.field.text))
    if old.max_points != new.max_points:
        words = ("điểm tối đa từ {old} thành {new}", "maximum from {old} to {new}")
        yield change("re_pointed", phrase(*words, old=old.max_points, new=new.max_points))
    if old.rule != new.rule or old.nothing_arose != new.nothing_arose:
        yield change("re_ruled", _rule_words(before, after))
    if {role: use.code for role, use in old.measures.items()} != {role: use.code for role, use in new.measures.items()}:
        words = ("số đo từ {old} thành {new}", "measures from {old} to {new}")
        yield change("re_measured", phrase(*words, old=_codes(before), new=_codes(after)))
    if _scope(before) != _scope(after) or old.scored_by != new.scored_by or old.effect != new.effect:
        yield change("re_scoped", phrase("đổi phạm vi áp dụng hoặc cách chấm", "who it applies to, or who scores it, has changed"))
    if old.evidence != new.evidence:
        yield change("evidence_changed", phrase("đổi yêu cầu tài liệu kiểm chứng", "the evidence asked for has changed"))


def _rule_words(before: PlacedLeaf, after: PlacedLeaf) -> Phrase:
    old, new = before.leaf, after.leaf
    if old.rule[-1].rule.kind != new.rule[-1].rule.kind:
        words = ("quy tắc từ {old} thành {new}", "rule from {old} to {new}")
        return phrase(*words, old=old.rule[-1].rule.kind, new=new.rule[-1].rule.kind)
    details = tuple(_differences(old.rule[-1].rule, new.rule[-1].rule))
    if old.nothing_arose != new.nothing_arose:
        words = ("không phát sinh: {old} thành {new}", "nothing arose: {old} to {new}")
        details = (*details, phrase(*words, old=old.nothing_arose or "-", new=new.nothing_arose or "-"))
    return phrase("quy tắc đổi: {details}", "rule changed: {details}", details=details or (phrase("ngày hiệu lực của ngưỡng", "dates of thresholds"),))


def _differences(old: Any, new: Any, name: str = "") -> Iterator[Phrase]:
    if old == new:
        return
    if hasattr(old, "__dataclass_fields__") and type(old) is type(new):
        for field in old.__dataclass_fields__:
            yield from _differences(getattr(old, field), getattr(new, field), f"{name}.{field}".lstrip("."))
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(one, other, f"{name}[{index + 1}]")
    elif isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            yield from _differences(old[key], new[key], f"{name}.{key}")
    else:
        yield phrase("{name} {old} → {new}", "{name} {old} → {new}", name=name, old=_written(old), new=_written(new))


def _written(value: Any) -> str:
    if value is None:
        return "-"
    return exact_text(value) if hasattr(value, "numerator") and not isinstance(value, bool) else "…" if isinstance(value, (tuple, dict)) else str(value)


def _standing(placed: PlacedLeaf) -> tuple[str, str]:
    return placed.field.key, placed.criterion.key if placed.criterion else ""


def _scope(placed: PlacedLeaf) -> tuple[object, ...]:
    return placed.leaf.applies_to, placed.field.applies_to, placed.criterion.applies_to if placed.criterion else None


def _codes(placed: PlacedLeaf) -> str:
    return ", ".join(use.code for use in placed.leaf.measures.values())
