"""One leaf of the draft: its rule where the scoring text was understood, else an awarded rule and a note for a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parix.criteria.drafting.edition_text import Block, Comment
from parix.criteria.drafting.scoring_lines import ScoringText, scoring_of
from parix.criteria.drafting.trees import Node
from parix.criteria.scoring_text import NotUnderstood, RoleHint, Understood, read_scoring_text
from parix.foundation.folding import folded
from parix.foundation.numbers import exact_text, shown
from parix.foundation.problems import Problem

AWARDED: dict[str, Any] = {"kind": "awarded"}
NOTE_TO_FINISH = "Dự thảo: quy tắc chấm chưa hoàn chỉnh, tạm lấy điểm do cơ quan thẩm định cho."

_SURVEYED = re.compile(r"\b(?:xhh|dtxhh|xa hoi hoc|sipas|phieu khao sat|khao sat|hai long)\b")
_NOT_SURVEYED = re.compile(r"\bkhong (?:co )?(?:phan )?(?:dieu tra |khao sat )?(?:xhh|xa hoi hoc)\b|ket qua (?:dieu tra|khao sat)")
_BY_DATA = re.compile(r"\b(?:he thong|du lieu|so lieu|trich xuat|thong ke|tu dong|phan mem)\b")
_BY_APPRAISER = re.compile(r"\b(?:khong tu cham|co quan tham dinh cham|so noi vu cham|hoi dong cham|tham dinh truc tiep)\b")


@dataclass(frozen=True, slots=True)
class LeafDraft:
    """`entry` goes into the edition; `understood` is None where a person has to write the rule."""

    entry: Block
    understood: Understood | None
    problems: tuple[Problem, ...]


def draft_leaf(node: Node, key: str, code: str, above: Understood | None, file: str, effect: str) -> LeafDraft:
    maximum = abs(node.worth)
    text = scoring_of(node, maximum)
    read = read_scoring_text(text.text, maximum, text.title, above)
    understood = read if isinstance(read, Understood) else None
    problems = [*_problems(read, node, text, file), *_survey_problems(node, file)]
    title = text.title or code
    entry: list[tuple[str, Any] | Comment] = [
        ("code", code),
        ("key", key),
        ("text", {"vi": title, "en": title}),
        ("max_points", exact_text(maximum)),
        *([("effect", effect)] if effect != "scale" else []),
        ("scored_by", _scored_by(node, text, understood)),
        *_source(node, text),
    ]
    if understood is not None:
        entry += _rule(understood, key, title)
    else:
        assert isinstance(read, NotUnderstood)
        entry += _unfinished(read, key, title, text)
    entry += _evidence(node)
    if understood is not None and node.row.note and text.text != node.row.note:
        entry.append(("note", " ".join(node.row.note.split())))
    return LeafDraft(Block(tuple(entry)), understood, tuple(problems))


def _source(node: Node, text: ScoringText) -> list[Comment]:
    where = f"nguồn: trang {node.row.sheet}, dòng {node.row.row}"
    if not text.text:
        return [Comment(where)]
    return [Comment(f"{where}; cách chấm:"), *(Comment(f"  {line}") for line in text.text.split("\n"))]


def _rule(understood: Understood, key: str, title: str) -> list[tuple[str, Any] | Comment]:
    arose: list[tuple[str, Any] | Comment] = [("nothing_arose", understood.nothing_arose)] if understood.nothing_arose else []
    remarks = [Comment(f"cần xác nhận: {remark}") for remark in understood.remarks]
    return [*arose, *remarks, ("rule", understood.rule), ("measures", _measures(understood.roles, key, title))]


def _unfinished(read: NotUnderstood, key: str, title: str, text: ScoringText) -> list[tuple[str, Any] | Comment]:
    lines: list[tuple[str, Any] | Comment] = [("rule", AWARDED)]
    if read.suggestion is not None:
        likely = Block(tuple(_rule(read.suggestion, key, title)))
        lines += [Comment("gợi ý, dùng được sau khi xác nhận (thay cho rule và measures ở đây):"), *(Comment(f"  {line}") for line in likely.lines(0))]
    lines.append(("measures", _measures({"points": RoleHint(item=f"điểm do cơ quan thẩm định cho: {title}")}, key, title)))
    original = f" Cách chấm trong văn bản: {' / '.join(text.text.split(chr(10)))}" if text.text else " Văn bản không ghi cách chấm."
    reason = f" {read.reason[:1].upper()}{read.reason[1:]}." if text.text else ""
    lines.append(("note", f"{NOTE_TO_FINISH}{reason}{original}"))
    return lines


def _measures(roles: Mapping[str, RoleHint], key: str, title: str) -> dict[str, Any]:
    """A code of its own for each role; the item is what the text counts, else the leaf's title."""
    measures: dict[str, Any] = {}
    for role, hint in roles.items():
        item = hint.item or title
        measure: dict[str, Any] = {"code": f"{key}.{role}", "item": {"vi": item, "en": item}}
        if hint.of:
            measure["of"] = {"vi": hint.of, "en": hint.of}
        if hint.may_exceed:
            measure["numerator_may_exceed"] = "yes"
        measures[role] = measure
    return measures


