"""Gates: no points at all unless a prerequisite holds ("trừ khi có nhiệm vụ quá hạn chưa xong: 0")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parix.criteria.scoring_text.assembling.figures import label_of
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.passages import Passage
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Understood
from parix.criteria.scoring_text.spans import span_in
from parix.criteria.scoring_text.wordings import says_no, without_no

_COUNTED = re.compile(r"\s*(?:co|de xay ra|xay ra|phat sinh|con)\s+(?!ket qua|ket luan|van ban)")
_ALSO = re.compile(
    r"(?P<first>(?:ban hanh|co(?! phat sinh\b)|xay dung|phe duyet|trinh|to chuc|thanh lap|duy tri)\b.{0,60}?)\s+va\s+(?=(?:hoan thanh"
    r"|thuc hien|dat|xu ly|giai quyet|trien khai|bao dam|dam bao)\b)"
)


@dataclass(frozen=True, slots=True)
class Gate:
    passes_when: Literal["yes", "no", "zero"]
    item: str


def gate_of(condition: Passage) -> Gate:
    """The gate that shuts when the condition holds."""
    counted = _COUNTED.match(condition.plain)
    if counted:
        return Gate("zero", label_of(condition.cut(counted.end())))
    if says_no(condition):
        return Gate("yes", label_of(without_no(condition)))
    return Gate("no", label_of(condition))


def leading_gate(found: Understood, levels: Sequence[Level], leaf: Leaf) -> tuple[Understood, Gate | None]:
    """ "Ban hành và hoàn thành 100%": the first half is a prerequisite that no threshold holds."""
    if found.rule["kind"] != "steps":
        return found, None
    for level in levels:
        also = _ALSO.match(level.condition.plain)
        if also and span_in(level.condition) is not None and level.amount.points(leaf.max_points) == leaf.max_points:
            first = label_of(level.condition.cut(*also.span("first")))
            leaf.remark(f"«{first}» đã hiểu là điều kiện tiên quyết: không đạt thì 0 điểm")
            hints = {role: replace(hint, item="") for role, hint in found.roles.items()}
            return replace(found, roles=hints), Gate("yes", first)
    return found, None


def gated(found: Understood, gate: Gate) -> Understood:
    rule: Rule = {"kind": "gate", "passes_when": gate.passes_when, "then": found.rule}
    return replace(found, rule=rule, roles={"prerequisite": RoleHint(item=gate.item), **found.roles})
