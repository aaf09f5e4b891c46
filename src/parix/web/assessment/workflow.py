"""What a round can go through: (stage, verb) -> (stage, who may)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage, WindowState
from parix.web.assessment.rules import Opening, RoundLike, is_open, may_publish_round, may_score_round, state_of

Predicate = Callable[[Standing, RoundLike], bool]

STEPS: dict[tuple[str, str], tuple[Stage, Predicate]] = {
    (Stage.SELF_ASSESSMENT, "score"): (Stage.SELF_ASSESSMENT, may_score_round),
    (Stage.SELF_ASSESSMENT, "publish"): (Stage.PUBLISHED, may_publish_round),
}


class StepRefused(Exception):
    """The verb does not exist at this stage, or this person may not use it."""


def next_stage(stage: str, verb: str, standing: Standing, round: RoundLike) -> Stage:
    """The stage after the verb. Raises StepRefused with a sentence for people."""
    step = STEPS.get((stage, verb))
    if step is None:
        raise StepRefused("đợt chấm đã công bố: kết quả không thay đổi nữa" if stage == Stage.PUBLISHED else f"không có bước «{verb}»")
    following, may = step
    if not may(standing, round):
        raise StepRefused("chỉ điều phối của Sở Nội vụ mới làm được bước này")
    return following


class StageLocked(StepRefused):
    """The stage's time is not now: the sentence says what, why, and who can act until when."""


def refuse_unless_open(opening: Opening, at: datetime) -> None:
    """Every change of a self-assessment asks this inside its transaction. Raises StageLocked."""
    state = state_of(opening, at)
    if is_open(state):
        return
    because = {
        WindowState.PUBLISHED: "đợt chấm đã công bố: phiếu tự chấm không thay đổi nữa",
        WindowState.NOT_SET: "thời gian tự đánh giá chưa được đặt: điều phối của Sở Nội vụ đặt thì mới khai được",
        WindowState.BEFORE: f"thời gian tự đánh giá mở lúc {_moment(opening.opens_at)}: tới lúc đó mới khai được",
        WindowState.LOCKED: (
            f"thời gian tự đánh giá đã hết lúc {_moment(opening.unlocked_until or opening.closes_at)}: phiếu đã khoá; "
            "điều phối của Sở Nội vụ có thể mở lại, kèm lý do"
        ),
    }
    raise StageLocked(because[state])


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{timezone.localtime(at):%H:%M ngày %d/%m/%Y}"
