"""Drafting: the head of a plan, and its assignments one by one, until it is approved; afterwards with a reason and beside the promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import Change, record, record_many, refuse_if_changed
from parix.web.files.queries import Document
from parix.web.organisations.queries import Agency, Unit
from parix.web.plans.actions.telling import tell_assignment_given, tell_changed
from parix.web.plans.actions.turning import lay_turns
from parix.web.plans.choices import MEASURED_AS, PlanKind, PlanState, Recurrence
from parix.web.plans.models import Assignment, Plan
from parix.web.plans.rules import may_change_plan, may_direct, may_draft_plan

TEXT_LENGTH, MOST_ASSIGNMENTS = 4_000, 500
YEARS_APART = 20


@dataclass(frozen=True, slots=True)
class PlanGiven:
    """The head of a plan, as a person says it."""

    kind: str
    title: str
    year: int
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    measured_as: str = ""

    def problems(self, today: date) -> list[Problem]:
        found = []
        if self.kind not in PlanKind.values:
            found.append(_problem("kind_unknown", "chưa chọn loại", "chọn kế hoạch, văn bản chỉ đạo hoặc kết luận", "kind"))
        if not self.title.strip():
            found.append(_problem("title_missing", "chưa ghi tên, trích yếu", "ghi ít nhất vài chữ", "title"))
        if abs(self.year - today.year) > YEARS_APART:
            found.append(_problem("year_odd", f"năm {self.year} không hợp lý", "ghi năm thực hiện", "year"))
        if self.issued_on and self.issued_on > today:
            found.append(_problem("date_in_future", f"ngày {self.issued_on:%d/%m/%Y} ở tương lai", "sửa ngày ban hành", "issued_on"))
        if self.measured_as and self.measured_as not in MEASURED_AS:
            found.append(_problem("measure_unknown", "không có cách đếm này", "chọn trong danh sách", "measured_as"))
        return found


@dataclass(frozen=True, slots=True)
class AssignmentGiven:
    """An assignment as a person says it; `span` where it stands in the plan's document."""

    text: str
    lead: Unit | None = None
    lead_name: str = ""
    supporting: Sequence[Unit] = ()
    support_names: Sequence[str] = ()
    section: str = ""
    field: str = ""
    due_on: date | None = None
    due_words: str = ""
    due_day: int | None = None
    recurrence: str = Recurrence.ONCE.value
    product: str = ""
    leaves: Sequence[str] = ()
    span: dict[str, int] | None = None

    def problems(self, agency_id: int, path: str = "") -> list[Problem]:
        at, found = (lambda name: f"{path}.{name}" if path else name), []
        if not self.text.strip():
            found.append(_problem("text_missing", "chưa ghi nội dung nhiệm vụ", "ghi việc phải làm", at("text")))
        if len(self.text) > TEXT_LENGTH:
            found.append(_problem("text_too_long", f"nội dung dài quá {TEXT_LENGTH} ký tự", "viết gọn lại, hoặc tách thành nhiều nhiệm vụ", at("text")))
        if self.recurrence not in Recurrence.values:
            found.append(_problem("recurrence_unknown", "không có kiểu định kỳ này", "chọn trong danh sách", at("recurrence")))
        if self.due_day is not None and not 1 <= self.due_day <= 31:
            found.append(_problem("day_impossible", f"không có ngày {self.due_day} trong tháng", "ghi từ 1 đến 31", at("due_day")))
        if self.recurrence == Recurrence.REGULAR and self.due_on:
            found.append(_problem("regular_has_due", "việc thường xuyên thì không có hạn", "bỏ hạn, hoặc chọn định kỳ khác", at("due_on")))
        if any(unit.agency_id != agency_id for unit in (*((self.lead,) if self.lead else ()), *self.supporting)):
            found.append(_problem("unit_elsewhere", "đơn vị thuộc cơ quan khác", "chọn đơn vị của cơ quan", at("lead")))
        if self.lead is not None and self.lead in self.supporting:
            found.append(_problem("leads_and_supports", "một đơn vị vừa chủ trì vừa phối hợp", "bỏ ở một trong hai chỗ", at("supporting")))
        return found

    def columns(self) -> dict[str, Any]:
        names = ("lead", "section", "field", "due_on", "due_words", "due_day", "recurrence", "product", "span")
        cut = {"section": 300, "field": 200, "due_words": 300, "product": 500}
        kept = {name: getattr(self, name)[: cut[name]] if name in cut else getattr(self, name) for name in names}
        return {
            **kept, "text": self.text.strip(), "lead_name": "" if self.lead else self.lead_name[:300], "support_names": list(self.support_names),
            "leaves": sorted(set(self.leaves)),
        }


