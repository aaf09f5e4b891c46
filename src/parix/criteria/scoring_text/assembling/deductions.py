"""Deduction and points per item: so much off for each fault, so much for each thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from parix.criteria.scoring_text.assembling.figures import label_of, points_shown, points_text
from parix.criteria.scoring_text.clauses import Deduction, Level, Limit, PerItem
from parix.criteria.scoring_text.passages import Passage
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.spans import span_in
from parix.criteria.scoring_text.wordings import counts_faults, is_negative, is_rest, says_no


def deduction_rule(deductions: Sequence[Deduction], levels: Sequence[Level], limits: Sequence[Limit], leaf: Leaf) -> Understood:
    """All deductions must take the same off; the level with full points says what is counted."""
    rates = {deduction.each.points(leaf.max_points) for deduction in deductions}
    whole = "; ".join(deduction.whole.shown for deduction in deductions)
    if len(rates) > 1:
        raise Unclear("các lỗi bị trừ những mức khác nhau", whole)
    rate = rates.pop()
    if rate == 0:
        raise Unclear("mức trừ bằng 0", whole)
    if any(re.search(r"%|phan tram", deduction.fault.plain) for deduction in deductions):
        raise Unclear("trừ theo từng phần trăm chưa có quy tắc tương ứng", whole)
    _check_limits(deductions, limits, leaf, whole)
    done = [level for level in levels if _is_full(level, leaf)]
    odd = [level for level in levels if not _is_full(level, leaf) and not _goes_without_saying(level)]
    if odd:
        raise Unclear("mức điểm này không nối được với cách trừ điểm", "; ".join(level.whole.shown for level in odd))
    counted = "done" if any(_counts_done(level) for level in done) else "faults"
    rule: Rule = {"kind": "deduction", "points_each": points_text(rate), "counted": counted}
    item = _done_item(done) if counted == "done" else " hoặc ".join(dict.fromkeys(_fault_named(deduction.fault) for deduction in deductions))
    found = leaf.understood(rule, {counted: RoleHint(item=item)})
    if any(deduction.per != 1 for deduction in deductions):
        raise Unclear("trừ theo từng nhóm nhiều lỗi, không phải từng lỗi", whole)
    return found


def per_item_rule(given: Sequence[PerItem], levels: Sequence[Level], limits: Sequence[Limit], leaf: Leaf) -> Understood:
    whole = "; ".join(one.whole.shown for one in given)
    if len({one.each for one in given}) > 1:
        raise Unclear("các mục được cộng những mức khác nhau", whole)
    if given[0].each == 0:
        raise Unclear("mức cộng bằng 0", whole)
    odd = [level.whole.shown for level in levels if level.amount.points(leaf.max_points) not in (0, leaf.max_points)]
    if odd:
        raise Unclear("mức điểm này không nối được với điểm cho từng mục", "; ".join(odd))
    most = [(one.limit, one.whole) for one in given if one.limit is not None] + [(limit.points, limit.whole) for limit in limits if not limit.lowest]
    for points, words in most:
        if points != leaf.max_points:
            raise Unclear(f"điểm cộng tối đa {points_shown(points)} khác điểm tối đa {points_shown(leaf.max_points)}", words.shown)
    rule: Rule = {"kind": "per_item", "points_each": points_text(given[0].each)}
    return leaf.understood(rule, {"items": RoleHint(item=label_of(given[0].item))})


def _check_limits(deductions: Sequence[Deduction], limits: Sequence[Limit], leaf: Leaf, whole: str) -> None:
    most = [deduction.limit for deduction in deductions if deduction.limit is not None]
    most += [limit.points for limit in limits if not limit.lowest]
    if any(limit != leaf.max_points for limit in most):
        raise Unclear(f"chỉ trừ tới {points_shown(min(most))} điểm, không tới 0", whole)
    if any(limit.lowest and limit.points != 0 for limit in limits):
        raise Unclear("mức thấp nhất sau khi trừ không phải 0", whole)


def _is_full(level: Level, leaf: Leaf) -> bool:
    return level.amount.points(leaf.max_points) == leaf.max_points


def _goes_without_saying(level: Level) -> bool:
    """ "còn lại: 0" beside a deduction adds nothing: what is left of the points never falls below zero."""
    return level.amount.value == 0 and level.amount.kind in ("points", "unsaid") and is_rest(level.condition) and not says_no(level.condition)


def _counts_done(level: Level) -> bool:
    """ "4 báo cáo đủ và đúng hạn", "100% TTHC": a known number of things, of which those not done are charged."""
    if says_no(level.condition) or (is_negative(level.condition) and counts_faults(level.condition)):
        return False
    return span_in(level.condition) is not None


def _fault_named(fault: Passage) -> str:
    """ "chậm 01 ngày" -> "ngày chậm"; "có sai phạm" -> "sai phạm"."""
    turned = re.fullmatch(r"(?:neu\s+)?(?P<how>cham|thieu|tre|sai|vi pham|khong dat)\s+(?:0?1|mot|moi)\s+(?P<what>.+)", fault.plain)
    if turned:
        return f"{label_of(fault.cut(*turned.span('what')))} {label_of(fault.cut(*turned.span('how')))}"
    return label_of(fault).removeprefix("có ")


def _done_item(done: Sequence[Level]) -> str:
    for level in done:
        span = span_in(level.condition)
        if span is not None and len(span.noun.words) > 2:
            return label_of(span.noun)
    return ""


def is_fault_free(level: Level, maximum: Fraction) -> bool:
    """ "Không vi phạm: 3" beside a deduction."""
    return level.amount.points(maximum) == maximum and says_no(level.condition)
