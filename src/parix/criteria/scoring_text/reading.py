"""Reads a scoring text: cuts it into clauses, sets apart what follows when nothing arose, finds the kind of rule that fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from parix.criteria.scoring_text.assembling.against_previous import against_previous_rule
from parix.criteria.scoring_text.assembling.deductions import deduction_rule, per_item_rule
from parix.criteria.scoring_text.assembling.figures import label_of, points_shown
from parix.criteria.scoring_text.assembling.gates import Gate, gate_of, gated, leading_gate
from parix.criteria.scoring_text.assembling.levels import levels_rule
from parix.criteria.scoring_text.assembling.named_conditions import conditions_rule
from parix.criteria.scoring_text.assembling.proportional import proportional_rule
from parix.criteria.scoring_text.assembling.steps import steps_rule
from parix.criteria.scoring_text.assembling.surveys import survey_rule
from parix.criteria.scoring_text.clauses import Deduction, Exemption, Level, Limit, PerItem
from parix.criteria.scoring_text.passages import Passage, passage
from parix.criteria.scoring_text.references import as_above
from parix.criteria.scoring_text.results import Leaf, NothingArose, NotUnderstood, RoleHint, Unclear, Understood
from parix.criteria.scoring_text.spans import span_in
from parix.criteria.scoring_text.splitting import Pieces, is_operative, pieces_of, without_introduction
from parix.criteria.scoring_text.within import refuse_outside
from parix.criteria.scoring_text.wordings import counts_faults, is_negative, is_rest, nothing_arose_in, says_no, without_no

LONGEST_TEXT = 6000


@dataclass(slots=True)
class _Sorted:
    """The clauses by kind, and what follows when nothing arose."""

    levels: list[Level] = field(default_factory=list)
    formulas: list[Level] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    per_items: list[PerItem] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    nothing_arose: NothingArose | None = None


def read_scoring_text(text: str, max_points: Fraction, title: str = "", above: Understood | None = None) -> Understood | NotUnderstood:
    """What the text says of a leaf worth `max_points`; `above` is what the leaf above it was understood as ("như trên")."""
    whole = passage(text)
    if not whole:
        return NotUnderstood("không có cách chấm điểm", "")
    if len(whole.plain) > LONGEST_TEXT:
        return NotUnderstood(f"cách chấm dài hơn {LONGEST_TEXT} ký tự", whole.shown[:200])
    if max_points <= 0:
        return NotUnderstood("điểm tối đa không lớn hơn 0", whole.shown)
    leaf = Leaf(max_points, passage(title).trimmed())
    try:
        found = _read(whole.trimmed(" \n.,;"), leaf, above)
        refuse_outside(found.rule, max_points, whole.shown)
        return found
    except Unclear as unclear:
        return NotUnderstood(unclear.reason, unclear.part, unclear.suggestion)


def looks_like_scoring(text: str, max_points: Fraction) -> bool:
    """Whether at least one clause of a scoring text stands in the text, or it introduces one."""
    whole = passage(text)
    if not whole or len(whole.plain) > LONGEST_TEXT:
        return False
    pieces = pieces_of(whole, max_points)
    return bool(pieces.clauses or pieces.definitions or pieces.introduced) or survey_rule(whole, Leaf(max_points, whole)) is not None


def _read(whole: Passage, leaf: Leaf, above: Understood | None) -> Understood:
    bare = without_introduction(whole)
    repeated = as_above(bare, leaf, above)
    if repeated is not None:
        return repeated
    survey = survey_rule(bare, leaf)
    if survey is not None:
        return survey
    pieces = pieces_of(whole, leaf.max_points)
    leaf.definitions = pieces.definitions
    if pieces.left_over:
        raise Unclear("có phần chưa hiểu được", " | ".join(part.shown for part in pieces.left_over))
    if not pieces.clauses:
        raise Unclear("không thấy mức điểm, công thức hay cách trừ điểm nào", whole.shown)
    for aside in pieces.asides:
        if is_operative(aside):
            leaf.remark(f"chưa đưa vào quy tắc: «{aside.shown}»")
    return _assembled(_sort(pieces, leaf), leaf)


def _sort(pieces: Pieces, leaf: Leaf) -> _Sorted:
    clauses = _Sorted()
    for clause in pieces.clauses:
        if isinstance(clause, Deduction):
            clauses.deductions.append(clause)
        elif isinstance(clause, PerItem):
            clauses.per_items.append(clause)
        elif isinstance(clause, Exemption):
            clauses.exemptions.append(clause)
        elif isinstance(clause, Limit):
            clauses.limits.append(clause)
        elif clause.amount.kind in ("formula", "ratio"):
            clauses.formulas.append(clause)
        elif clause.amount.kind == "range":
            raise Unclear("mức điểm là một khoảng, do người chấm quyết định", clause.whole.shown)
        else:
            clauses.levels.append(clause)
    clauses.formulas = _worth_points(clauses.formulas, clauses, leaf)
    _set_nothing_arose_apart(clauses, leaf)
    return clauses


def _worth_points(formulas: list[Level], clauses: _Sorted, leaf: Leaf) -> list[Level]:
    """Without those that only say how a share is computed, where other clauses give the points."""
    definitions = [one for one in formulas if one.amount.formula is not None and one.amount.formula.points_per_whole is None]
    if not definitions or not (len(definitions) < len(formulas) or clauses.levels or clauses.deductions):
        return formulas
    for one in definitions:
        formula = one.amount.formula
        if formula is not None and formula.denominator is not None and len(formula.numerator.words) > 1:
            leaf.definitions = {"b": formula.numerator, "a": formula.denominator, **leaf.definitions}
    return [one for one in formulas if one not in definitions]


def _set_nothing_arose_apart(clauses: _Sorted, leaf: Leaf) -> None:
    """Take out the level that speaks of nothing having arisen, unless it is the only way to full points."""
    said: set[NothingArose] = set()
    kept: list[Level] = []
    for level in clauses.levels:
        consequence = _consequence(level, clauses, leaf)
        if consequence is None:
            kept.append(level)
        elif consequence != "unsaid":
            said.add(consequence)
    if len(said) > 1:
        raise Unclear("hai cách xử lý khác nhau khi không phát sinh", "; ".join(one.whole.shown for one in clauses.levels if one not in kept))
    clauses.levels = kept
    clauses.nothing_arose = said.pop() if said else None


def _consequence(level: Level, clauses: _Sorted, leaf: Leaf) -> Literal["drop", "full", "zero", "unsaid"] | None:
    """drop, full, zero or "unsaid" when the level is about nothing having arisen; None when it is an ordinary level."""
    if level.amount.kind == "drop":
        if not nothing_arose_in(level.condition) and not is_negative(level.condition):
            leaf.remark(f"không áp dụng khi «{level.condition.shown}»: cần xác nhận")
        return "drop"
    points = level.amount.points(leaf.max_points)
    if not nothing_arose_in(level.condition) or not _another_way_to_full(level, clauses, leaf):
        return None
    if level.amount.kind == "unsaid":
        leaf.remark(f"«{level.whole.shown}»: chưa rõ loại khỏi điểm tối đa hay được 0 điểm")
        return "unsaid"
    surely = nothing_arose_in(level.condition, surely=True)
    if points == leaf.max_points and (surely or _is_measured(clauses)):
        return "full"
    if points == 0 and surely:
        return "zero"
    if surely and points:
        raise Unclear("không phát sinh mà chỉ được một phần điểm", level.whole.shown)
    return None


def _another_way_to_full(level: Level, clauses: _Sorted, leaf: Leaf) -> bool:
    if clauses.formulas or clauses.per_items:
        return True
    others = [one for one in clauses.levels if one is not level and one.amount.points(leaf.max_points) == leaf.max_points and one.amount.kind != "drop"]
    if clauses.deductions and not others:
        return not (counts_faults(level.condition) or _names_the_fault(level, clauses))
    return bool(others)


def _names_the_fault(level: Level, clauses: _Sorted) -> bool:
    """ "Không có văn bản sai: 3; mỗi văn bản sai trừ 1": no fault, rather than nothing to measure."""
    faults = {word for one in clauses.deductions for word in one.fault.words.split()}
    return bool(faults & set(level.condition.words.split()[1:])) and says_no(level.condition)


def _is_measured(clauses: _Sorted) -> bool:
    """Whether the rule rests on a share or a number rather than on words."""
    if clauses.formulas or clauses.deductions:
        return True
    return any((span := span_in(level.condition)) is not None and span.percent for level in clauses.levels)


def _assembled(clauses: _Sorted, leaf: Leaf) -> Understood:
    waived = [one for one in clauses.exemptions if not one.zero]
    gates = [gate_of(one.condition) for one in clauses.exemptions if one.zero]
    if clauses.formulas or clauses.deductions:
        extra = [level for level in clauses.levels if _is_prerequisite(level, clauses)]
        clauses.levels = [level for level in clauses.levels if level not in extra]
        gates += [gate_of(level.condition) for level in extra]
    if len(gates) > 1:
        raise Unclear("nhiều điều kiện tiên quyết", "; ".join(gate.item for gate in gates))
    found = _rule(clauses, leaf)
    if not gates:
        found, gate = leading_gate(found, clauses.levels, leaf)
        gates = [gate] if gate else []
        found = _without_denial(found, gate, clauses.levels, leaf) if gate else found
        if found.rule["kind"] == "steps" and not gates:
            _remark_on_second_conditions(clauses.levels, leaf)
    found = gated(found, gates[0]) if gates else found
    found = _with_waiver(found, waived, leaf)
    return replace(found, nothing_arose=clauses.nothing_arose, remarks=tuple(leaf.remarks))


def _without_denial(found: Understood, gate: Gate, levels: Sequence[Level], leaf: Leaf) -> Understood:
    """ "Không có kế hoạch: 0" is what the gate says already, and no step at nought of the share behind it."""
    held = set(gate.item.lower().split())
    others = [one for one in levels if not (_is_nothing(one, leaf) and says_no(one.condition) and set(label_of(without_no(one.condition)).split()) <= held)]
    again = steps_rule(others, leaf) if len(others) < len(levels) else None
    return found if again is None else replace(again, roles={role: replace(hint, item="") for role, hint in again.roles.items()})


def _is_nothing(level: Level, leaf: Leaf) -> bool:
    return level.amount.kind == "points" and level.amount.points(leaf.max_points) == 0


def _remark_on_second_conditions(levels: Sequence[Level], leaf: Leaf) -> None:
    """ "Từ 90% và có báo cáo: 2" beside "từ 80%: 1": no threshold holds the second half, so a person is told."""
    nouns = [span.noun for level in levels if (span := span_in(level.condition)) is not None]
    for noun in nouns:
        second = re.search(r"\b(?:va|nhung|dong thoi|kem theo)\b.*", noun.words)
        if second and len(nouns) > 1 and any(second[0] not in other.words for other in nouns):
            leaf.remark(f"điều kiện kèm theo «{noun.shown}» chưa đưa vào quy tắc")


def _is_prerequisite(level: Level, clauses: _Sorted) -> bool:
    """A level without points beside a formula or deduction that is no stretch of the share: "có nhiệm vụ quá hạn: 0"."""
    if level.amount.kind not in ("points", "unsaid") or level.amount.value != 0 or is_rest(level.condition) or span_in(level.condition) is not None:
        return False
    if says_no(level.condition) or level.condition.words.startswith("chua "):
        return bool(clauses.deductions) or len(level.condition.words.split()) > 3
    return level.condition.words.startswith(("co ", "bi ", "de "))


def _rule(clauses: _Sorted, leaf: Leaf) -> Understood:
    kinds = [bool(clauses.formulas), bool(clauses.deductions), bool(clauses.per_items)]
    if sum(kinds) > 1 or len(clauses.formulas) > 1:
        parts = [one.whole.shown for group in (clauses.formulas, clauses.deductions, clauses.per_items) for one in group]
        raise Unclear("nhiều cách tính điểm trong một tiêu chí", "; ".join(parts))
    if clauses.deductions:
        return deduction_rule(clauses.deductions, clauses.levels, clauses.limits, leaf)
    if clauses.per_items:
        return per_item_rule(clauses.per_items, clauses.levels, clauses.limits, leaf)
    _refuse_limits(clauses.limits, leaf)
    if clauses.formulas:
        return proportional_rule(clauses.formulas[0], clauses.levels, leaf)
    if not clauses.levels:
        raise Unclear("chỉ nêu trường hợp không áp dụng, không nêu mức điểm", "")
    return _rule_of_levels(clauses.levels, leaf)


def _rule_of_levels(levels: Sequence[Level], leaf: Leaf) -> Understood:
    over = [level for level in levels if not 0 <= level.amount.points(leaf.max_points) <= leaf.max_points]
    if over:
        raise Unclear(f"mức điểm ngoài khoảng từ 0 đến điểm tối đa {points_shown(leaf.max_points)}", "; ".join(level.whole.shown for level in over))
    if not any(level.amount.points(leaf.max_points) == leaf.max_points for level in levels):
        return levels_rule(levels, leaf)
    for assemble in (against_previous_rule, conditions_rule, steps_rule):
        remarks = list(leaf.remarks)
        found = assemble(levels, leaf)
        if found is not None:
            return found
        leaf.remarks[:] = remarks
    return levels_rule(levels, leaf)


def _refuse_limits(limits: Sequence[Limit], leaf: Leaf) -> None:
    odd = [limit for limit in limits if limit.points != (0 if limit.lowest else leaf.max_points)]
    if odd:
        raise Unclear("giới hạn điểm khác 0 và khác điểm tối đa", "; ".join(limit.whole.shown for limit in odd))


def _with_waiver(found: Understood, waived: Sequence[Exemption], leaf: Leaf) -> Understood:
    if not waived:
        return found
    inner = found.rule["then"] if found.rule["kind"] == "gate" else found.rule
    if inner["kind"] == "deduction":
        return replace(found, roles={**found.roles, "waived": RoleHint(item="trường hợp được miễn trừ điểm")})
    leaf.remark(f"chưa đưa vào quy tắc: «{waived[0].whole.shown}»")
    return found
