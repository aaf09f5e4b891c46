"""Evidence that was brought and does not hold: the quoted number or words are not there, another body issued it, it is of the wrong
kind, late, undated or cannot be read. What lies outside of the period is `outside_period`'s to tell."""

from __future__ import annotations

from collections.abc import Iterator

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem
from parix.web.assessment.choices import EvidenceState
from parix.web.assessment.queries.drafts import Draft
from parix.web.assessment.queries.evidence import BriefRow

CODE = "readiness.evidence_fails"
TITLE = Text("Tài liệu kiểm chứng không đứng vững khi đối chiếu", "Evidence that does not hold when checked")
FAILS = (
    EvidenceState.WRONG_KIND, EvidenceState.UNREADABLE, EvidenceState.MISPOINTED, EvidenceState.OTHER_ISSUER, EvidenceState.TOO_LATE, EvidenceState.UNDATED,
)


def found(draft: Draft) -> Iterator[Problem]:
    for one in draft.claimed:
        for row in one.evidence.brief:
            if row.state in FAILS:
                which = row.number_and_symbol or row.title[:80]
                message = f"tiêu chí {one.leaf.code}: tài liệu {which} {row.state.label}{_why(row)}"
                yield Problem(CODE, message, "sửa chỗ dẫn, thay tài liệu, hoặc giải trình", Place(path=one.leaf.key), "warning")


def _why(row: BriefRow) -> str:
    errors = [problem.message for problem in row.problems if problem.severity == "error"]
    return f" ({errors[0]})" if row.state == EvidenceState.MISPOINTED and errors else ""
