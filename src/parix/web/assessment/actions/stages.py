"""Writes of the time of a stage: set by the coordinator, opened again after the deadline with a reason."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Round, StageWindow, Unlock
from parix.web.assessment.rules import may_set_window
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency

REFUSED = "chỉ điều phối của Sở Nội vụ đặt thời gian và mở khoá, khi đợt chấm chưa công bố"
REASON_LENGTH = 10


@transaction.atomic
def set_window(*, round: Round, opens_at: datetime, closes_at: datetime, by: User, at: datetime) -> StageWindow:
    """The time of self-assessment of all agencies of the round. Raises PermissionDenied or ProblemsFound."""
    held = _held_round(round, by)
    if closes_at <= opens_at:
        refuse_errors([Problem("window.backwards", "thời gian kết thúc không sau thời gian bắt đầu", "chọn lại hai thời điểm", Place(path="closes_at"))])
    window = StageWindow.objects.select_for_update().filter(round=held, stage=Stage.SELF_ASSESSMENT).first()
    before = _shown(window) if window else None
    if window is None:
        window = StageWindow(round=held, stage=Stage.SELF_ASSESSMENT)
    window.opens_at, window.closes_at = opens_at, closes_at
    window.save()
    record(
        act="assessment.window_set", subject=f"assessment.StageWindow:{window.pk}", by=by, at=at, scope=f"{held.slug}/{held.province.code}",
        before=before, after=_shown(window),
    )
    return window


@transaction.atomic
def unlock(*, round: Round, agency: Agency | None, until: datetime, reason: str, by: User, at: datetime) -> Unlock:
    """Open self-assessment again for the agency (for all of them) until the moment. Raises PermissionDenied or ProblemsFound."""
    held = _held_round(round, by)
    window = StageWindow.objects.filter(round=held, stage=Stage.SELF_ASSESSMENT).first()
    problems = []
    if window is None or at <= window.closes_at:
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
        after={"agency": agency.code if agency else "", "until": until},
    )
    return made


def _held_round(round: Round, by: User) -> Round:
    held = Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)
    if not may_set_window(standing_of(by), held):
        raise PermissionDenied(REFUSED)
    return held


def _shown(window: StageWindow) -> dict[str, datetime]:
    return {"opens_at": window.opens_at, "closes_at": window.closes_at}
