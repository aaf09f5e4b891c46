"""Puts a draft edition together: settings, one file per field, and the list of what a person has to finish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from parix.criteria.drafting.edition_text import Block, Comment, Entry
from parix.criteria.drafting.leaf_drafts import draft_leaf
from parix.criteria.drafting.reading_order import in_reading_order
from parix.criteria.drafting.records import SourceRow
from parix.criteria.drafting.scoring_lines import split_cell
from parix.criteria.drafting.settling import leaf_children, settle
from parix.criteria.drafting.trees import Node, Tree, tree_of
from parix.criteria.scoring_text import Understood
from parix.criteria.slugs import slug
from parix.foundation.folding import folded
from parix.foundation.numbers import exact_text, shown
from parix.foundation.problems import Place, Problem

_BONUS = re.compile(r".*\bdiem (?:thuong|cong)\b.*|.*\b(?:cong diem|thuong diem)\b.*")
_PENALTY = re.compile(r".*\bdiem (?:tru|phat)\b.*|.*\b(?:tru diem|phat diem)\b.*")


@dataclass(frozen=True, slots=True)
class DraftSettings:
    """What the table itself does not say. `title` and `decision` fall back on honest words."""

    set_key: str
    since: date
    applies_to: tuple[str, ...]
    title: str
    decision: str
    file: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`files` maps names to text, settings first; empty when there is nothing to draft."""

    files: Mapping[str, str]
    problems: tuple[Problem, ...]
    fields: int = 0
    criteria: int = 0
    leaves: int = 0
    understood: int = 0

    @property
    def unfinished(self) -> tuple[Problem, ...]:
        """One entry for each leaf whose rule a person has to write."""
        return tuple(problem for problem in self.problems if problem.code in ("draft.rule_not_understood", "draft.rule_missing"))


@dataclass(slots=True)
class _Making:
    settings: DraftSettings
    problems: list[Problem] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    above: Understood | None = None
    criteria: int = 0
    leaves: int = 0
    understood: int = 0
    scored: dict[str, Fraction] = field(default_factory=dict)
    outside: dict[str, Fraction] = field(default_factory=dict)

    def key(self, title: str) -> str:
        made = slug(title, self.keys)
        self.keys.add(made)
        return made

    def report_no_points(self, message: str, node: Node) -> None:
        place = node.row.place(self.settings.file, "points")
        self.problems.append(Problem("draft.points_missing", message, "ghi điểm tối đa ở bảng hoặc thêm vào dự thảo", place))


def draft_edition(rows: Sequence[SourceRow], settings: DraftSettings) -> Draft:
    """The draft of the rows' edition. Same rows and settings, same text."""
    tree = tree_of(rows, settings.file)
    making = _Making(settings, list(tree.problems))
    making.problems += settle(tree.roots, settings.file)
    making.problems += _doubled_codes(tree.roots, settings.file)
    files: dict[str, str] = {"edition.yaml": ""}
    drafted: list[Node] = []
    for root in tree.roots:
        text = _field_text(root, making)
        if text is not None:
            drafted.append(root)
            files[f"{len(drafted)}_{slug(_title(root), otherwise='linh_vuc', longest=40)}.yaml"] = text
    if not drafted:
        nothing = Problem("draft.nothing", "không có lĩnh vực nào có điểm", "kiểm tra cột mã và cột điểm", Place(settings.file))
        return Draft({}, tuple(in_reading_order([*making.problems, nothing])))
    scale = [root for root in drafted if _effect(root) == "scale"]
    maximum = _maximum(scale, tree, making)
    files["edition.yaml"] = _settings_text(making, maximum)
    english = "phần tiếng Anh tạm lặp lại tiếng Việt"
    making.problems.append(Problem("draft.english", english, "dịch các mục «en» trước khi ban hành", Place(settings.file), "warning"))
    return Draft(files, tuple(in_reading_order(making.problems)), len(drafted), making.criteria, making.leaves, making.understood)


def _title(node: Node) -> str:
    return " ".join(split_cell(node.title, abs(node.worth) or Fraction(1))[0].split()) or node.code