def _evidence(node: Node) -> list[tuple[str, Any] | Comment]:
    if not node.row.evidence:
        return []
    text = " ".join(node.row.evidence.split())
    return [("evidence", [{"kind": "document", "text": {"vi": text, "en": text}}])]


def _scored_by(node: Node, text: ScoringText, understood: Understood | None) -> str:
    row = node.row
    about = f"{folded(row.method)} | {folded(row.note)} | {folded(node.title)} | {folded(text.text)}"
    if row.by_survey or (row.survey_points and row.survey_points == node.points) or (understood is not None and understood.by_survey):
        return "survey"
    if _SURVEYED.search(_NOT_SURVEYED.sub("", about)) and not row.survey_points:
        return "survey"
    if _BY_APPRAISER.search(about):
        return "appraiser"
    return "data" if _BY_DATA.search(folded(row.method)) else "self_then_appraiser"


def _problems(read: Understood | NotUnderstood, node: Node, text: ScoringText, file: str) -> list[Problem]:
    name = f"tiêu chí {node.code} «{_short(text.title)}»"
    place = text.row.place(file, text.what)
    if isinstance(read, Understood):
        return [Problem("draft.rule_to_confirm", f"{name}: {remark}", "xác nhận hoặc sửa quy tắc trong dự thảo", place, "warning") for remark in read.remarks]
    if not text.text:
        message = f"{name} ({shown(node.worth, 'vi', decimals=4)} điểm) không có cách chấm trong bảng"
        return [Problem("draft.rule_missing", message, "viết quy tắc chấm thay cho «awarded»", place, "warning")]
    remedy = "xác nhận gợi ý trong dự thảo hoặc viết quy tắc" if read.suggestion else "viết quy tắc chấm thay cho «awarded»"
    part = f"; phần chưa hiểu: «{_short(read.part)}»" if read.part and _short(read.part) != _short(text.text) else ""
    message = f"{name}: {read.reason}{part}; cách chấm: «{_short(text.text, 300)}»"
    return [Problem("draft.rule_not_understood", message, remedy, place, "warning")]


def _survey_problems(node: Node, file: str) -> list[Problem]:
    share, points = node.row.survey_points, node.points
    if not share or points is None or share == points:
        return []
    message = f"tiêu chí {node.code}: {shown(share, 'vi', decimals=4)} trong {shown(points, 'vi', decimals=4)} điểm do điều tra xã hội học"
    remedy = "tách thành hai tiêu chí thành phần, một thẩm định, một điều tra"
    return [Problem("draft.two_ways_scored", message, remedy, node.row.place(file, "points"), "warning")]


def _short(text: str, longest: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
