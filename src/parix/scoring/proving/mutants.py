"""Every small change of a rule's numbers and edges: a threshold or weight by a hundredth, a count by one, an edge flipped.

The marks on the fields of parix.criteria.rule_shapes ("share", "points", "count", "threshold") say what may change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any, get_args, get_type_hints

from parix.criteria.editions import Leaf
from parix.criteria.rule_shapes import ProportionalRule, Rule, Step, StepsRule
from parix.foundation.numbers import exact_text

_HUNDREDTH = Fraction(1, 100)
_FLIPS = {
    "full_when": {"yes": "no", "no": "yes"}, "better": {"higher": "lower", "lower": "higher"},
    "passes_when": {"yes": "no", "no": "yes"}, "below_minimum": {"drop": "not_scored", "not_scored": "drop"},
}
_MARKS = ("share", "points", "count", "threshold")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed leaf and rule, and what was changed, such as `floor 0.95 -> 0.96`."""

    leaf: Leaf
    rule: Rule
    change: str


def mutants(leaf: Leaf, rule: Rule) -> Iterator[Mutant]:
    """All mutants of one leaf under one dated rule."""
    for changed, words in _of_shape(rule, rule):
        yield Mutant(leaf, changed, words)
    if leaf.nothing_arose is not None:
        for other in ("drop", "full", "zero"):
            if other != leaf.nothing_arose:
                yield Mutant(replace(leaf, nothing_arose=other), rule, f"nothing_arose {leaf.nothing_arose} -> {other}")


def _of_shape(shape: Any, rule: Rule) -> Iterator[tuple[Any, str]]:
    shape_type: type = type(shape)
    marks = _marks(shape_type)
    for one in fields(shape):
        value = getattr(shape, one.name)
        if _is_idle(shape, one.name):
            continue
        for changed, words in _of_value(one.name, value, marks.get(one.name, ""), rule):
            yield replace(shape, **{one.name: changed}), words
    if isinstance(shape, Step):
        yield from _flipped_edges(shape)


def _is_idle(shape: Any, name: str) -> bool:
    """Settings that change nothing as long as another one is not given."""
    if isinstance(shape, ProportionalRule):
        return (name == "scaled" and shape.full_at in (None, 1)) or (name == "floor_excluded" and shape.floor is None)
    return name == "below_minimum" and not getattr(shape, "min_answers", 0)


def _of_value(name: str, value: Any, mark: str, rule: Rule) -> Iterator[tuple[Any, str]]:
    if isinstance(value, (tuple, dict)):
        yield from _of_collection(name, value, mark, rule)
    elif is_dataclass(value):
        yield from _of_shape(value, value if name == "then" else rule)  # type: ignore[arg-type]
    elif isinstance(value, bool):
        yield not value, f"{name} {value} -> {not value}"
    elif name in _FLIPS and value in _FLIPS[name]:
        yield _FLIPS[name][value], f"{name} {value} -> {_FLIPS[name][value]}"
    elif mark and isinstance(value, (int, Fraction)):
        for changed in _nudged(value, mark, rule):
            yield changed, f"{name} {exact_text(Fraction(value))} -> {exact_text(Fraction(changed))}"


def _of_collection(name: str, value: tuple[Any, ...] | dict[str, Any], mark: str, rule: Rule) -> Iterator[tuple[Any, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            for changed, words in _of_value("", part, mark, rule):
                yield {**value, key: changed}, f"{name}.{key} {words.lstrip()}"
        return
    for index, part in enumerate(value):
        for changed, words in _of_value("", part, mark, rule):
            yield (*value[:index], changed, *value[index + 1 :]), f"{name}[{index}] {words.lstrip()}"


def _nudged(value: int | Fraction, mark: str, rule: Rule) -> list[Any]:
    if mark == "count":
        return [one for one in (value + 1, value - 1) if one >= 1] if value else []
    whole_numbers = mark == "threshold" and isinstance(rule, StepsRule) and rule.of == "number"
    step = Fraction(1) if whole_numbers else _HUNDREDTH
    nudged = [value + step, value - step]
    highest = 1 if mark == "share" else None
    return [one for one in nudged if one >= 0 and (highest is None or one <= highest)]


def _flipped_edges(step: Step) -> Iterator[tuple[Step, str]]:
    if step.at_least is not None:
        yield replace(step, at_least=None, above=step.at_least), f"at_least {exact_text(step.at_least)} -> above"
    if step.above is not None:
        yield replace(step, above=None, at_least=step.above), f"above {exact_text(step.above)} -> at_least"


@cache
def _marks(shape: type) -> dict[str, str]:
    hints = get_type_hints(shape, include_extras=True)
    return {name: _mark_in(hint) for name, hint in hints.items()}


def _mark_in(hint: Any) -> str:
    for part in get_args(hint):
        if isinstance(part, str) and part in _MARKS:
            return part
        found = _mark_in(part)
        if found:
            return found
    return ""
