"""Two leaves count out of the same things but state different totals: 28 procedures here, 30 in the register there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from parix.foundation.facts import Share
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.numbers import shown
from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft, DraftLeaf

CODE = "readiness.other_total"
TITLE = Text("Tổng số khai khác với nơi khác", "A stated total that differs from another source")


def found(draft: Draft) -> Iterator[Problem]:
    """Only what the agency typed is held against what is measured elsewhere; leaves fed by the same source are not judged."""
    measured: dict[str, list[tuple[DraftLeaf, Fraction]]] = defaultdict(list)
    for one in draft.leaves:
        if not one.is_claimed:
            for things, total in _totals(one, {m.code: m.fact for m in one.leaf.measurements}):
                measured[things].append((one, total))
    for one in draft.claimed:
        for things, total in _totals(one, {one.asked.measures[role].code: fact for role, fact in one.facts.items() if role in one.asked.measures}):
            for other, right in measured[things]:
                if right != total:
                    stated = f"tiêu chí {one.leaf.code} khai {shown(total, 'vi')} {things}"
                    message = f"{stated}, nhưng {other.leaf.code} theo số liệu hệ thống có {shown(right, 'vi')}"
                    yield Problem(CODE, message, "kiểm tra lại hai con số, sửa hoặc giải trình", Place(path=one.leaf.key), "warning")


def _totals(one: DraftLeaf, facts: dict[str, object]) -> Iterator[tuple[str, Fraction]]:
    for use in one.asked.measures.values():
        written = facts.get(use.code)
        if use.of is not None and isinstance(written, dict) and "share" in written:
            fact = fact_from_json(written)
            if isinstance(fact, Share):
                yield use.of.vi, fact.denominator