def _effect(node: Node) -> str:
    words = folded(node.title)
    if _PENALTY.fullmatch(words) and not _BONUS.fullmatch(words):
        return "penalty"
    return "bonus" if _BONUS.fullmatch(words) else "scale"


def _field_text(root: Node, making: _Making) -> str | None:
    """The text of a field's file, or None for one without any leaf."""
    effect = _effect(root)
    children = leaf_children(root)
    key = making.key(_title(root))
    items = [item for child in children for item in _item(child, effect, making)] if children else []
    worth = sum((abs(child.worth) for child in children), Fraction(0)) if effect != "scale" else root.worth
    if not children and root.points:
        items = [_leaf(root, f"{root.code}.1", effect, making)]
        message = f"lĩnh vực {root.code} không có tiêu chí con; đã đặt một tiêu chí {root.code}.1 với cùng số điểm"
        place = root.row.place(making.settings.file)
        making.problems.append(Problem("draft.field_is_leaf", message, "đối chiếu với văn bản", place, "warning"))
        worth = abs(root.points)
    if not items:
        message = f"lĩnh vực {root.code} «{_title(root)}» không có điểm, không đưa vào dự thảo"
        making.report_no_points(message, root)
        return None
    entries: list[Entry] = [
        Comment(f"nguồn: trang {root.row.sheet}, dòng {root.row.row}"),
        ("code", root.code), ("key", key), ("text", _both(_title(root))), ("max_points", exact_text(worth)),
        *([("outside_scale", "yes")] if effect != "scale" else []),
        *_note(root), ("criteria", items),
    ]
    return Block(tuple(entries)).text()


def _item(node: Node, effect: str, making: _Making) -> list[Block]:
    """A criterion with its leaves, or a leaf of its own."""
    own = _effect(node) if effect != "scale" else "scale"
    effect = own if own != "scale" else effect
    children = leaf_children(node)
    if not children:
        if not node.worth:
            _report_no_points(node, making)
            return []
        return [_leaf(node, node.code, effect, making)]
    key = making.key(_title(node))
    leaves = []
    for child in children:
        if child.worth:
            leaves.append(_leaf(child, child.code, _effect(child) if effect != "scale" and _effect(child) != "scale" else effect, making))
        else:
            _report_no_points(child, making)
    if not leaves:
        return []
    making.criteria += 1
    worth = node.worth if effect == "scale" else sum((abs(child.worth) for child in children), Fraction(0))
    entries: list[Entry] = [
        Comment(f"nguồn: trang {node.row.sheet}, dòng {node.row.row}"),
        ("code", node.code), ("key", key), ("text", _both(_title(node))), ("max_points", exact_text(worth)), *_note(node), ("sub_criteria", leaves),
    ]
    return [Block(tuple(entries))]


def _leaf(node: Node, code: str, effect: str, making: _Making) -> Block:
    title = split_cell(node.title, abs(node.worth))[0]
    made = draft_leaf(node, making.key(title), code, making.above, making.settings.file, effect)
    making.above = made.understood
    making.problems += made.problems
    making.leaves += 1
    making.understood += made.understood is not None
    scored_by = next(str(entry[1]) for entry in made.entry.entries if not isinstance(entry, Comment) and entry[0] == "scored_by")
    sums, name = (making.scored, scored_by) if effect == "scale" else (making.outside, effect)
    sums[name] = sums.get(name, Fraction(0)) + abs(node.worth)
    return made.entry


def _report_no_points(node: Node, making: _Making) -> None:
    message = f"mục {node.code} «{_title(node)[:80]}» không có điểm tối đa, không đưa vào dự thảo"
    making.report_no_points(message, node)


def _note(node: Node) -> list[Entry]:
    """What is printed with a field or criterion besides its title: its note, scoring text and rows without a code."""
    inside = split_cell(node.title, abs(node.worth) or Fraction(1))[1]
    parts = [inside, node.row.scoring, *(row.text or row.scoring for row in node.below), node.row.note]
    words = " / ".join(" ".join(part.split()) for part in parts if part)
    return [("note", words)] if words else []


