"""A claim that the unit is still writing: nobody has said that it is done."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.choices import ClaimState
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.not_reported_ready"
TITLE = Text("Đơn vị chưa báo khai xong", "Units have not reported these as done")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        if one.state == ClaimState.DRAFTED:
            message = f"tiêu chí {one.leaf.code} đang khai dở" + (f" ({one.lead_name})" if one.lead_name else "")
            yield Problem(CODE, message, "nhắc đơn vị bấm «Lưu và báo đã xong»", Place(path=one.leaf.key), "warning")
