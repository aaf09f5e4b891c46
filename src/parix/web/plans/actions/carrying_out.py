"""Carrying out: one function takes every step of the workflow, another names the person who does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.queries.people import colleagues_of
from parix.web.audit_trail.actions import record
from parix.web.files.queries import Document
from parix.web.plans.actions.drafting import assignment_subject
from parix.web.plans.actions.proving import give_proofs
from parix.web.plans.actions.telling import tell_done, tell_extended, tell_more_time_asked, tell_more_time_refused, tell_turned
from parix.web.plans.choices import State, Verb
from parix.web.plans.models import Assignment, Step, Turn
from parix.web.plans.rules import may_entrust
from parix.web.plans.workflow import NEEDS_WORDS, STEPS, fits_wish

NOTE_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class StepGiven:
    """Words, the day on which it was done, the new day of an extension, and the documents that prove the result."""

    note: str = ""
    done_on: date | None = None
    due_on: date | None = None
    documents: Sequence[Document] = ()


@transaction.atomic
def take_step(*, turn: Turn, verb: Verb, given: StepGiven, by: User, at: datetime) -> Turn:
    """Side effects: the step in the history, notices, and of a completion its papers at the linked leaves of the open round.

    Raises StepRefused (state or person), ProblemsFound (what was given).
    """
    held = Turn.objects.select_for_update(of=("self",)).select_related("assignment__plan__agency", "assignment__lead").get(pk=turn.pk)
    following = STEPS.next_state(held.state, verb, standing_of(by), held.assignment)
    today = timezone.localdate(at)
    refuse_errors(_problems(held, verb, given, today))
    before = {"state": held.state, "due_on": held.due_on, "done_on": held.done_on, "wished_on": held.wished_on}
    _move(held, verb, following, given, today, at)
    held.save()
    due = (before["due_on"], given.due_on) if verb in (Verb.EXTEND, Verb.ASK_MORE_TIME) else (None, None)
    Step.objects.create(turn=held, verb=verb, state=following, at=at, by=by, note=given.note.strip(), due_before=due[0], due_after=due[1])
    record(
        act=f"plans.{verb.value}", subject=f"plans.Turn:{held.pk}", by=by, before=before, reason=given.note.strip()[:300],
        after={"state": held.state, "due_on": held.due_on, "done_on": held.done_on, "wished_on": held.wished_on}, scope=held.assignment.plan.agency.code, at=at,
    )
    if given.documents:
        give_proofs(turn=held, documents=given.documents, by=by, at=at)
    _tell(held, verb, given.note.strip(), by, at)
    return held


def _tell(turn: Turn, verb: Verb, reason: str, by: User, at: datetime) -> None:
    match verb:
        case Verb.COMPLETE:
            tell_done(turn=turn, by=by, at=at)
        case Verb.ASK_MORE_TIME:
            tell_more_time_asked(turn=turn, reason=reason, by=by, at=at)
        case Verb.EXTEND:
            tell_extended(turn=turn, reason=reason, by=by, at=at)
        case Verb.REFUSE_MORE_TIME:
            tell_more_time_refused(turn=turn, reason=reason, by=by, at=at)
        case Verb.CANCEL | Verb.REOPEN:
            tell_turned(turn=turn, verb=verb, reason=reason, by=by, at=at)


@transaction.atomic
def entrust(*, assignment: Assignment, handler: User | None, by: User, at: datetime) -> Assignment:
    """Name who does it, or nobody. Raises PermissionDenied, ProblemsFound for somebody of another agency."""
    held = Assignment.objects.select_for_update(of=("self",)).select_related("plan__agency", "handler").get(pk=assignment.pk)
    if not may_entrust(standing_of(by), held):
        raise PermissionDenied("chỉ trưởng đơn vị chủ trì và cán bộ cải cách hành chính giao việc cho người được")
    if handler is not None and handler.pk not in {one.user.pk for one in colleagues_of(held.agency_id, timezone.localdate(at))}:
        refuse_errors([Problem("plans.handler_elsewhere", "người này không làm ở cơ quan", "chọn trong danh sách", Place(path="handler"))])
    before = held.handler.username if held.handler else ""
    held.handler = handler
    held.save(update_fields=["handler"])
    record(
        act="plans.assignment_entrusted", subject=assignment_subject(held), by=by, before={"handler": before},
        after={"handler": handler.username if handler else ""}, scope=held.plan.agency.code, at=at,
    )
    return held


def _problems(turn: Turn, verb: Verb, given: StepGiven, today: date) -> list[Problem]:
    found = []
    if verb in NEEDS_WORDS and not given.note.strip():
        what = {Verb.REPORT: "đã làm được gì", Verb.COMPLETE: "kết quả"}.get(verb, "lý do")
        found.append(_problem("note_missing", f"chưa ghi {what}", f"ghi {what}, ít nhất một câu", "note"))
    if len(given.note) > NOTE_LENGTH:
        found.append(_problem("note_too_long", f"dài quá {NOTE_LENGTH} ký tự", "viết gọn lại", "note"))
    if verb == Verb.COMPLETE and given.done_on is not None and given.done_on > today:
        found.append(_problem("done_in_future", f"ngày {given.done_on:%d/%m/%Y} ở tương lai", "ghi ngày đã xong", "done_on"))
    if not fits_wish(verb, turn.wished_on):
        said = f"đơn vị đã xin gia hạn đến {turn.wished_on:%d/%m/%Y}, chưa được trả lời" if turn.wished_on else "không còn đề nghị gia hạn nào chờ trả lời"
        found.append(_problem("wish_unfit", said, "tải lại trang để xem trạng thái mới nhất", ""))
    if verb in (Verb.EXTEND, Verb.ASK_MORE_TIME) and (given.due_on is None or (turn.due_on is not None and given.due_on <= turn.due_on)):
        now = f"sau ngày {turn.due_on:%d/%m/%Y}" if turn.due_on else "là một ngày"
        found.append(_problem("not_longer", f"hạn mới phải {now}", "ghi hạn mới", "due_on"))
    if any(one.agency_id != turn.assignment.agency_id for one in given.documents):
        found.append(_problem("other_register", "tài liệu không thuộc sổ của cơ quan này", "tải tài liệu vào sổ của cơ quan trước", "documents"))
    return found


def _move(turn: Turn, verb: Verb, following: State, given: StepGiven, today: date, at: datetime) -> None:
    turn.state = following
    if verb in (Verb.EXTEND, Verb.REFUSE_MORE_TIME, Verb.COMPLETE, Verb.CANCEL):
        turn.wished_on = None
    if verb == Verb.ACCEPT:
        turn.accepted_at = at
    elif verb == Verb.REPORT:
        turn.accepted_at, turn.started_at = turn.accepted_at or at, turn.started_at or at
    elif verb == Verb.COMPLETE:
        turn.done_on, turn.ended_at, turn.result = given.done_on or today, at, given.note.strip()
    elif verb == Verb.EXTEND:
        turn.due_on = given.due_on
    elif verb == Verb.ASK_MORE_TIME:
        turn.wished_on = given.due_on
    elif verb == Verb.CANCEL:
        turn.ended_at = at
    elif verb == Verb.REOPEN:
        turn.done_on = turn.ended_at = None


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"plans.{code}", message, remedy, Place(path=path))
