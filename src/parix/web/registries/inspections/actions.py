"""Planning, concluding, finding, and one function that takes every step of a finding. Each act is in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from parix.foundation.folding import folded
from parix.foundation.phrases import Value
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.concerned import people_at
from parix.web.audit_trail.actions import record
from parix.web.files.actions.citing import Cited, cited_document
from parix.web.files.queries import Document
from parix.web.notices.actions import notify
from parix.web.organisations.queries import Agency, Unit
from parix.web.registries.inspections.choices import FOUND, REMEDIED, SAID, State, Verb
from parix.web.registries.inspections.models import Finding, Inspection
from parix.web.registries.inspections.queries import keeps, people_inspected, rights_in
from parix.web.registries.inspections.workflow import STEPS


@dataclass(frozen=True, slots=True)
class FindingGiven:
    text: str
    fix_by: date


@dataclass(frozen=True, slots=True)
class StepGiven:
    """`day` is when it was mended, or the new day to mend it by."""

    note: str = ""
    day: date | None = None
    document: Document | None = None


@transaction.atomic
def plan_inspections(
    *, agency: Agency, whom: Sequence[Unit | Agency], content: str, planned_on: date, decision: Cited, by: User, at: datetime,
) -> list[Inspection]:
    """One inspection for each unit or agency below, by one decision. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless(keeps(standing_of(by), agency, timezone.localdate(at)))
    belongs = all(one.agency_id == agency.pk if isinstance(one, Unit) else one.parent_id == agency.pk for one in whom)
    _refuse_unless(belongs)
    found = [] if whom else [_problem("nobody", "chưa chọn đơn vị nào", "chọn ít nhất một đơn vị", "whom")]
    if not content.strip():
        found.append(_problem("content_missing", "chưa ghi nội dung kiểm tra", "ghi nội dung", "content"))
    if decision.issued_on > timezone.localdate(at):
        found.append(_problem("decision_in_future", "ngày quyết định ở tương lai", "ghi ngày ký", "issued_on"))
    refuse_errors(found)
    document = cited_document(agency=agency, cited=decision, by=by, at=at)
    made = []
    for one in whom:
        unit, below = (one, None) if isinstance(one, Unit) else (None, one)
        held = Inspection.objects.create(
            agency=agency, year=planned_on.year, unit=unit, below=below, whom=one.name, content=content.strip(), planned_on=planned_on, decision=document,
            search=folded(f"{one.name} {content}"), made_by=by,
        )
        after = {"whom": held.whom, "planned_on": planned_on, "document": document.number_and_symbol}
        record(act="inspections.planned", subject=subject_of(held), by=by, after=after, scope=agency.code, at=at)
        made.append(held)
    return made


