"""Reviews of procedures: planned for a year, concluded with what is cut, dropped with a reason. Each act is in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Problem, refuse_errors
from parix.procedures.compliance_cost import Task
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.onestop.procedures.actions.keeping import problem, subject_of
from parix.web.onestop.procedures.choices import Proposal, ReviewVerb
from parix.web.onestop.procedures.models import Procedure, Review
from parix.web.onestop.procedures.queries.catalogue import keeps
from parix.web.onestop.procedures.workflow import next_state
from parix.web.organisations.queries import Agency


@dataclass(frozen=True, slots=True)
class Side:
    """Before or after: None where nobody has counted; no tasks: no cost is known."""

    days: int | None = None
    papers: int | None = None
    conditions: int | None = None
    tasks: Sequence[Task] = ()

    def stored(self) -> dict[str, Any]:
        tasks = [
            {"name": one.name, **{key: str(getattr(one, key)) for key in ("hours", "hourly_income", "hired", "fees", "other")}} for one in self.tasks
        ]
        return {"days": self.days, "papers": self.papers, "conditions": self.conditions, "tasks": tasks}


@dataclass(frozen=True, slots=True)
class ReviewGiven:
    proposal: str = ""
    reason: str = ""
    reviewed_on: date | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    before: Side = Side()
    after: Side = Side()
    times: Decimal | None = None
    subjects: int | None = None


@transaction.atomic
def plan_reviews(*, agency: Agency, year: int, procedures: Sequence[Procedure], plan: Cited | None, by: User, at: datetime) -> list[Review]:
    """Those that the year's plan holds already are left as they are. Raises PermissionDenied, ProblemsFound."""
    if not keeps(standing_of(by), agency, timezone.localdate(at)) or any(one.agency_id != agency.pk for one in procedures):
        raise PermissionDenied("chỉ người giữ danh mục lập kế hoạch rà soát")
    refuse_errors([] if procedures else [problem("nothing_chosen", "chưa chọn thủ tục nào", "chọn ít nhất một thủ tục", "procedures")])
    document = cited_document(agency=agency, cited=plan, by=by, at=at) if plan else None
    held = set(Review.objects.filter(year=year, procedure__in=procedures).values_list("procedure_id", flat=True))
    made = [Review(procedure=one, agency=agency, year=year, plan=document, made_by=by) for one in procedures if one.pk not in held]
    Review.objects.bulk_create(made)
    for one in made:
        record(act="procedures.review_planned", subject=subject_of(one.procedure), by=by, after={"year": year}, scope=agency.code, at=at)
    return made


@transaction.atomic
def take_step(*, review: Review, verb: ReviewVerb, given: ReviewGiven, by: User, at: datetime) -> Review:
    """Raises PermissionDenied, StepRefused (state), ProblemsFound (what was given)."""
    held = Review.objects.select_for_update(of=("self",)).select_related("agency", "procedure").get(pk=review.pk)
    today = timezone.localdate(at)
    if not keeps(standing_of(by), held.agency, today):
        raise PermissionDenied("chỉ người giữ danh mục ghi kết quả rà soát")
    following = next_state(held.state, verb)
    refuse_errors(_problems(verb, given, today))
    before = {"state": held.state}
    held.state, held.reason = following, given.reason.strip()
    if verb == ReviewVerb.REVIEW:
        held.proposal, held.reviewed_on, held.times, held.subjects = given.proposal, given.reviewed_on, given.times, given.subjects
        held.is_necessary, held.is_reasonable, held.is_legal = (given.answers.get(key) for key in ("necessary", "reasonable", "legal"))
        held.before, held.after = given.before.stored(), given.after.stored()
    held.save()
    after = {"state": held.state, "proposal": held.proposal}
    record(
        act=f"procedures.review_{verb.value}", subject=subject_of(held.procedure), by=by, before=before, after=after, reason=held.reason[:300],
        scope=held.agency.code, at=at,
    )
    return held


def _problems(verb: ReviewVerb, given: ReviewGiven, today: date) -> list[Problem]:
    found = []
    if verb != ReviewVerb.REVIEW:
        return [] if given.reason.strip() else [problem("reason_missing", "chưa ghi lý do", "ghi lý do", "reason")]
    if given.proposal not in Proposal.values:
        found.append(problem("proposal_missing", "chưa chọn kiến nghị", "chọn giữ nguyên, đơn giản hóa, thay thế hoặc bãi bỏ", "proposal"))
    if given.proposal not in ("", Proposal.KEEP) and not given.reason.strip():
        found.append(problem("reason_missing", "chưa ghi lý do, nội dung kiến nghị", "ghi cắt giảm những gì và vì sao", "reason"))
    if given.reviewed_on is None or given.reviewed_on > today:
        found.append(problem("reviewed_on_odd", "chưa ghi ngày rà soát, hoặc ngày ở tương lai", "ghi ngày", "reviewed_on"))
    if bool(given.before.tasks) != bool(given.after.tasks) and given.proposal != Proposal.ABOLISH:
        remedy = "ghi các việc cả trước và sau đơn giản hóa, hoặc để trống cả hai"
        found.append(problem("cost_one_sided", "chi phí tuân thủ mới có một bên", remedy, "tasks_after"))
    if given.before.tasks and (given.times is None or given.subjects is None):
        found.append(problem("who_applies_missing", "chưa ghi số lần và số đối tượng một năm", "ghi cả hai số để tính chi phí một năm", "subjects"))
    return found
