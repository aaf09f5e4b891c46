"""Proportional: a formula over a share, with the stretches below it (no points) and above it (full points)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from parix.criteria.scoring_text.amounts import Amount
from parix.criteria.scoring_text.assembling.figures import points_shown, points_text, share_text, thing_named
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.formulas import Formula
from parix.criteria.scoring_text.passages import Passage
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.spans import ONE, ZERO, Edge, Span, span_in
from parix.criteria.scoring_text.wordings import is_fully, is_negative, is_rest

_BEST = re.compile(r"\b(?:cao|tot|lon|nhieu) nhat\b")
_SMALL = re.compile(r"[a-z]")


def proportional_rule(formula: Level, levels: Sequence[Level], leaf: Leaf) -> Understood:
    """The rule of one formula clause beside the levels around it. Raises Unclear for whatever does not fit."""
    if formula.amount.formula is not None and formula.amount.formula.counts:
        return _per_item(formula, formula.amount.formula, levels, leaf)
    best = _against_best(formula, levels, leaf)
    if best is not None:
        return best
    full_at = _full_at_of_formula(formula, leaf)
    own = span_in(formula.condition) if formula.condition else None
    if formula.condition and own is None and not is_rest(formula.condition):
        leaf.remark(f"điều kiện «{formula.condition.shown}» của công thức chưa đưa vào quy tắc")
    floor, full_from = _floor(own, levels, formula, leaf), _full_from(own, levels, formula, leaf)
    rule: Rule = {"kind": "proportional"}
    if floor is not None:
        rule["floor"] = share_text(floor[0])
        if floor[1]:
            rule["floor_excluded"] = "yes"
    _set_full_mark(rule, full_at, full_from, formula, leaf)
    if floor is not None and "full_at" in rule and floor[0] > (full_from[0] if full_from else full_at):
        raise Unclear("ngưỡng 0 điểm cao hơn ngưỡng điểm tối đa", formula.whole.shown)
    return leaf.understood(rule, {"share": _hint(formula.amount, leaf)})


def _against_best(formula: Level, levels: Sequence[Level], leaf: Leaf) -> Understood | None:
    """ "(điểm của đơn vị / điểm cao nhất của khối) x 5": the whole is the best value of the group."""
    product = formula.amount.formula
    if product is None or product.denominator is None or not _BEST.search(_named(product.denominator, leaf).words):
        return None
    if product.points_per_whole != leaf.max_points or levels:
        raise Unclear("so với đơn vị tốt nhất nhưng còn điều kiện khác", "; ".join(one.whole.shown for one in (formula, *levels)))
    if formula.condition and not _BEST.search(formula.condition.words):
        leaf.remark(f"điều kiện «{formula.condition.shown}» của công thức chưa đưa vào quy tắc")
    leaf.remark("so với giá trị cao nhất trong khối xếp hạng; cần xác nhận khối để so")
    return leaf.understood({"kind": "against_best"}, {"value": RoleHint(item=thing_named(_named(product.numerator, leaf)))})


def _full_at_of_formula(formula: Level, leaf: Leaf) -> Fraction:
    """The share at which the formula itself reaches the maximum."""
    if formula.amount.kind == "ratio":
        return ONE
    assert formula.amount.formula is not None
    whole = formula.amount.formula.points_per_whole
    if whole is None or whole == 0:
        raise Unclear("công thức không nói rõ nhân với bao nhiêu điểm", formula.whole.shown)
    full_at = leaf.max_points / whole
    if full_at > 1:
        reason = f"công thức chỉ cho tới {points_shown(whole)} điểm, điểm tối đa là {points_shown(leaf.max_points)}"
        raise Unclear(reason, formula.whole.shown)
    if full_at != 1 and formula.amount.formula.printed_points != leaf.max_points:
        printed = points_shown(formula.amount.formula.printed_points)
        raise Unclear(f"công thức nhân với {printed} điểm, điểm tối đa là {points_shown(leaf.max_points)}", formula.whole.shown)
    return full_at


def _floor(own: Span | None, levels: Sequence[Level], formula: Level, leaf: Leaf) -> Edge | None:
    """Where points begin: the upper edge of the stretch without points, which must meet the formula's own lower edge."""
    nothing = [level for level in levels if level.amount.points(leaf.max_points) == 0]
    edges: list[Edge] = []
    for level in nothing:
        span = span_in(level.condition)
        if span is not None and span.percent and span.low in (None, (ZERO, 0)) and span.high is not None:
            edges.append(span.high)
        elif not (is_rest(level.condition) or is_negative(level.condition)):
            raise Unclear("mức 0 điểm này không nối được với công thức", level.whole.shown)
    low = own.low if own else None
    if low is not None and not nothing and low > (ZERO, 0):
        leaf.remark(f"không nêu mức điểm dưới {share_text(low[0])}; đã hiểu là 0 điểm")
    found = {edge for edge in (*edges, low) if edge is not None}
    if len(found) > 1:
        raise Unclear("ngưỡng của công thức và của mức 0 điểm không khớp nhau", "; ".join([formula.whole.shown, *(level.whole.shown for level in nothing)]))
    floor = found.pop() if found else None
    return None if floor is None or floor == (ZERO, 0) else floor


