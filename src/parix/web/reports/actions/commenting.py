"""Comments on sections, and saying that they were seen to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.accounts.queries import User
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.actions import record
from parix.web.reports.actions.holding import held_report, held_section, subject_of
from parix.web.reports.choices import COMMENT_LIMIT, ReportState
from parix.web.reports.models import Comment, Report


@transaction.atomic
def comment(*, report: Report, key: str, text: str, by: User, at: datetime) -> Comment:
    """Raises ProblemsFound, StepRefused for an issued document."""
    held = _not_issued(report)
    text = text.strip()
    if not text or len(text) > COMMENT_LIMIT:
        raise ProblemsFound([Problem("reports.comment_length", f"góp ý phải có chữ và không quá {COMMENT_LIMIT} ký tự", "sửa góp ý", Place(path="text"))])
    made = Comment.objects.create(section=held_section(held, key), text=text, made_by=by, made_at=at)
    record(act="reports.comment_made", subject=subject_of(held), by=by, after={"section": key, "text": text}, scope=held.agency.code, at=at)
    return made


@transaction.atomic
def settle_comment(*, report: Report, comment_id: int, by: User, at: datetime) -> None:
    """Raises Comment.DoesNotExist, StepRefused. Settling twice changes nothing."""
    held = _not_issued(report)
    made = Comment.objects.select_for_update(of=("self",)).select_related("section").get(pk=comment_id, section__report=held)
    if made.settled_at is None:
        made.settled_by, made.settled_at = by, at
        made.save(update_fields=["settled_by", "settled_at"])
        record(
            act="reports.comment_settled", subject=subject_of(held), by=by, after={"section": made.section.key, "text": made.text},
            scope=held.agency.code, at=at,
        )


def _not_issued(report: Report) -> Report:
    held = held_report(report)
    if held.state == ReportState.ISSUED:
        raise StepRefused("văn bản đã ban hành: không góp ý được nữa")
    return held
