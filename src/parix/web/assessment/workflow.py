"""What a round can go through: (stage, verb) -> (stage, who may)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.choices import TIMED_STAGES, Stage, WindowState
from parix.web.assessment.rules import Opening, RoundLike, is_open, may_move_round, may_publish_round, may_score_round, may_switch_edition, state_of

Predicate = Callable[[Standing, RoundLike], bool]

STEPS: dict[tuple[str, str], tuple[Stage, Predicate]] = {
    **{(stage, "score"): (stage, may_score_round) for stage in TIMED_STAGES},
    (Stage.SELF_ASSESSMENT, "open_appraisal"): (Stage.APPRAISAL, may_move_round),
    (Stage.APPRAISAL, "open_appeals"): (Stage.APPEAL, may_move_round),
    (Stage.APPEAL, "convene"): (Stage.COUNCIL, may_move_round),
    (Stage.COUNCIL, "publish"): (Stage.PUBLISHED, may_publish_round),
    (Stage.SELF_ASSESSMENT, "switch"): (Stage.SELF_ASSESSMENT, may_switch_edition),
    # A round that was only computed; one with a submission goes the whole way (actions.rounds).
    (Stage.SELF_ASSESSMENT, "publish"): (Stage.PUBLISHED, may_publish_round),
}
# The verb that takes a round out of a stage, and what the people of the stage do in it.
ONWARD = {Stage.SELF_ASSESSMENT: "open_appraisal", Stage.APPRAISAL: "open_appeals", Stage.APPEAL: "convene", Stage.COUNCIL: "publish"}
DOING = {Stage.SELF_ASSESSMENT: "khai", Stage.APPRAISAL: "thẩm định", Stage.APPEAL: "kiến nghị", Stage.COUNCIL: "biểu quyết"}
NO_NAME = Text("", "")
LOCKED_THING = {Stage.SELF_ASSESSMENT: "phiếu"}


def next_stage(stage: str, verb: str, standing: Standing, round: RoundLike) -> Stage:
    """The stage after the verb. Raises StepRefused with a sentence for people."""
    step = STEPS.get((stage, verb))
    if step is None:
        done = "đợt chấm đã công bố: kết quả không thay đổi nữa"
        raise StepRefused(done if stage == Stage.PUBLISHED else f"ở giai đoạn {TIMED_STAGES[Stage(stage)].vi} không có bước «{verb}»")
    following, may = step
    if not may(standing, round):
        raise StepRefused("chỉ điều phối của Sở Nội vụ mới làm được bước này")
    return following


class StageLocked(StepRefused):
    """The stage's time is not now: the sentence says what, why, and who can act until when."""


def refuse_unless_open(opening: Opening, at: datetime) -> None:
    """Every change that belongs to a stage asks this inside its transaction. Raises StageLocked."""
    if not is_open(state_of(opening, at)):
        raise StageLocked(why_closed(opening, at))


def why_closed(opening: Opening, at: datetime) -> str:
    """Why nothing can be done in the stage now, and who can change that."""
    stage = Stage(opening.stage)
    name, doing, thing = TIMED_STAGES[stage].vi, DOING[stage], LOCKED_THING.get(stage, "giai đoạn")
    reached = TIMED_STAGES.get(Stage(opening.reached), NO_NAME).vi
    again = "điều phối của Sở Nội vụ có thể mở lại, kèm lý do"
    return {
        WindowState.PUBLISHED: f"đợt chấm đã công bố: {'phiếu tự chấm' if stage == Stage.SELF_ASSESSMENT else 'kết quả'} không thay đổi nữa",
        WindowState.CLOSED: "Hội đồng đã họp xong và quyết định: không có gì của đợt chấm thay đổi nữa; chỉ còn công bố",
        WindowState.NOT_SET: f"thời gian {name} chưa được đặt: điều phối của Sở Nội vụ đặt thì mới {doing} được",
        WindowState.NOT_REACHED: f"đợt chấm còn ở giai đoạn {reached}: điều phối của Sở Nội vụ mở giai đoạn {name} thì mới {doing} được",
        WindowState.BEFORE: f"thời gian {name} mở lúc {_moment(opening.opens_at)}: tới lúc đó mới {doing} được",
        WindowState.LOCKED: f"thời gian {name} đã hết lúc {_moment(opening.unlocked_until or opening.closes_at)}: {thing} đã khoá; {again}",
        WindowState.PASSED: f"đợt chấm ở giai đoạn {reached}, đã qua giai đoạn {name}: {thing} đã khoá; {again}",
    }[state_of(opening, at)]


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{timezone.localtime(at):%H:%M ngày %d/%m/%Y}"
