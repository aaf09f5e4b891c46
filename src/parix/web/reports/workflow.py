"""What a document can go through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from collections.abc import Callable

from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import StepRefused
from parix.web.reports.choices import ReportState
from parix.web.reports.rules import ReportLike, may_decide, may_submit

STEPS: dict[tuple[str, str], tuple[ReportState, Callable[[Standing, ReportLike], bool]]] = {
    (ReportState.DRAFTED, "submit"): (ReportState.SUBMITTED, may_submit),
    (ReportState.SUBMITTED, "send_back"): (ReportState.DRAFTED, may_decide),
    (ReportState.SUBMITTED, "issue"): (ReportState.ISSUED, may_decide),
}
WHO = {
    "submit": "chỉ cán bộ cải cách hành chính của cơ quan trình được", "send_back": "chỉ lãnh đạo cơ quan trả lại được",
    "issue": "chỉ lãnh đạo cơ quan duyệt, ban hành được",
}


def next_state(verb: str, standing: Standing, report: ReportLike) -> ReportState:
    """The state after the verb. Raises StepRefused with a sentence for people."""
    step = STEPS.get((report.state, verb))
    if step is None:
        label = ReportState(report.state).label
        raise StepRefused(f"văn bản {label}: tải lại trang để xem bước tiếp theo")
    following, may = step
    if not may(standing, report):
        raise StepRefused(WHO[verb])
    return following