@transaction.atomic
def conclude_inspection(
    *, inspection: Inspection, inspected_on: date, conclusion: Cited, findings: Sequence[FindingGiven], by: User, at: datetime,
) -> Inspection:
    """Side effects: the findings, a notice of each to whoever was inspected. No findings is a conclusion too."""
    held, today = _held(inspection, by, at), timezone.localdate(at)
    problems = [] if held.state == State.PLANNED else [_problem("not_planned", "cuộc kiểm tra đã có kết luận, hoặc không tiến hành", "tải lại trang", "")]
    if inspected_on > today or conclusion.issued_on > today:
        problems.append(_problem("in_future", "ngày kiểm tra, ngày kết luận không được ở tương lai", "ghi lại ngày", "inspected_on"))
    refuse_errors(problems)
    held.state, held.inspected_on = State.INSPECTED, inspected_on
    held.conclusion = cited_document(agency=held.agency, cited=conclusion, by=by, at=at)
    held.save()
    after = {"inspected_on": inspected_on, "document": held.conclusion.number_and_symbol}
    record(act="inspections.inspected", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    for given in findings:
        _add(held, given, by, at)
    return held


@transaction.atomic
def add_finding(*, inspection: Inspection, given: FindingGiven, by: User, at: datetime) -> Finding:
    """Another one of an inspection that took place. Raises PermissionDenied, ProblemsFound."""
    held = _held(inspection, by, at)
    if held.state != State.INSPECTED:
        refuse_errors([_problem("not_inspected", "chưa có kết luận kiểm tra", "ghi kết luận trước", "text")])
    return _add(held, given, by, at)


@transaction.atomic
def drop_inspection(*, inspection: Inspection, reason: str, by: User, at: datetime) -> Inspection:
    held = _held(inspection, by, at)
    problems = [] if held.state == State.PLANNED else [_problem("not_planned", "cuộc kiểm tra đã có kết luận", "tải lại trang", "")]
    if not reason.strip():
        problems.append(_problem("reason_missing", "chưa ghi lý do", "ghi lý do không kiểm tra", "reason"))
    refuse_errors(problems)
    held.state, held.reason = State.DROPPED, reason.strip()
    held.save(update_fields=["state", "reason"])
    record(act="inspections.dropped", subject=subject_of(held), by=by, after={"whom": held.whom}, reason=held.reason[:300], scope=held.agency.code, at=at)
    return held


@transaction.atomic
def take_step(*, finding: Finding, verb: Verb, given: StepGiven, by: User, at: datetime) -> Finding:
    """Raises StepRefused (state or person), ProblemsFound (what was given)."""
    held = Finding.objects.select_for_update(of=("self",)).select_related("inspection__agency").get(pk=finding.pk)
    today = timezone.localdate(at)
    rights = rights_in(standing_of(by), held.inspection, today)
    following = STEPS.next_state(held.state, verb, rights, held)
    refuse_errors(_step_problems(held, verb, given, today))
    before = {"state": held.state, "fix_by": held.fix_by}
    held.state, held.note = following, given.note.strip()
    if verb == Verb.REMEDY:
        held.remedied_on, held.document = given.day, given.document
    elif verb == Verb.EXTEND and given.day is not None:
        held.fix_by = given.day
    elif verb == Verb.REOPEN:
        held.remedied_on = None
    held.save()
    after = {"state": held.state, "fix_by": held.fix_by}
    record(
        act=f"inspections.{verb.value}", subject=f"inspections.Finding:{held.pk}", by=by, before=before, after=after, reason=held.note[:300],
        scope=held.inspection.agency.code, at=at,
    )
    officers = people_at([Role.REFORM_OFFICER], [held.inspection.agency_id], today).get(held.inspection.agency_id, ())
    people = officers if verb == Verb.REMEDY else people_inspected(held.inspection, today)
    _tell(held, people, REMEDIED.code, f"{verb.value}:{at:%Y%m%d%H%M%S}", {"verb": SAID[verb], "what": held.text[:150], "note": held.note[:300]}, by, at)
    return held


def subject_of(one: Inspection) -> str:
    return f"inspections.Inspection:{one.pk}"


def _add(held: Inspection, given: FindingGiven, by: User, at: datetime) -> Finding:
    problems = [] if given.text.strip() else [_problem("text_missing", "chưa ghi tồn tại", "ghi tồn tại, ngắn gọn", "text")]
    if held.inspected_on is not None and given.fix_by < held.inspected_on:
        problems.append(_problem("fix_by_early", "hạn khắc phục trước ngày kiểm tra", "ghi lại hạn", "fix_by"))
    refuse_errors(problems)
    one = Finding.objects.create(inspection=held, text=given.text.strip(), fix_by=given.fix_by, first_fix_by=given.fix_by)
    after = {"text": one.text, "fix_by": one.fix_by}
    record(act="inspections.found", subject=f"inspections.Finding:{one.pk}", by=by, after=after, scope=held.agency.code, at=at)
    words: dict[str, Value] = {"due": f"{one.fix_by:%d/%m/%Y}", "what": one.text[:150], "whom": held.whom}
    _tell(one, people_inspected(held, timezone.localdate(at)), FOUND.code, "found", words, by, at)
    return one


def _tell(one: Finding, to: Iterable[int], kind: str, occasion: str, words: dict[str, Value], by: User, at: datetime) -> None:
    """Whoever acts knows it."""
    url = reverse("inspections:inspection", args=[one.inspection_id])
    people = [person for person in to if person != by.pk]
    notify(to=people, kind=kind, subject=f"inspections.Finding:{one.pk}", occasion=occasion, url=url, words=words, due=one.fix_by, now=at)


def _held(inspection: Inspection, by: User, at: datetime) -> Inspection:
    held = Inspection.objects.select_for_update(of=("self",)).select_related("agency").get(pk=inspection.pk)
    _refuse_unless(keeps(standing_of(by), held.agency, timezone.localdate(at)))
    return held


def _step_problems(one: Finding, verb: Verb, given: StepGiven, today: date) -> list[Problem]:
    found = []
    if not given.note.strip():
        found.append(_problem("note_missing", "chưa ghi đã khắc phục thế nào, hoặc lý do", "ghi ít nhất một câu", "note"))
    if verb == Verb.REMEDY:
        if given.day is None or given.day > today:
            found.append(_problem("day_missing", "chưa ghi ngày khắc phục xong, hoặc ngày ở tương lai", "ghi ngày", "day"))
        if given.document is None:
            found.append(_problem("proof_missing", "chưa có tài liệu chứng minh", "chọn báo cáo khắc phục trong sổ tài liệu", "document"))
        elif given.document.agency_id not in (one.inspection.agency_id, one.inspection.below_id):
            found.append(_problem("other_register", "tài liệu không thuộc sổ của cơ quan này", "chọn tài liệu khác", "document"))
    elif verb == Verb.EXTEND and (given.day is None or given.day <= one.fix_by):
        found.append(_problem("not_longer", f"hạn mới phải sau {one.fix_by:%d/%m/%Y}", "ghi hạn mới", "day"))
    return found


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied("chỉ thanh tra, cán bộ cải cách hành chính và lãnh đạo cơ quan làm được việc này")


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"inspections.{code}", message, remedy, Place(path=path))
