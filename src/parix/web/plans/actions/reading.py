"""Readings: a document handed to the reader, what it found kept, and confirmed by a person as a plan with its assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.official_documents import isolated
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.background.actions import enqueue
from parix.web.files.queries import Document
from parix.web.files.queries.store import read_content
from parix.web.files.rules import is_fit_to_serve
from parix.web.organisations.queries import Agency
from parix.web.plans.actions.drafting import AssignmentGiven, PlanGiven, add_assignments, draft_plan
from parix.web.plans.choices import ReadingState
from parix.web.plans.models import Plan, Reading
from parix.web.plans.rules import may_draft_plan

SYSTEM = "system"


@transaction.atomic
def ask_reading(*, agency: Agency, document: Document, by: User, at: datetime) -> Reading:
    """Side effect: a job reads it in a process of its own. Asked again while one waits, that one is given back. Raises
    PermissionDenied, ProblemsFound."""
    if not may_draft_plan(standing_of(by), agency.pk):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan đọc văn bản thành nhiệm vụ")
    if document.agency_id != agency.pk or document.current is None:
        message = "văn bản không có tệp trong sổ của cơ quan này"
        raise ProblemsFound([Problem("plans.no_file", message, "tải tệp lên sổ tài liệu của cơ quan trước", Place(path="document"))])
    waiting = Reading.objects.filter(agency=agency, document=document, state__in=(ReadingState.WAITING, ReadingState.READ)).first()
    if waiting is not None:
        return waiting
    made = Reading.objects.create(agency=agency, document=document, asked_by=by, asked_at=at)
    record(act="plans.reading_asked", subject=subject_of(made), by=by, after={"document": str(document.pk)}, scope=agency.code, at=at)
    enqueue("parix.web.plans.jobs.read", by=by.get_username(), now=at, reading_id=str(made.pk))
    return made


def read(*, reading: Reading, now: datetime, scanning: bool) -> Reading:
    """Idempotent. The bytes are read in an isolated process, outside of any transaction; a file that is bad leaves its problems."""
    current = reading.document.current
    if reading.state != ReadingState.WAITING or current is None:
        return reading
    if not is_fit_to_serve(current.file, scanning=scanning):
        problem = Problem("plans.file_held_back", "tệp chưa được quét mã độc, hoặc bị cách ly", "đợi quét xong rồi cho đọc lại")
        return keep_reading(reading_id=reading.pk, found={"assignments": [], "problems": [problem.to_json()]}, at=now)
    return keep_reading(reading_id=reading.pk, found=isolated.read(read_content(current.file.sha256)), at=now)


@transaction.atomic
def keep_reading(*, reading_id: UUID, found: dict[str, Any], at: datetime) -> Reading:
    held = Reading.objects.select_for_update(of=("self",)).select_related("agency").get(pk=reading_id)
    if held.state != ReadingState.WAITING:
        return held
    held.state, held.read, held.read_at = ReadingState.READ, found, at
    held.save(update_fields=["state", "read", "read_at"])
    record(act="plans.reading_kept", subject=subject_of(held), by=SYSTEM, after={"items": len(found["assignments"])}, scope=held.agency.code, at=at)
    return held


@transaction.atomic
def drop_reading(*, reading: Reading, by: User, at: datetime) -> None:
    """Nothing comes of it; the document stays."""
    held = _held(reading, by)
    held.state = ReadingState.DROPPED
    held.save(update_fields=["state"])
    record(act="plans.reading_dropped", subject=subject_of(held), by=by, scope=held.agency.code, at=at)


@transaction.atomic
def confirm_reading(*, reading: Reading, head: PlanGiven, rows: Sequence[AssignmentGiven], by: User, at: datetime) -> Plan:
    """As corrected by a person: a drafted plan with these assignments, which keep their places in the document. Raises
    PermissionDenied, ProblemsFound (of the rows at `number.field`, counted from nought)."""
    held = _held(reading, by)
    if held.state != ReadingState.READ:
        raise ProblemsFound([Problem("plans.reading_over", "kết quả đọc này chưa xong hoặc đã được xác nhận", "tải lại trang để xem")])
    if not rows:
        raise ProblemsFound([Problem("plans.nothing_kept", "chưa giữ nhiệm vụ nào", "đánh dấu ít nhất một nhiệm vụ")])
    plan = draft_plan(agency=held.agency, given=head, document=held.document, by=by, at=at)
    add_assignments(plan=plan, given=rows, by=by, at=at)
    held.state, held.plan = ReadingState.CONFIRMED, plan
    held.save(update_fields=["state", "plan"])
    record(
        act="plans.reading_confirmed", subject=subject_of(held), by=by, scope=held.agency.code, at=at,
        after={"items": len((held.read or {}).get("assignments", ())), "assignments": len(rows)},
    )
    return plan


def subject_of(reading: Reading) -> str:
    return f"plans.Reading:{reading.pk}"


def _held(reading: Reading, by: User) -> Reading:
    held = Reading.objects.select_for_update(of=("self",)).select_related("agency", "document").get(pk=reading.pk)
    if not may_draft_plan(standing_of(by), held.agency_id):
        raise PermissionDenied
    return held
