"""Levels in words, and their simplest form: yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parix.criteria.scoring_text.assembling.figures import both, keyed, label_of, points_shown, points_text
from parix.criteria.scoring_text.clauses import Level
from parix.criteria.scoring_text.passages import Passage
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood
from parix.criteria.scoring_text.wordings import counts_faults, is_rest, says_no, without_no
from parix.criteria.slugs import slug

MOST = 12
_COMPUTING = re.compile(r"(?<![a-z])x(?![a-z])|[<>=]|\b[a-z]\s*/\s*[a-z]\b(?!/)|\bcong thuc\b|\bnhan voi\b|\bchia cho\b")
NUMBERED = re.compile(r"\d+(?:[.,]\d+)?\s*%|\d")


def levels_rule(levels: Sequence[Level], leaf: Leaf) -> Understood:
    """Yes or no for full points against none, else one level per label. Raises Unclear where the maximum is not reached."""
    _refuse_parts(levels, leaf)
    _refuse_computing(levels)
    full = [level for level in levels if level.amount.points(leaf.max_points) == leaf.max_points]
    nothing = [level for level in levels if level.amount.points(leaf.max_points) == 0]
    if len(levels) == 1 and full:
        leaf.remark("chỉ nêu mức điểm tối đa; đã hiểu ngoài mức đó là 0 điểm")
        return _yes_no(full[0].condition, None, leaf)
    if len(levels) == 2 and full and nothing and len(_labels(nothing[0])) == 1:
        return _yes_no(full[0].condition, nothing[0].condition, leaf)
    if not nothing:
        leaf.remark("không nêu mức 0 điểm")
    return _levels(levels, leaf)


def _refuse_parts(levels: Sequence[Level], leaf: Leaf) -> None:
    points = [level.amount.points(leaf.max_points) for level in levels]
    whole = "; ".join(level.whole.shown for level in levels)
    if len(points) > 1 and max(points) < leaf.max_points and sum(points) == leaf.max_points and 0 not in points:
        reason = f"điểm các dòng cộng lại bằng {points_shown(leaf.max_points)}: có thể là các phần cộng dồn, không phải các mức"
        raise Unclear(reason, whole, _parts(levels, leaf) if len(set(points)) == 1 else None)
    if max(points) < leaf.max_points:
        raise Unclear(f"không mức nào đạt điểm tối đa {points_shown(leaf.max_points)}", whole)
    if len(levels) > MOST:
        raise Unclear("quá nhiều mức điểm", whole)


def _refuse_computing(levels: Sequence[Level]) -> None:
    """What computes or compares is no name of a level: it was meant as a formula or a threshold, and was not read as one."""
    computing = [level.whole.shown for level in levels if _COMPUTING.search(level.condition.plain)]
    if computing:
        raise Unclear("có phép tính hoặc phép so sánh chưa đọc được", "; ".join(computing))


def _parts(levels: Sequence[Level], leaf: Leaf) -> Understood:
    """Equal parts that add up are conditions worth the same."""
    count = len(levels)
    rule: Rule = {
        "kind": "conditions",
        "conditions": keyed([label_of(level.condition) for level in levels]),
        "points_by_missing": [points_text(leaf.max_points * (count - missing) / count) for missing in range(count)],
    }
    return leaf.understood(rule, {"conditions": RoleHint()})


def _yes_no(full: Passage, nothing: Passage | None, leaf: Leaf) -> Understood:
    """The question is the statement itself, never its denial: "vượt" answered no, rather than "không vượt" answered yes."""
    if says_no(full):
        statement = nothing if nothing is not None and not says_no(nothing) and not is_rest(nothing) else without_no(full)
        return leaf.understood({"kind": "yes_no", "full_when": "no"}, {"answer": RoleHint(item=_item(statement, leaf))})
    if nothing is not None and re.match(r"co\b", nothing.words) and counts_faults(nothing) and not re.match(r"co\b", full.words):
        return leaf.understood({"kind": "yes_no", "full_when": "no"}, {"answer": RoleHint(item=_item(nothing, leaf))})
    return leaf.understood({"kind": "yes_no"}, {"answer": RoleHint(item=_item(full, leaf))})


def _item(statement: Passage, leaf: Leaf) -> str:
    """A word alone ("đạt", "có") says nothing without the leaf's title."""
    label = label_of(statement)
    return f"{label_of(leaf.title)}: {label}" if len(label.split()) < 3 and leaf.title else label


def _levels(levels: Sequence[Level], leaf: Leaf) -> Understood:
    labelled: dict[str, Rule] = {}
    for level in levels:
        points = points_text(level.amount.points(leaf.max_points))
        for label in _labels(level):
            if any(one["text"] == both(label) for one in labelled.values()):
                raise Unclear(f"mức «{label}» nêu hai lần", level.whole.shown)
            labelled[slug(label, labelled, otherwise="level")] = {"text": both(label), "points": points}
    if any(NUMBERED.search(level.condition.plain) for level in levels):
        leaf.remark("các mức có con số nhưng không tách được thành ngưỡng; đã ghi thành các mức bằng lời")
    return leaf.understood({"kind": "levels", "levels": labelled}, {"level": RoleHint()})


def _labels(level: Level) -> list[str]:
    """ "chậm hoặc không ban hành" without points are two levels that an official tells apart."""
    condition = level.condition
    parts = [part for part in _alternatives(condition) if part]
    if level.amount.value == 0 and level.amount.kind == "points" and len(parts) == 2 and all(len(part.words.split()) <= 6 for part in parts):
        return [label_of(part) for part in parts]
    return [label_of(condition)]


def _alternatives(condition: Passage) -> list[Passage]:
    match = re.search(r"\s+hoac\s+", condition.plain)
    return [condition.cut(0, match.start()).trimmed(), condition.cut(match.end()).trimmed()] if match else [condition]
