"""Against the year before: "tăng: 2; bằng: 1; giảm: 0"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from parix.criteria.scoring_text.assembling.figures import points_text
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.spans import span_in
from parix.criteria.scoring_text.wordings import Change, changes_in, is_change_alone, is_rest, names_an_earlier_period

CHANGES: tuple[Change, ...] = ("up", "equal", "down")
WORDS: dict[Change, str] = {"up": "tăng", "equal": "bằng năm trước", "down": "giảm"}


def against_previous_rule(levels: Sequence[Level], leaf: Leaf) -> Understood | None:
    """The rule of the levels, or None where they do not compare with an earlier period."""
    changes = [changes_in(level.condition) for level in levels]
    if any(span_in(level.condition) is not None for level in levels) or not any(change & {"up", "down"} for change in changes):
        return None
    if not all(change or is_rest(level.condition) for change, level in zip(changes, levels, strict=True)):
        return None
    if not any(names_an_earlier_period(level.condition) for level in levels) and not all(
        is_change_alone(level.condition) or is_rest(level.condition) for level in levels
    ):
        return None
    points = _points(levels, leaf)
    lower_is_better = points["down"] > points["up"]
    best, worst = (points["down"], points["up"]) if lower_is_better else (points["up"], points["down"])
    rule: Rule = {"kind": "against_previous", "up": points_text(best), "equal": points_text(points["equal"]), "down": points_text(worst)}
    if lower_is_better:
        rule["better"] = "lower"
    return leaf.understood(rule, {"value": RoleHint()})


def _points(levels: Sequence[Level], leaf: Leaf) -> dict[Change, Fraction]:
    points: dict[Change, Fraction] = {}
    for level in levels:
        for change in sorted(changes_in(level.condition)):
            worth = level.amount.points(leaf.max_points)
            if points.setdefault(change, worth) != worth:
                raise Unclear(f"hai mức điểm cho «{WORDS[change]}»", level.whole.shown)
    for level in levels:
        if not changes_in(level.condition):
            for change in CHANGES:
                points.setdefault(change, level.amount.points(leaf.max_points))
    missing = [WORDS[change] for change in CHANGES if change not in points]
    if missing:
        raise Unclear(f"không nêu điểm khi {' và khi '.join(missing)}", "; ".join(level.whole.shown for level in levels))
    return points
