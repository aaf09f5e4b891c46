"""Evidence that was used before: in another year, or by another agency, as the same file or a near-same scan."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.queries.drafts import Draft

CODE = "readiness.used_elsewhere"
TITLE = Text("Tài liệu đã dùng cho năm khác hoặc cơ quan khác", "Evidence used for another year or by another agency")


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        for row in one.evidence.brief:
            if row.reuses:
                first = row.reuses[0]
                whose = "một cơ quan khác" if first.is_other_agency else f"{first.round.vi}, tiêu chí {first.leaf_code}"
                message = f"tiêu chí {one.leaf.code}: tài liệu {row.number_and_symbol or row.title[:80]} đã dùng cho {whose}"
                yield Problem(CODE, message, "nếu vẫn đúng thì giải trình vì sao dùng lại", Place(path=one.leaf.key), "warning")
