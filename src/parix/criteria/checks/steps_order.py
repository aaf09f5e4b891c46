"""Steps neither overlap nor leave a gap: edges differ, each step has one edge, just one step is the lowest.

Also: a threshold is in its range, a floor is not above the full mark, and weights or conditions are not empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from parix.criteria.editions import Edition, Leaf
from parix.criteria.rule_shapes import (
    AgainstPreviousRule,
    CappedSumRule,
    ConditionsRule,
    GateRule,
    LevelsRule,
    MeanRule,
    ProportionalRule,
    Rule,
    ShareSatisfiedRule,
    StepsRule,
)
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem


def check(edition: Edition) -> Iterator[Problem]:
    for leaf in edition.leaves.values():
        place = edition.places.get(leaf.key, Place(edition.folder))
        for dated in leaf.rule:
            yield from _of_rule(leaf, dated.rule, place)


def _of_rule(leaf: Leaf, rule: Rule, place: Place) -> Iterator[Problem]:
    if isinstance(rule, GateRule):
        yield from _of_rule(leaf, rule.then, place)
    if isinstance(rule, StepsRule):
        yield from _of_steps(leaf, rule, place)
    if isinstance(rule, ProportionalRule):
        yield from _of_proportional(leaf, rule, place)
    if isinstance(rule, (ProportionalRule, ShareSatisfiedRule)) and rule.full_at == 0:
        yield Problem("edition.threshold_range", f"tiêu chí {leaf.code}: ngưỡng điểm tối đa bằng 0", "sửa full_at", place)
    if isinstance(rule, AgainstPreviousRule) and rule.margin is not None and rule.margin < 0:
        yield Problem("edition.threshold_range", f"tiêu chí {leaf.code}: biên coi như bằng nhau là số âm", "sửa margin", place)
    if isinstance(rule, ConditionsRule) and len(rule.points_by_missing) > len(rule.conditions) + 1:
        message = f"tiêu chí {leaf.code}: có {len(rule.points_by_missing)} mức thiếu cho {len(rule.conditions)} điều kiện"
        yield Problem("edition.conditions", message, "bỏ mức thừa", place)
    if _is_empty(rule):
        yield Problem("edition.empty_rule", f"tiêu chí {leaf.code}: quy tắc «{rule.kind}» không có phần nào", "khai ít nhất một phần", place)
    if isinstance(rule, MeanRule) and rule.components and not sum(part.weight for part in rule.components.values()):
        yield Problem("edition.weights", f"tiêu chí {leaf.code}: tổng trọng số bằng 0", "cho trọng số dương", place)


def _is_empty(rule: Rule) -> bool:
    if isinstance(rule, LevelsRule):
        return not rule.levels
    if isinstance(rule, ConditionsRule):
        return not rule.conditions
    if isinstance(rule, CappedSumRule):
        return not rule.terms
    if isinstance(rule, ShareSatisfiedRule):
        return not rule.satisfied
    return isinstance(rule, MeanRule) and not rule.components


def _of_steps(leaf: Leaf, rule: StepsRule, place: Place) -> Iterator[Problem]:
    lowest = [step for step in rule.steps if step.at_least is None and step.above is None]
    if len(lowest) != 1:
        message = f"tiêu chí {leaf.code}: có {len(lowest)} bậc không có ngưỡng dưới"
        yield Problem("edition.steps_lowest", message, "đúng một bậc thấp nhất không ghi at_least hay above", place)
    edges = []
    for step in rule.steps:
        if step.at_least is not None and step.above is not None:
            yield Problem("edition.step_edge", f"tiêu chí {leaf.code}: một bậc ghi cả at_least và above", "giữ một trong hai", place)
        edge = step.at_least if step.at_least is not None else step.above
        if edge is None:
            continue
        if edge in edges:
            message = f"tiêu chí {leaf.code}: hai bậc cùng bắt đầu từ {shown(edge, 'vi', decimals=4)}"
            yield Problem("edition.steps_overlap", message, "các bậc không được chồng nhau", place)
        if edge < 0:
            yield Problem("edition.threshold_range", f"tiêu chí {leaf.code}: ngưỡng âm", "sửa ngưỡng", place)
        may_exceed = any(measure.numerator_may_exceed for measure in leaf.measures.values())
        if rule.of == "share" and edge > 1 and not may_exceed:
            message = f"tiêu chí {leaf.code}: ngưỡng {shown(edge, 'vi')} lớn hơn 100 %"
            yield Problem("edition.threshold_range", message, "viết 0.8 hoặc 80%, hoặc cho phép tử số vượt mẫu số", place)
        edges.append(edge)
    if edges != sorted(edges, reverse=True) and edges != sorted(edges):
        yield Problem("edition.steps_order", f"tiêu chí {leaf.code}: các bậc không xếp theo thứ tự", "xếp bậc theo ngưỡng tăng hoặc giảm dần", place)


def _of_proportional(leaf: Leaf, rule: ProportionalRule, place: Place) -> Iterator[Problem]:
    if rule.floor is not None and rule.full_at is not None and rule.floor > rule.full_at:
        message = f"tiêu chí {leaf.code}: sàn {shown(rule.floor, 'vi')} cao hơn ngưỡng điểm tối đa {shown(rule.full_at, 'vi')}"
        yield Problem("edition.threshold_range", message, "sửa floor hoặc full_at", place)
    if rule.floor_excluded and rule.floor is None:
        yield Problem("edition.threshold_range", f"tiêu chí {leaf.code}: ghi floor_excluded mà không có floor", "thêm floor hoặc bỏ floor_excluded", place)