def _full_from(own: Span | None, levels: Sequence[Level], formula: Level, leaf: Leaf) -> Edge | None:
    """Where full points begin by a level of its own; None when only the formula says it."""
    others = [level for level in levels if level.amount.points(leaf.max_points) > 0]
    edges: list[Edge] = []
    for level in others:
        span = span_in(level.condition)
        if level.amount.points(leaf.max_points) != leaf.max_points:
            raise Unclear("có mức điểm giữa chừng bên cạnh công thức", level.whole.shown)
        if span is not None and span.percent and span.low is not None and (span.high is None or span.high >= (ONE, 1) or span.exact):
            edges.append(span.low)
        elif span is None and (is_fully(level.condition) or not is_negative(level.condition)):
            edges.append((ONE, 0))
        else:
            raise Unclear("mức điểm tối đa này không nối được với công thức", level.whole.shown)
    if len(set(edges)) > 1:
        raise Unclear("có hai ngưỡng điểm tối đa", "; ".join(level.whole.shown for level in others))
    full = edges[0] if edges else None
    high = own.high if own else None
    if high is not None and high < (ONE, 0) and high != full:
        raise Unclear("phần trên của công thức không nối với mức điểm tối đa", formula.whole.shown)
    return full


def _set_full_mark(rule: Rule, full_at: Fraction, full_from: Edge | None, formula: Level, leaf: Leaf) -> None:
    named = None if full_from is None else full_from[0]
    if named is None or named == full_at:
        if full_at < 1:
            rule["full_at"] = share_text(full_at)
        return
    if full_at != 1 or named > 1:
        raise Unclear("ngưỡng điểm tối đa và công thức không khớp nhau", formula.whole.shown)
    rule.update({"full_at": share_text(named), "scaled": "no"})
    likely = leaf.understood(rule, {"share": _hint(formula.amount, leaf)})
    if formula.amount.kind == "ratio":
        raise Unclear("«theo tỷ lệ» là nhân với tỷ lệ, hay với tỷ lệ chia cho ngưỡng điểm tối đa?", formula.whole.shown, likely)
    if full_from is not None and full_from[1]:
        raise Unclear(f"tại đúng {share_text(named)} là theo công thức hay điểm tối đa?", formula.whole.shown, likely)


def _hint(amount: Amount, leaf: Leaf) -> RoleHint:
    formula = amount.formula
    if formula is None:
        return RoleHint()
    above, below = _named(formula.numerator, leaf), _named(formula.denominator, leaf) if formula.denominator else None
    if below is not None and formula.denominator is not None and _is_total(above) and not _is_total(below):
        raise Unclear("tử số của công thức là tổng số, mẫu số là một phần: có thể đã viết ngược", f"{formula.numerator.shown}/{formula.denominator.shown}")
    if below is None and ("a" in leaf.definitions and "b" in leaf.definitions):
        above, below = leaf.definitions["b"], leaf.definitions["a"]
        if _is_total(above) and not _is_total(below):
            above, below = below, above
    return RoleHint(item=thing_named(above), of=thing_named(below) if below is not None else "")


def _named(operand: Passage, leaf: Leaf) -> Passage:
    """What a letter stands for, or the words themselves; empty when a letter stands for nothing that is said."""
    words = operand.words
    if _SMALL.fullmatch(words):
        return leaf.definitions.get(words, operand.cut(0, 0))
    return operand


def _is_total(name: Passage) -> bool:
    return bool(re.match(r"(?:la )?tong\b", name.words))


def _per_item(formula: Level, product: Formula, levels: Sequence[Level], leaf: Leaf) -> Understood:
    """ "Số sáng kiến x 0,5": so many points each, up to the maximum."""
    if product.points_per_whole is None or product.points_per_whole == 0:
        raise Unclear("công thức không nói rõ nhân với bao nhiêu điểm", formula.whole.shown)
    odd = [level.whole.shown for level in levels if level.amount.points(leaf.max_points) not in (ZERO, leaf.max_points)]
    if odd:
        raise Unclear("có mức điểm giữa chừng bên cạnh công thức", "; ".join(odd))
    rule: Rule = {"kind": "per_item", "points_each": points_text(product.points_per_whole)}
    return leaf.understood(rule, {"items": RoleHint(item=thing_named(product.numerator))})
