"""Full points, evidence asked for by the set, and no document linked that holds: neither a good one nor one that still waits."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.choices import EvidenceState
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.full_without_proof"
TITLE = Text("Điểm tự chấm cao nhưng không có tài liệu kiểm chứng", "High self-score without evidence")
HOLD = (EvidenceState.ENOUGH, EvidenceState.WAITING)


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        leaf = one.leaf
        is_full = leaf.is_on_scale and leaf.won == leaf.max_points
        if is_full and leaf.evidence and not any(row.state in HOLD for row in one.evidence.brief):
            has = f"tài liệu đã dẫn: {one.evidence.state.label}" if one.evidence.brief else "chưa dẫn tài liệu nào"
            message = f"tiêu chí {leaf.code} tự chấm đủ điểm nhưng không có tài liệu kiểm chứng ({has})"
            yield Problem(CODE, message, "dẫn tài liệu mà bộ chỉ số yêu cầu ở trang của tiêu chí", Place(path=leaf.key), "warning")
