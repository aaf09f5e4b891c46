"""Evidence that a person has not confirmed, or that is still to be read: nobody knows yet whether it proves anything."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.choices import EvidenceState
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.evidence_waits"
TITLE = Text("Tài liệu chưa ai xác nhận", "Evidence that nobody has confirmed")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        waiting = [row for row in one.evidence.brief if row.state == EvidenceState.WAITING]
        if waiting:
            message = f"tiêu chí {one.leaf.code} có {len(waiting)} tài liệu chờ đọc hoặc chưa ai xác nhận là văn bản gì"
            yield Problem(CODE, message, "mở tài liệu, xem các mục máy đề xuất rồi xác nhận", Place(path=one.leaf.key), "warning")
