"""Full points, evidence asked for by the set, and an explanation that names no document: neither a number nor a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.full_without_proof"
TITLE = Text("Điểm tự chấm cao nhưng không dẫn tài liệu kiểm chứng", "High self-score without naming evidence")
NAMES_A_DOCUMENT = re.compile(r"\d+\s*/\s*\S+|https?://\S+")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        leaf = one.leaf
        is_full = leaf.is_on_scale and leaf.won == leaf.max_points
        if is_full and leaf.evidence and one.explanation and not NAMES_A_DOCUMENT.search(one.explanation):
            message = f"tiêu chí {leaf.code} tự chấm đủ điểm nhưng thuyết minh không dẫn văn bản nào"
            yield Problem(CODE, message, "ghi số, ký hiệu, ngày văn bản hoặc đường dẫn", Place(path=leaf.key), "warning")
