"""Writes of opening a stage again after its deadline: an agency asks with a reason, the coordinator opens until a moment or refuses with
a reason. Whatever opens the stage for an agency also answers what it had asked."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, ProblemsFound, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.actions.stages import decided, held_round
from parix.web.assessment.actions.telling import tell_unlock_asked, tell_unlock_refused, tell_unlocked
from parix.web.assessment.choices import AGENCYS_STAGES, STAGES, Stage, UnlockAnswer
from parix.web.assessment.models import Participation, Round, StageWindow, Unlock, UnlockRequest
from parix.web.assessment.rules import is_over, may_ask_unlock, state_of
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency

REASON_LENGTH = 10
REFUSED = "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan đề nghị mở khoá được thay cơ quan"


@transaction.atomic
def unlock(
    *, round: Round, agency: Agency | None, until: datetime, reason: str, by: User, at: datetime, stage: Stage = Stage.SELF_ASSESSMENT,
) -> Unlock:
    """Open the stage again for the agency (for all of them) until the moment. Raises PermissionDenied or ProblemsFound."""
    held = held_round(round, by)
    window = StageWindow.objects.filter(round=held, stage=stage).first()
    problems = decided(held)
    if window is None or not _is_over(window, held, at):
        message = "giai đoạn chưa khoá nên chưa cần mở lại"
        problems.append(Problem("unlock.not_locked", message, "muốn thêm thời gian thì đặt lại thời gian kết thúc", Place(path="until")))
    if until <= at:
        problems.append(Problem("unlock.in_the_past", "thời điểm khoá lại đã qua", "chọn một thời điểm sau lúc này", Place(path="until")))
    if len(reason.strip()) < REASON_LENGTH:
        problems.append(Problem("unlock.no_reason", "chưa nêu lý do mở khoá", f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason")))
    if agency is not None and not held.participations.filter(agency=agency).exists():
        problems.append(Problem("unlock.not_in_round", f"{agency.name} không có trong đợt chấm", "chọn cơ quan của đợt", Place(path="agency")))
    refuse_errors(problems)
    assert window is not None
    made = Unlock.objects.create(window=window, agency=agency, reason=reason.strip(), until=until, unlocked_at=at, unlocked_by=by)
    whose = agency.code if agency else held.province.code
    record(
        act="assessment.unlocked", subject=f"assessment.Unlock:{made.pk}", by=by, at=at, scope=f"{held.slug}/{whose}", reason=made.reason,
        after={"stage": stage.value, "agency": agency.code if agency else "", "until": until},
    )
    _answer_reached(made, held, by, at)
    tell_unlocked(made, by=by, at=at)
    return made


@transaction.atomic
def ask_unlock(*, participation: Participation, stage: Stage, reason: str, wished_until: datetime, by: User, at: datetime) -> UnlockRequest:
    """The agency's request, for the coordinators to answer; one may be open at a time. Raises PermissionDenied or ProblemsFound."""
    held = hold_participation(participation_id=participation.pk, stage=stage)
    part = held.participation
    if not may_ask_unlock(standing_of(by), part.agency_id):
        raise PermissionDenied(REFUSED)
    problems = decided(part.round)
    if stage not in AGENCYS_STAGES or not is_over(state_of(held.opening, at)):
        message = "giai đoạn không ở trạng thái khoá nên chưa cần đề nghị"
        problems.append(Problem("unlock_request.not_locked", message, "chỉ đề nghị mở lại giai đoạn của cơ quan đã khoá", Place(path="stage")))
    if len(reason.strip()) < REASON_LENGTH:
        message = "chưa nêu lý do đề nghị mở khoá"
        problems.append(Problem("unlock_request.no_reason", message, f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason")))
    if wished_until <= at:
        problems.append(Problem("unlock_request.in_the_past", "thời điểm xin mở đến đã qua", "chọn một thời điểm sau lúc này", Place(path="wished_until")))
    if UnlockRequest.objects.filter(participation=part, stage=stage, outcome=UnlockAnswer.OPEN).exists():
        message = "cơ quan đang có một đề nghị chưa được trả lời"
        problems.append(Problem("unlock_request.open_already", message, "đợi điều phối của Sở Nội vụ trả lời", Place(path="reason")))
    refuse_errors(problems)
    made = UnlockRequest.objects.create(
        participation=part, stage=stage, reason=reason.strip(), wished_until=wished_until, asked_at=at, asked_by=by,
    )
    record(
        act="assessment.unlock_asked", subject=f"assessment.UnlockRequest:{made.pk}", by=by, at=at, scope=_scope(made), reason=made.reason,
        after={"stage": stage.value, "wished_until": wished_until},
    )
    tell_unlock_asked(made, by=by, at=at)
    return made


@transaction.atomic
def grant_unlock(*, asked: UnlockRequest, until: datetime, note: str, by: User, at: datetime) -> UnlockRequest:
    """Opens the stage for the agency that asked, for its own reason unless the coordinator gives another. Raises PermissionDenied or
    ProblemsFound."""
    held = _held(asked, by)
    unlock(
        round=held.participation.round, agency=held.participation.agency, until=until, reason=note.strip() or held.reason, by=by, at=at,
        stage=Stage(held.stage),
    )
    held.refresh_from_db()
    return held


@transaction.atomic
def refuse_unlock(*, asked: UnlockRequest, reason: str, by: User, at: datetime) -> UnlockRequest:
    """Raises PermissionDenied or ProblemsFound."""
    held = _held(asked, by)
    if len(reason.strip()) < REASON_LENGTH:
        message = "chưa nêu lý do không mở lại"
        raise ProblemsFound([Problem("unlock_request.no_answer", message, f"viết lý do, ít nhất {REASON_LENGTH} ký tự", Place(path="reason"))])
    _answer(held, UnlockAnswer.REFUSED, None, reason.strip(), by, at)
    tell_unlock_refused(held, by=by, at=at)
    return held


def _answer_reached(made: Unlock, round: Round, by: User, at: datetime) -> None:
    """Each open request that the unlock satisfies, also where it was made without looking at them."""
    reached = UnlockRequest.objects.select_for_update(of=("self",)).filter(
        participation__round=round, stage=made.window.stage, outcome=UnlockAnswer.OPEN, **({"participation__agency": made.agency} if made.agency else {}),
    )
    for one in reached.select_related("participation__round", "participation__agency").order_by("pk"):
        _answer(one, UnlockAnswer.GRANTED, made, "" if made.reason == one.reason else made.reason, by, at)


def _answer(asked: UnlockRequest, outcome: UnlockAnswer, made: Unlock | None, answer: str, by: User, at: datetime) -> None:
    asked.outcome, asked.unlock, asked.answer, asked.answered_at, asked.answered_by = outcome, made, answer, at, by
    asked.save(update_fields=["outcome", "unlock", "answer", "answered_at", "answered_by"])
    record(
        act="assessment.unlock_answered", subject=f"assessment.UnlockRequest:{asked.pk}", by=by, at=at, scope=_scope(asked),
        reason=answer or asked.reason, before={"outcome": UnlockAnswer.OPEN.value},
        after={"outcome": outcome.value, **({"until": made.until} if made else {})},
    )


def _held(asked: UnlockRequest, by: User) -> UnlockRequest:
    """The round before the request, as everybody who unlocks does. Raises PermissionDenied, and ProblemsFound when it was answered."""
    held_round(asked.participation.round, by)
    held = UnlockRequest.objects.select_for_update(of=("self",)).select_related("participation__round", "participation__agency").get(pk=asked.pk)
    if held.outcome != UnlockAnswer.OPEN:
        message = f"đề nghị này đã được trả lời: {held.get_outcome_display()}"
        raise ProblemsFound([Problem("unlock_request.answered", message, "xem lại danh sách đề nghị", Place(path="reason"))])
    return held


def _is_over(window: StageWindow, round: Round, at: datetime) -> bool:
    here, reached = STAGES.index(Stage(window.stage)), STAGES.index(Stage(round.stage))
    return reached > here or (reached == here and at > window.closes_at)


def _scope(asked: UnlockRequest) -> str:
    return f"{asked.participation.round.slug}/{asked.participation.agency.code}"
