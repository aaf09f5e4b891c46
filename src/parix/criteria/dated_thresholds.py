"""Thresholds with their own date in force: `full_at: [{since: ..., value: ...}, ...]` inside a leaf's rule.

A rule that holds such lists becomes several dated rules, one for each day on which any threshold changes.
"""

from __future__ import annotations

from datetime import date

from parix.foundation.located_yaml import Node
from parix.foundation.periods import written_day
from parix.foundation.problems import Problem

_EARLIEST = date(date.min.year + 1, 1, 1).isoformat()
MAX_DAYS = 100


def with_dated_rules(rule: Node) -> tuple[Node, list[Problem]]:
    """A list node of `{since, rule}`; the one rule of an undated node holds from the earliest day."""
    days, problems = _days(rule)
    if len(days) > MAX_DAYS:
        message = f"ngưỡng đổi vào {len(days)} ngày khác nhau"
        problems.append(Problem("edition.threshold_order", message, f"giữ không quá {MAX_DAYS} ngày hiệu lực", rule.place))
        days = days[:1]
    entries = [_entry(day, _on(rule, day)) for day in days or [_EARLIEST]]
    return Node(entries, rule.place), problems


def _is_dated(node: Node) -> bool:
    return (
        isinstance(node.content, list)
        and bool(node.content)
        and all(isinstance(item.content, dict) and set(item.content) == {"since", "value"} for item in node.content)
    )


def _days(node: Node) -> tuple[list[str], list[Problem]]:
    days: set[str] = set()
    problems: list[Problem] = []
    if _is_dated(node):
        assert isinstance(node.content, list)
        written = [str(item.content["since"].content) for item in node.content if isinstance(item.content, dict)]
        for day in written:
            try:
                written_day(day)
            except ValueError as error:
                problems.append(Problem("edition.threshold_date", str(error), "viết theo dạng năm-tháng-ngày", node.place))
        if written != sorted(set(written)):
            message = "các ngày hiệu lực của ngưỡng không tăng dần hoặc bị lặp"
            problems.append(Problem("edition.threshold_order", message, "xếp theo ngày tăng dần, mỗi ngày một giá trị", node.place))
        return sorted(set(written)), problems
    children = node.content.values() if isinstance(node.content, dict) else node.content if isinstance(node.content, list) else []
    for child in children:
        more, more_problems = _days(child)
        days.update(more)
        problems += more_problems
    return sorted(days), problems


def _on(node: Node, day: str) -> Node:
    if _is_dated(node):
        assert isinstance(node.content, list)
        values = [item.content for item in node.content if isinstance(item.content, dict)]
        in_force = [value for value in values if str(value["since"].content) <= day] or values[:1]
        return in_force[-1]["value"]
    if isinstance(node.content, dict):
        return Node({key: _on(child, day) for key, child in node.content.items()}, node.place, node.key_places)
    if isinstance(node.content, list):
        return Node([_on(child, day) for child in node.content], node.place)
    return node


def _entry(day: str, rule: Node) -> Node:
    return Node({"since": Node(day, rule.place), "rule": rule}, rule.place, {"rule": rule.place, "since": rule.place})
