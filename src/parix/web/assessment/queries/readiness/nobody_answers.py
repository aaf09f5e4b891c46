"""A leaf without a lead unit: nobody will answer the appraiser's questions about it."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.nobody_answers"
TITLE = Text("Tiêu chí không có đơn vị chủ trì", "Leaves without a lead unit")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        if one.lead_id is None:
            yield Problem(
                CODE, f"tiêu chí {one.leaf.code} chưa giao cho đơn vị nào", "phân công đơn vị chủ trì", Place(path=one.leaf.key), "warning",
            )
