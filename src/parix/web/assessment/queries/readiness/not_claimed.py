"""A leaf that the agency is to state has neither figures nor an explanation of why there are none."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.not_claimed"
TITLE = Text("Tiêu chí chưa khai", "Leaves not filled in")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        if not one.facts and not one.explanation:
            message = f"tiêu chí {one.leaf.code} chưa khai số liệu và chưa có giải trình"
            yield Problem(CODE, message, "khai số liệu, hoặc giải trình vì sao không có", Place(path=one.leaf.key))
