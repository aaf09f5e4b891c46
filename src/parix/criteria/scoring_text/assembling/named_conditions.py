"""Conditions: "đủ cả hai: 1; thiếu một: 0,5; thiếu cả hai: 0" - so many points by how many are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.scoring_text.assembling.figures import keyed, label_of, points_text
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.passages import Passage
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.wordings import (
    Count,
    all_in,
    all_of_many,
    is_none_of_it,
    is_part_noun,
    is_rest,
    missing_in,
    only_in,
)

MOST = 12

_LEAD = re.compile(
    r"\s*(?:(?:day\s+)?du(?:\s+ca)?(?:\s+(?:\d+|hai|ba|bon))?|co(?=\s)(?!\s+(?:quan|so|cau|che|ban)\b)"
    r"|dat|dap ung|thuc hien(?=\s+(?:du|day du))|tat ca)(?=\s|$)(?:\s+(?:cac\s+)?(?:dieu kien|noi dung"
    r"|yeu cau))?\s*:?\s*"
)
_BETWEEN = re.compile(r"\s*(?:,\s*va\b|;|,|\bva\b|\bdong thoi\b)\s*")


@dataclass(slots=True)
class _Ways:
    """The levels by what they say: all met, so many missing, only so many met, nothing met or the rest."""

    full: list[tuple[Level, Count | None]]
    missing: list[tuple[Level, Count]]
    only: list[tuple[Level, Count]]
    rest: list[Level]


def conditions_rule(levels: Sequence[Level], leaf: Leaf) -> Understood | None:
    """The conditions rule of the levels, or None where they say nothing of how many conditions are met."""
    ways = _ways(levels, leaf)
    if ways is None or len(ways.full) != 1:
        return None
    names = _names_in(ways.full[0][0].condition)
    count = _how_many(ways, names)
    if count is None or not 2 <= count <= MOST or not _speaks_of_parts(ways, len(names)):
        return None
    points = _points(ways, count, leaf)
    conditions = _named(names, count, leaf)
    rule: Rule = {
        "kind": "conditions",
        "conditions": keyed(conditions),
        "points_by_missing": [points_text(one) for one in points],
    }
    return leaf.understood(rule, {"conditions": RoleHint()})


def _ways(levels: Sequence[Level], leaf: Leaf) -> _Ways | None:
    ways = _Ways([], [], [], [])
    for level in levels:
        missing, only = missing_in(level.condition), only_in(level.condition)
        if level.amount.points(leaf.max_points) == leaf.max_points and not missing:
            ways.full.append((level, all_in(level.condition)))
        elif missing is not None:
            ways.missing.append((level, missing))
        elif only is not None:
            ways.only.append((level, only))
        elif is_rest(level.condition) or (is_none_of_it(level.condition) and not level.amount.points(leaf.max_points)):
            ways.rest.append(level)
        else:
            return None
    return ways if ways.missing or ways.only else None


def _how_many(ways: _Ways, names: Sequence[Passage]) -> int | None:
    said = {count.of for _, count in (*ways.missing, *ways.only) if count.of}
    said |= {count.of for _, count in ways.full if count is not None and count.of}
    if len(said) == 1:
        return said.pop()
    if said:
        raise Unclear("số điều kiện nêu ở các mức không khớp nhau", "; ".join(level.whole.shown for level, _ in (*ways.missing, *ways.only)))
    if len(names) > 1:
        return len(names)
    everything = any(count.count == 0 for _, count in ways.missing)
    return 2 if everything and any(count.count == 1 and not count.more for _, count in ways.missing) else None


def _speaks_of_parts(ways: _Ways, names: int) -> bool:
    """ "thiếu 1 báo cáo" counts reports, not conditions of the leaf; bare "một" needs "đủ hai" beside it."""
    counted = [count for _, count in (*ways.missing, *ways.only)]
    if ways.full[0][1] is None and names < 2 and all_of_many(ways.full[0][0].condition):
        return False
    if ways.full[0][1] is None and names < 2 and not any(count.of or count.count == 0 for count in counted):
        return False
    own = {count.noun for _, count in ways.full if count is not None}
    if any(count.more and count.count == 1 and names < 2 for count in counted):
        return False
    return all(is_part_noun(count.noun) or count.noun in own for count in counted)


def _points(ways: _Ways, count: int, leaf: Leaf) -> list[Fraction]:
    """Points by number missing, trailing zeros cut."""
    rest = ways.rest[0].amount.points(leaf.max_points) if ways.rest else None
    table: list[Fraction | None] = [None] * (count + 1)
    table[0] = leaf.max_points
    for level, missing in ways.missing:
        first = count if missing.count == 0 else missing.count
        _set(table, range(first, count + 1) if missing.more else range(first, first + 1), level, leaf)
    for level, only in ways.only:
        _set(table, range(count - only.count, count - only.count + 1), level, leaf)
    for level in ways.rest:
        _set(table, [place for place, points in enumerate(table) if points is None], level, leaf)
    said = [points for points in table[1:] if points is not None]
    if None in table and rest is None and not (said and min(said) == 0):
        leaf.remark("không nêu điểm khi thiếu nhiều hơn; đã hiểu là 0 điểm")
    filled = [points or Fraction(0) for points in table]
    if filled != sorted(filled, reverse=True):
        raise Unclear("thiếu nhiều hơn lại được điểm cao hơn", "; ".join(level.whole.shown for level, _ in (*ways.missing, *ways.only)))
    while len(filled) > 1 and filled[-1] == 0:
        filled.pop()
    return filled


def _set(table: list[Fraction | None], places: Sequence[int], level: Level, leaf: Leaf) -> None:
    for place in places:
        if not 0 < place < len(table):
            raise Unclear("số điều kiện thiếu vượt số điều kiện", level.whole.shown)
        points = level.amount.points(leaf.max_points)
        if table[place] is not None and table[place] != points:
            raise Unclear("hai mức điểm cho cùng một số điều kiện thiếu", level.whole.shown)
        table[place] = points


def _names_in(condition: Passage) -> list[Passage]:
    """ "Đủ kế hoạch và báo cáo" -> kế hoạch, báo cáo."""
    lead = _LEAD.match(condition.plain)
    bare = condition.cut(lead.end()) if lead else condition
    parts: list[Passage] = []
    begin = 0
    for match in _BETWEEN.finditer(bare.plain):
        parts.append(bare.cut(begin, match.start()).trimmed())
        begin = match.end()
    parts.append(bare.cut(begin).trimmed())
    return [part for part in parts if part]


def _named(names: Sequence[Passage], count: int, leaf: Leaf) -> list[str]:
    """The conditions' names: from the level with full points, else from the leaf's title, else numbered."""
    for candidates in (names, _names_in(leaf.title)):
        if len(candidates) == count:
            return [label_of(name) for name in candidates]
    leaf.remark("chưa rõ tên các điều kiện; cần ghi tên từng điều kiện")
    return [f"điều kiện {place}" for place in range(1, count + 1)]
