"""A document held for a change, in a state that still allows it."""

from __future__ import annotations

from parix.web.accounts.workflow import StepRefused
from parix.web.reports.choices import ReportState
from parix.web.reports.models import Report, Section


def held_draft(report: Report) -> Report:
    """Locked until the transaction ends. Raises StepRefused unless it is still being drafted."""
    held = held_report(report)
    if held.state != ReportState.DRAFTED:
        raise StepRefused(f"văn bản {ReportState(held.state).label}: không sửa được nữa, trừ khi lãnh đạo trả lại")
    return held


def held_report(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("agency", "agency__parent").get(pk=report.pk)


def held_section(report: Report, key: str) -> Section:
    """Raises Section.DoesNotExist."""
    return Section.objects.select_for_update(of=("self",)).get(report=report, key=key)


def subject_of(report: Report) -> str:
    return f"reports.Report:{report.pk}"
