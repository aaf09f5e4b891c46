"""Writes of the time of stages, set by the coordinator, and the next stage itself. Opening again after the deadline is in `unlocking`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.telling import tell_window
from parix.web.assessment.choices import TIMED_STAGES, Stage
from parix.web.assessment.models import CouncilSession, Round, StageWindow
from parix.web.assessment.rules import may_set_window
from parix.web.assessment.workflow import next_stage
from parix.web.audit_trail.actions import record, refuse_if_changed

REFUSED = "chỉ điều phối của Sở Nội vụ đặt thời gian và mở khoá, khi đợt chấm chưa công bố"

Times = Mapping[Stage, tuple[datetime, datetime]]


@transaction.atomic
def set_window(*, round: Round, opens_at: datetime, closes_at: datetime, by: User, at: datetime, stage: Stage = Stage.SELF_ASSESSMENT) -> StageWindow:
    """The time of a stage for all agencies of the round. Raises PermissionDenied or ProblemsFound."""
    return set_windows(round=round, times={stage: (opens_at, closes_at)}, by=by, at=at)[stage]


@transaction.atomic
def set_windows(*, round: Round, times: Times, by: User, at: datetime, seen: int | None = None) -> dict[Stage, StageWindow]:
    """The times of several stages at once; the other stages keep theirs. Raises PermissionDenied, ProblemsFound, and ChangedMeanwhile when
    a time was changed after the mark `seen`."""
    held = held_round(round, by)
    windows = {Stage(one.stage): one for one in StageWindow.objects.select_for_update().filter(round=held)}
    refuse_if_changed([f"assessment.StageWindow:{window.pk}" for window in windows.values()], seen)
    before = {stage: _shown(window) for stage, window in windows.items()}
    refuse_errors([*decided(held), *disordered({**{stage: (one.opens_at, one.closes_at) for stage, one in windows.items()}, **times})])
    for stage, (opens_at, closes_at) in times.items():
        window = windows.setdefault(stage, StageWindow(round=held, stage=stage))
        window.opens_at, window.closes_at = opens_at, closes_at
        if before.get(stage) == _shown(window):
            continue
        window.save()
        record(
            act="assessment.window_set", subject=f"assessment.StageWindow:{window.pk}", by=by, at=at, scope=f"{held.slug}/{held.province.code}",
            before=before.get(stage), after={"stage": stage.value, **_shown(window)},
        )
        tell_window(window, by=by, at=at)
    return {stage: windows[stage] for stage in times}


@transaction.atomic
def take_step(*, round: Round, verb: str, by: User, at: datetime) -> Round:
    """The round at its next stage. The stage before has to be over and the next one to have its time. Raises StepRefused."""
    held = Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)
    before, after = Stage(held.stage), next_stage(held.stage, verb, standing_of(by), held)
    windows = {one.stage: one for one in StageWindow.objects.filter(round=held)}
    if after not in windows:
        raise StepRefused(f"giai đoạn {TIMED_STAGES[after].vi} chưa có thời gian: đặt thời gian rồi chuyển giai đoạn")
    ending = windows.get(before)
    if ending is not None and at <= ending.closes_at:
        until = f"{timezone.localtime(ending.closes_at):%H:%M ngày %d/%m/%Y}"
        raise StepRefused(f"giai đoạn {TIMED_STAGES[before].vi} còn tới {until}: đợi hết giờ, hoặc đặt lại thời gian kết thúc")
    held.stage = after
    held.save(update_fields=["stage"])
    record(
        act="assessment.stage_opened", subject=f"assessment.Round:{held.pk}", by=by, at=at, scope=f"{held.slug}/{held.province.code}",
        before={"stage": before.value}, after={"stage": after.value},
    )
    round.stage = after
    return held


@transaction.atomic
def set_double_marking(*, round: Round, is_on: bool, by: User, at: datetime) -> Round:
    """Whether two people mark each leaf before it is ruled on. Raises PermissionDenied."""
    held = held_round(round, by)
    if held.double_marking != is_on:
        record(
            act="assessment.double_marking_set", subject=f"assessment.Round:{held.pk}", by=by, at=at, scope=f"{held.slug}/{held.province.code}",
            before={"double_marking": held.double_marking}, after={"double_marking": is_on},
        )
        held.double_marking = is_on
        held.save(update_fields=["double_marking"])
    round.double_marking = is_on
    return held


def decided(round: Round) -> list[Problem]:
    """After the council's decision no stage is opened again."""
    if not CouncilSession.objects.filter(round=round, closed_at__isnull=False).exists():
        return []
    message = "Hội đồng đã họp xong và quyết định: không có gì của đợt chấm thay đổi nữa"
    return [Problem("round.decided", message, "công bố kết quả theo quyết định của Hội đồng")]


def disordered(times: Times) -> list[Problem]:
    """Each stage ends after it starts, and starts when the one before it is over."""
    problems = [
        Problem("window.backwards", "thời gian kết thúc không sau thời gian bắt đầu", "chọn lại hai thời điểm", Place(path=f"{stage.value}:closes_at"))
        for stage, (opens_at, closes_at) in times.items() if closes_at <= opens_at
    ]
    for one, following in pairwise(stage for stage in TIMED_STAGES if stage in times):
        if times[following][0] < times[one][1]:
            message = f"giai đoạn {TIMED_STAGES[following].vi} mở trước khi giai đoạn {TIMED_STAGES[one].vi} kết thúc"
            problems.append(Problem("window.overlaps", message, "chọn lại một trong hai thời điểm", Place(path=f"{following.value}:opens_at")))
    return problems


def held_round(round: Round, by: User) -> Round:
    held = Round.objects.select_for_update(of=("self",)).select_related("province").get(pk=round.pk)
    if not may_set_window(standing_of(by), held):
        raise PermissionDenied(REFUSED)
    return held


def _shown(window: StageWindow) -> dict[str, datetime]:
    return {"opens_at": window.opens_at, "closes_at": window.closes_at}
