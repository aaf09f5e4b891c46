""" "Như trên x 6", "cách chấm như tiêu chí trên": the rule of the leaf above, scaled to this leaf's maximum."""

from __future__ import annotations

import re

from parix.criteria.scoring_text.amounts import NUMBER, UNIT
from parix.criteria.scoring_text.assembling.figures import points_shown
from parix.criteria.scoring_text.passages import Passage, exact_number
from parix.criteria.scoring_text.results import Leaf, RoleHint, Unclear, Understood

_AS_ABOVE = re.compile(
    r"(?:(?:cach\s+)?(?:cham|tinh)(?:\s+diem)?\s+)?(?:tuong tu|giong|nhu)\s+(?:(?:doi voi\s+)?(?:muc|tieu chi"
    r"|cach cham|cach tinh|noi dung|phan)(?:\s+thanh phan)?\s+)?(?:o\s+)?tren"
    rf"(?:\s*,?\s*(?:x|nhan(?:\s+voi)?)\s*(?:(?P<points>{NUMBER})\s*(?:{UNIT})?|(?:so\s+)?diem (?:toi da|chuan)))?"
)
_SAME_AT_ANY_MAXIMUM = {"yes_no", "proportional", "survey_answers", "share_satisfied", "against_best", "mean_of_components"}


def as_above(whole: Passage, leaf: Leaf, above: Understood | None) -> Understood | None:
    match = _AS_ABOVE.fullmatch(whole.words)
    if match is None:
        return None
    if match["points"] and exact_number(match["points"]) != leaf.max_points:
        raise Unclear(f"nhân với {match['points']} điểm, điểm tối đa là {points_shown(leaf.max_points)}", whole.shown)
    if above is None:
        raise Unclear("tiêu chí phía trên chưa có quy tắc để dùng lại", whole.shown)
    if above.rule["kind"] not in _SAME_AT_ANY_MAXIMUM:
        raise Unclear("quy tắc phía trên nêu điểm cụ thể, chưa rõ đổi sang điểm tối đa này thế nào", whole.shown)
    hints = {role: RoleHint(may_exceed=hint.may_exceed) for role, hint in above.roles.items()}
    return Understood(above.rule, hints, above.nothing_arose, above.by_survey, above.remarks)