@transaction.atomic
def draft_plan(*, agency: Agency, given: PlanGiven, document: Document | None = None, by: User, at: datetime) -> Plan:
    """Raises PermissionDenied, ProblemsFound."""
    if not may_draft_plan(standing_of(by), agency.pk):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan lập được kế hoạch")
    refuse_errors([*given.problems(timezone.localdate(at)), *_document_problems(agency, document)])
    plan = Plan.objects.create(agency=agency, document=document, drafted_by=by, drafted_at=at, **_head(given))
    record(act="plans.plan_drafted", subject=subject_of(plan), by=by, after={**_head(given), "document": _id_of(document)}, scope=agency.code, at=at)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, given: PlanGiven, by: User, at: datetime, seen: int | None = None) -> Plan:
    """The head of a drafted plan. Raises PermissionDenied, ProblemsFound, and ChangedMeanwhile when somebody changed it after the mark `seen`."""
    held = held_plan(plan, by)
    refuse_if_changed([subject_of(held)], seen)
    refuse_errors(given.problems(timezone.localdate(at)))
    before = {name: getattr(held, name) for name in _head(given)}
    for name, value in _head(given).items():
        setattr(held, name, value)
    held.save(update_fields=list(before))
    record(act="plans.plan_changed", subject=subject_of(held), by=by, before=before, after=_head(given), scope=held.agency.code, at=at)
    return held


@transaction.atomic
def remove_plan(*, plan: Plan, by: User, at: datetime) -> None:
    """A draft with its assignments; its document stays in the files room."""
    held = held_plan(plan, by)
    before = {"title": held.title, "assignments": held.assignments.count()}
    record(act="plans.plan_removed", subject=subject_of(held), by=by, before=before, scope=held.agency.code, at=at)
    held.delete()


@transaction.atomic
def add_assignments(*, plan: Plan, given: Sequence[AssignmentGiven], by: User, at: datetime, reason: str = "") -> list[Assignment]:
    """To a draft; to an approved plan with a reason: it is then no part of what was promised, and is given at once. Raises
    PermissionDenied, ProblemsFound (all problems of all rows, each at `number.field`)."""
    held = held_plan(plan, by, also_approved=True)
    problems = [one for number, row in enumerate(given) for one in row.problems(held.agency_id, str(number))]
    there = held.assignments.count()
    if there + len(given) > MOST_ASSIGNMENTS:
        problems.append(_problem("too_many", f"kế hoạch có hơn {MOST_ASSIGNMENTS} nhiệm vụ", "chia thành nhiều kế hoạch", "plan"))
    if held.state == PlanState.APPROVED and not reason.strip():
        problems.append(_problem("reason_missing", "kế hoạch đã duyệt: thêm nhiệm vụ cần lý do", "ghi lý do", "reason"))
    refuse_errors(problems)
    last = held.assignments.order_by("-number").values_list("number", flat=True).first() or 0
    made = Assignment.objects.bulk_create([
        Assignment(plan=held, number=last + place, added_by=by, added_at=at, **row.columns()) for place, row in enumerate(given, 1)
    ])
    links = Assignment.supporting.through
    links.objects.bulk_create([links(assignment_id=one.pk, unit_id=unit.pk) for one, row in zip(made, given, strict=True) for unit in row.supporting])
    changes = [Change(assignment_subject(one), None, told(one, row), held.agency.code) for one, row in zip(made, given, strict=True)]
    record_many(act="plans.assignment_added", changes=changes, by=by, reason=reason, at=at)
    if held.state == PlanState.APPROVED:
        lay_turns(plan=held, assignments=made, since=timezone.localdate(at), by=by, at=at)
        tell_assignment_given(plan=held, assignments=made, by=by, at=at)
    return made


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, given: AssignmentGiven, by: User, at: datetime, reason: str = "", seen: int | None = None,
) -> Assignment:
    """Everything in a draft. Of an approved plan all but the term (that is extended), with a reason; the promise stays beside it. Raises
    PermissionDenied, ProblemsFound, and ChangedMeanwhile when somebody changed it after the mark `seen`."""
    held = Assignment.objects.select_for_update(of=("self",)).select_related("plan__agency", "lead").prefetch_related("supporting").get(pk=assignment.pk)
    standing, is_draft = standing_of(by), held.plan.state == PlanState.DRAFTED
    if not (may_change_plan(standing, held.plan) or may_direct(standing, held)):
        raise PermissionDenied
    refuse_if_changed([assignment_subject(held)], seen)
    problems = given.problems(held.agency_id)
    if not is_draft and not reason.strip():
        problems.append(_problem("reason_missing", "kế hoạch đã duyệt: sửa nhiệm vụ cần lý do", "ghi lý do", "reason"))
    refuse_errors(problems)
    before = told_now(held)
    columns = given.columns()
    if not is_draft:
        columns = {name: value for name, value in columns.items() if name not in ("due_on", "due_day", "due_words", "recurrence")}
    for name, value in columns.items():
        setattr(held, name, value)
    held.save(update_fields=list(columns))
    held.supporting.set(given.supporting)
    now = Assignment.objects.select_related("plan__agency", "lead").prefetch_related("supporting").get(pk=held.pk)
    record(
        act="plans.assignment_changed", subject=assignment_subject(now), by=by, before=before, after=told_now(now), reason=reason,
        scope=now.plan.agency.code, at=at,
    )
    if not is_draft:
        tell_changed(assignment=now, reason=reason, by=by, at=at)
    return now


