"""The last look at a rule before it leaves: no points below zero or above the maximum, and the maximum can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from parix.criteria.scoring_text.assembling.figures import points_shown
from parix.criteria.scoring_text.results import Unclear


def named_points(rule: Mapping[str, Any]) -> list[Fraction]:
    """Every number of points that a rule names for one outcome."""
    if rule["kind"] == "gate":
        return named_points(rule["then"])
    texts: list[str] = {
        "levels": lambda: [level["points"] for level in rule["levels"].values()],
        "steps": lambda: [step["points"] for step in rule["steps"]],
        "conditions": lambda: list(rule["points_by_missing"]),
        "against_previous": lambda: [rule["up"], rule["equal"], rule["down"]],
    }.get(rule["kind"], list)()
    return [Fraction(text) for text in texts]


def refuse_outside(rule: Mapping[str, Any], maximum: Fraction, quote: str) -> None:
    points = named_points(rule)
    outside = [one for one in points if not 0 <= one <= maximum]
    if outside:
        raise Unclear(f"mức {points_shown(outside[0])} điểm ngoài khoảng từ 0 đến điểm tối đa {points_shown(maximum)}", quote)
    if points and max(points) < maximum:
        raise Unclear(f"không mức nào đạt điểm tối đa {points_shown(maximum)}", quote)
    inner = rule["then"] if rule["kind"] == "gate" else rule
    if inner["kind"] in ("deduction", "per_item") and Fraction(inner["points_each"]) > maximum:
        raise Unclear(f"mỗi lần tính {inner['points_each']} điểm, nhiều hơn điểm tối đa {points_shown(maximum)}", quote)
