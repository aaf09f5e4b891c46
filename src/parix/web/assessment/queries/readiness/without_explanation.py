"""Typed figures without a word on where they come from: the appraiser could only take them on trust."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.without_explanation"
TITLE = Text("Số liệu khai không có thuyết minh", "Figures without a written explanation")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        if one.facts and not one.explanation:
            message = f"tiêu chí {one.leaf.code} có số liệu nhưng không có thuyết minh"
            yield Problem(CODE, message, "ghi số, ký hiệu, ngày của văn bản chứng minh, hoặc giải trình", Place(path=one.leaf.key))
