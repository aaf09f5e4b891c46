"""Each role of a rule has its measure, no measure is without a role, and each condition or level is used rightly."""

from __future__ import annotations

from collections.abc import Iterator

from parix.criteria.editions import Edition, Leaf
from parix.criteria.rule_shapes import optional_roles
from parix.foundation.nearest import did_you_mean
from parix.foundation.problems import Place, Problem


def check(edition: Edition) -> Iterator[Problem]:
    for leaf in edition.leaves.values():
        yield from _of_leaf(leaf, edition.places.get(leaf.key, Place(edition.folder)))


def _of_leaf(leaf: Leaf, place: Place) -> Iterator[Problem]:
    for dated in leaf.rule:
        needed, optional = dated.rule.roles(), optional_roles(dated.rule)
        for role in sorted(needed.keys() - leaf.measures.keys()):
            message = f"tiêu chí {leaf.code}: quy tắc «{dated.rule.kind}» cần số đo cho vai «{role}»"
            yield Problem("edition.role_missing", message, f"thêm «{role}» vào measures", place)
        for role in sorted(leaf.measures.keys() - needed.keys() - optional.keys()):
            message = f"tiêu chí {leaf.code}: vai «{role}» không dùng trong quy tắc «{dated.rule.kind}»"
            yield Problem("edition.role_unknown", message, did_you_mean(role, needed.keys() | optional.keys()), place)
    codes = [measure.code for measure in leaf.measures.values()]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem("edition.measure_twice", f"tiêu chí {leaf.code}: số đo «{code}» giữ hai vai", "mỗi vai một mã số đo", place)