@transaction.atomic
def remove_assignment(*, assignment: Assignment, by: User, at: datetime) -> None:
    """From a draft alone; what an approved plan promised is cancelled, not removed."""
    held = held_plan(assignment.plan, by)
    one = Assignment.objects.select_related("lead").prefetch_related("supporting").get(pk=assignment.pk, plan=held)
    record(act="plans.assignment_removed", subject=assignment_subject(one), by=by, before=told_now(one), scope=held.agency.code, at=at)
    one.delete()


def held_plan(plan: Plan, by: User, *, also_approved: bool = False) -> Plan:
    """The plan as the database has it, nobody else changing it. Raises PermissionDenied, ProblemsFound when it is no draft any more."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("agency").get(pk=plan.pk)
    standing = standing_of(by)
    if not may_draft_plan(standing, held.agency_id):
        raise PermissionDenied
    if not (may_change_plan(standing, held) or (also_approved and held.state == PlanState.APPROVED)):
        message = f"kế hoạch {PlanState(held.state).label}: không sửa trực tiếp được nữa"
        raise ProblemsFound([Problem("plans.not_a_draft", message, "sửa từng nhiệm vụ kèm lý do; bản đã duyệt giữ nguyên để đối chiếu")])
    return held


def subject_of(plan: Plan) -> str:
    return f"plans.Plan:{plan.pk}"


def assignment_subject(assignment: Assignment) -> str:
    return f"plans.Assignment:{assignment.pk}"


def told(one: Assignment, given: AssignmentGiven) -> dict[str, Any]:
    lead = given.lead.name if given.lead else given.lead_name
    return {**_told(one), "lead": lead, "support": [*(unit.name for unit in given.supporting), *given.support_names]}


def told_now(one: Assignment) -> dict[str, Any]:
    return {**_told(one), "lead": one.lead_words, "support": one.support_words}


def _told(one: Assignment) -> dict[str, Any]:
    names = ("text", "section", "field", "due_on", "due_day", "recurrence", "product", "leaves")
    return {name: getattr(one, name) for name in names}


def _head(given: PlanGiven) -> dict[str, Any]:
    return {
        "kind": given.kind, "title": given.title.strip()[:500], "year": given.year, "number": given.number.strip()[:40],
        "symbol": given.symbol.strip()[:80], "issued_on": given.issued_on, "issuer": given.issuer.strip()[:300], "measured_as": given.measured_as,
    }


def _document_problems(agency: Agency, document: Document | None) -> list[Problem]:
    if document is None or document.agency_id == agency.pk:
        return []
    return [_problem("other_register", "văn bản không thuộc sổ của cơ quan này", "ghi văn bản vào sổ của cơ quan trước", "document")]


def _id_of(document: Document | None) -> str:
    return str(document.pk) if document else ""


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"plans.{code}", message, remedy, Place(path=path))
