"""Every leaf has points to win; points named inside its rule lie between zero and its maximum, which can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from parix.criteria.editions import Edition, Leaf
from parix.criteria.rule_shapes import (
    AgainstPreviousRule,
    CappedSumRule,
    ConditionsRule,
    GateRule,
    LevelsRule,
    Rule,
    ShareSatisfiedRule,
    StepsRule,
    SurveyAnswersRule,
)
from parix.foundation.numbers import shown
from parix.foundation.problems import Place, Problem


def check(edition: Edition) -> Iterator[Problem]:
    for leaf in edition.leaves.values():
        place = edition.places.get(leaf.key, Place(edition.folder))
        if leaf.max_points == 0:
            yield Problem("edition.no_points", f"tiêu chí {leaf.code}: điểm tối đa bằng 0", "sửa max_points hoặc bỏ tiêu chí", place)
            continue
        for dated in leaf.rule:
            yield from _of_rule(leaf, dated.rule, place)


def _of_rule(leaf: Leaf, rule: Rule, place: Place) -> Iterator[Problem]:
    if isinstance(rule, GateRule):
        yield from _of_rule(leaf, rule.then, place)
        return
    named = _points_named(rule, leaf.max_points)
    if named is None:
        yield from _of_options(leaf, rule, place)
        return
    for points in named:
        if points > leaf.max_points:
            message = f"tiêu chí {leaf.code}: mức {shown(points, 'vi')} điểm vượt điểm tối đa {shown(leaf.max_points, 'vi')}"
            yield Problem("edition.points_above_max", message, "sửa mức điểm hoặc điểm tối đa", place)
    if not named or max(named) < leaf.max_points:
        message = f"tiêu chí {leaf.code}: không mức nào đạt điểm tối đa {shown(leaf.max_points, 'vi')}"
        yield Problem("edition.max_unreachable", message, "sửa mức cao nhất bằng điểm tối đa", place)


def _points_named(rule: Rule, maximum: Fraction) -> list[Fraction] | None:
    if isinstance(rule, ConditionsRule):
        return list(rule.points_by_missing)
    if isinstance(rule, LevelsRule):
        return [level.points for level in rule.levels.values()]
    if isinstance(rule, StepsRule):
        return [step.points for step in rule.steps]
    if isinstance(rule, AgainstPreviousRule):
        return [rule.up, rule.equal, rule.down]
    if isinstance(rule, CappedSumRule):
        caps = [term.points_per_whole if term.cap is None else min(term.cap, term.points_per_whole) for term in rule.terms.values()]
        return [min(maximum, sum(caps, Fraction(0)))]
    return None


def _of_options(leaf: Leaf, rule: Rule, place: Place) -> Iterator[Problem]:
    if isinstance(rule, SurveyAnswersRule) and (not rule.weights or max(rule.weights.values()) < 1):
        yield Problem("edition.max_unreachable", f"tiêu chí {leaf.code}: không phương án nào được 100 %", "cho phương án tốt nhất trọng số 1", place)
    if isinstance(rule, ShareSatisfiedRule):
        for option in rule.satisfied:
            if option not in rule.options:
                message = f"tiêu chí {leaf.code}: phương án hài lòng «{option}» không có trong options"
                yield Problem("edition.option_unknown", message, "thêm vào options hoặc sửa tên", place)