def _maximum(scale: Sequence[Node], tree: Tree, making: _Making) -> Fraction:
    """Of the printed grand total, else of the fields together; a difference is reported with its cell."""
    summed = sum((root.worth for root in scale), Fraction(0))
    if tree.total is None or tree.total.points is None:
        return summed
    if tree.total.points != summed:
        message = f"tổng cộng ghi {shown(tree.total.points, 'vi', decimals=4)} điểm, các lĩnh vực cộng được {shown(summed, 'vi', decimals=4)}"
        making.problems.append(Problem("draft.sum", message, "sửa điểm của bảng hoặc của dự thảo", tree.total.place(making.settings.file, "points")))
    return tree.total.points


def _settings_text(making: _Making, maximum: Fraction) -> str:
    settings = making.settings
    entries: list[Entry] = [
        Comment(f"Dự thảo đọc từ {settings.file}. Những mục ghi «cần xác nhận» phải đối chiếu với văn bản ban hành."),
        ("set", settings.set_key),
        ("title", _both(settings.title)),
        ("status", "draft"),
        ("decision", settings.decision),
        Comment("cần xác nhận: loại cơ quan áp dụng"),
        ("applies_to", list(settings.applies_to)),
        ("in_force", {"since": settings.since.isoformat()}),
        ("max_points", exact_text(maximum)),
        Comment("cần xác nhận: làm tròn, cách xếp thứ hạng khi bằng điểm"),
        ("arithmetic", {"rounding": {"level": "total", "mode": "half_up", "decimals": "2"}, "ties": "standard"}),
        ("index", "percent_of_applicable"),
        Comment("cần xác nhận: mức xếp loại và khối xếp hạng (bảng không ghi)"),
        ("grades", []),
        ("ranking_groups", []),
        *_blocks(making),
        *_caps(making),
        ("note", "Bản dự thảo đọc từ bảng tính; phần tiếng Anh tạm lặp lại tiếng Việt."),
    ]
    return Block(tuple(entries)).text()


def _blocks(making: _Making) -> list[Entry]:
    """Points by appraisal and by survey, where the set has both."""
    survey = making.scored.get("survey", Fraction(0))
    others = {kind: points for kind, points in making.scored.items() if kind != "survey"}
    if not survey or not others:
        return []
    kinds = [kind for kind in ("self_then_appraiser", "appraiser", "data") if kind in others]
    appraised = {"vi": "Điểm thẩm định", "en": "Points by appraisal"}
    surveyed = {"vi": "Điểm điều tra xã hội học", "en": "Points by opinion survey"}
    blocks: list[dict[str, Any]] = [
        {"key": "appraisal", "text": appraised, "scored_by": kinds, "max_points": exact_text(sum(others.values(), Fraction(0)))},
        {"key": "survey", "text": surveyed, "scored_by": ["survey"], "max_points": exact_text(survey)},
    ]
    return [Comment("cần xác nhận: điểm thẩm định và điểm điều tra xã hội học"), ("blocks", blocks)]


def _caps(making: _Making) -> list[Entry]:
    if not making.outside:
        return []
    caps = {"bonus_cap": exact_text(making.outside.get("bonus", Fraction(0))), "penalty_cap": exact_text(making.outside.get("penalty", Fraction(0)))}
    return [Comment("cần xác nhận: trần điểm thưởng, điểm trừ trong năm (tạm lấy tổng các mục)"), ("outside_scale", caps)]


def _doubled_codes(roots: Sequence[Node], file: str) -> list[Problem]:
    seen: set[str] = set()
    problems: list[Problem] = []
    for node in (node for root in roots for node in root.everything()):
        if node.code in seen:
            problems.append(Problem("draft.double_code", f"mã {node.code} in hai lần", "sửa mã trong bảng hoặc trong dự thảo", node.row.place(file, "code")))
        seen.add(node.code)
    return problems


def _both(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}
