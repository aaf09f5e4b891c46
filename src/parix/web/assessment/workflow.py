"""What a round can go through: (stage, verb) -> (stage, who may)."""

from __future__ import annotations

from collections.abc import Callable

from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.rules import RoundLike, may_publish_round, may_score_round

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
