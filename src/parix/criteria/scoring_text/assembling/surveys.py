"""Survey answers: options with weights ("A=100%, B=60%"), the share who are satisfied, or points converted by share."""

from __future__ import annotations

import re

from parix.criteria.scoring_text.amounts import NUMBER, UNIT
from parix.criteria.scoring_text.assembling.figures import points_shown, share_text
from parix.criteria.scoring_text.passages import Passage, exact_number
from parix.criteria.scoring_text.results import Leaf, RoleHint, Rule, Unclear, Understood

_WEIGHT = re.compile(rf"(?P<option>[^\W\d_][^=:,;()%\n]{{0,40}}?)\s*[=:]\s*(?P<weight>{NUMBER})\s*%")
_WORTH = re.compile(
    rf"(?:(?<![a-z])[a-h][.)]\s*)?(?P<option>[^\W\d_][^=:,;.()%\n]{{0,40}}?)\s*[=:]\s*(?:(?P<weight>{NUMBER})\s*%\s*(?:so\s+)?(?:diem)?|(?P<points>{NUMBER})\s*{UNIT})"
)
_SURVEYED = re.compile(r"\b(?:phieu|khao sat|dieu tra|xhh|dtxhh|ha[ij] long|sipas|y kien)\b")
_TIMES = re.compile(rf"\bx\s*(?:(?P<points>{NUMBER})\s*(?:{UNIT})?|(?:so\s+)?diem (?:toi da|chuan))")
_SMALLEST = re.compile(
    r"(?:neu\s+)?(?:duoi|khong du|nho hon|it hon|chua du)\s+(?:co mau|so phieu|mau)(?:\s+toi thieu)?\s*(?P<number>\d+)?(?:\s*phieu)?\s*(?::"
    r"|thi)?\s*(?P<what>khong ap dung|khong danh gia|khong tinh|loai)[^;.]*"
)
_CONVERTED = re.compile(
    r"(?:diem|ket qua|theo|tinh|so diem|danh gia|duoc|lay)?[^;:\d%]{0,40}\b(?:phieu|khao sat|dieu tra|xhh"
    r"|dtxhh|y kien|sipas|ha[ij] long)\b[^;:\d%]{0,80}\b(?:quy doi|theo ty le|tuong ung|quy ra diem)\b[^;:\d%]{0,60}"
    r"|(?:quy doi|chuyen doi)[^;:\d%]{0,60}\b(?:phieu|khao sat|dieu tra|xhh|dtxhh|y kien|sipas|ha[ij] long)\b[^;:\d%]{0,60}"
)
_HARMLESS = re.compile(
    r"(?:\b(?:diem|phieu|binh quan|trung binh|khao sat|dieu tra|xa hoi hoc|xhh|ket qua|cac|muc|cham|tinh"
    r"|theo|cua|quy doi|va|trong do|voi|danh gia|y kien|phuong an|tra loi|la|so|toi da|cau|hoi|do|moi|the|nhu"
    r"|sau|ha[ij] long|ty le)\b|[\s.,;:()=+*•-])*"
)


def survey_rule(text: Passage, leaf: Leaf) -> Understood | None:
    """The survey rule that the whole text is, or None."""
    if not _SURVEYED.search(text.plain):
        return None
    if _CONVERTED.fullmatch(text.words):
        leaf.remark("phiếu điều tra quy đổi theo tỷ lệ: cần xác nhận cách quy đổi")
        return leaf.understood({"kind": "proportional"}, {"share": RoleHint()}, by_survey=True)
    for pattern in (_WEIGHT, _WORTH):
        weights = list(pattern.finditer(text.plain))
        found = _weighted(text, weights, leaf) if len(weights) >= 2 else None
        if found is not None:
            return found
    return None


def _weighted(text: Passage, weights: list[re.Match[str]], leaf: Leaf) -> Understood | None:
    rest = text
    for match in reversed(weights):
        rest = rest.without(*match.span())
    if any("points" in match.groupdict() for match in weights) and not _SURVEYED.search(rest.plain):
        return None  # "tổ chức khảo sát: 1; không tổ chức: 0" only speaks of a survey
    times, smallest = _TIMES.search(rest.plain), _SMALLEST.search(rest.plain)
    if times and times["points"] and exact_number(times["points"]) != leaf.max_points:
        raise Unclear(f"công thức nhân với {times['points']} điểm, điểm tối đa là {points_shown(leaf.max_points)}", text.shown)
    for found in sorted((match for match in (times, smallest) if match), key=lambda match: -match.start()):
        rest = rest.without(*found.span())
    if not _HARMLESS.fullmatch(rest.plain):
        return None
    table: dict[str, str] = {}
    for match in weights:
        weight = exact_number(match["weight"]) / 100 if match["weight"] else exact_number(match.groupdict()["points"] or "0") / leaf.max_points
        option = _option(text.cut(*match.span("option")))
        if weight > 1 or option in table:
            raise Unclear("trọng số phương án trả lời lớn hơn 100 % hoặc phương án nêu hai lần", text.shown)
        table[option] = share_text(weight)
    if "100%" not in table.values():
        raise Unclear("không phương án nào được 100 % số điểm", text.shown)
    rule: Rule = {"kind": "survey_answers", "weights": table}
    _set_smallest(rule, smallest, leaf)
    return leaf.understood(rule, {"answers": RoleHint()}, by_survey=True)


def _set_smallest(rule: Rule, smallest: re.Match[str] | None, leaf: Leaf) -> None:
    if smallest is None:
        return
    if smallest["number"]:
        rule["min_answers"] = smallest["number"]
    else:
        leaf.remark("chưa rõ cỡ mẫu tối thiểu; cần ghi min_answers")
    rule["below_minimum"] = "drop"


def _option(printed: Passage) -> str:
    words = printed.trimmed().shown
    return words.upper() if len(words) == 1 else words.lower()
