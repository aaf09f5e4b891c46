"""Typed figures with neither evidence nor a word on where they come from: the appraiser could only take them on trust."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.without_explanation"
TITLE = Text("Số liệu khai không có tài liệu, cũng không có giải trình", "Figures with neither evidence nor explanation")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        if one.facts and not one.explanation and not one.evidence.brief:
            message = f"tiêu chí {one.leaf.code} có số liệu nhưng không có tài liệu kiểm chứng và không có giải trình"
            yield Problem(CODE, message, "dẫn tài liệu chứng minh, hoặc giải trình", Place(path=one.leaf.key))
