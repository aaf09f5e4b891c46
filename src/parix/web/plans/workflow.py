"""What a turn of an assignment can go through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from collections.abc import Callable

from parix.web.accounts.rules import Standing
from parix.web.plans.choices import OPEN, State, Verb
from parix.web.plans.rules import AssignmentLike, may_direct, may_report_on, may_work_on

Predicate = Callable[[Standing, AssignmentLike], bool]

STEPS: dict[tuple[str, str], tuple[State, Predicate]] = {
    (State.GIVEN, Verb.ACCEPT): (State.ACCEPTED, may_work_on),
    **{(state, Verb.REPORT): (State.IN_PROGRESS, may_report_on) for state in OPEN},
    **{(state, Verb.COMPLETE): (State.DONE, may_work_on) for state in OPEN},
    **{(state, Verb.EXTEND): (state, may_direct) for state in OPEN},
    **{(state, Verb.CANCEL): (State.CANCELLED, may_direct) for state in OPEN},
    (State.DONE, Verb.REOPEN): (State.IN_PROGRESS, may_direct),
    (State.CANCELLED, Verb.REOPEN): (State.GIVEN, may_direct),
}
NEEDS_WORDS = frozenset({Verb.REPORT, Verb.COMPLETE, Verb.EXTEND, Verb.CANCEL, Verb.REOPEN})
_WHO: dict[Predicate, str] = {
    may_work_on: "chỉ đơn vị chủ trì, người được giao việc và cán bộ cải cách hành chính làm được bước này",
    may_report_on: "chỉ đơn vị chủ trì, đơn vị phối hợp và cán bộ cải cách hành chính báo cáo được tiến độ",
    may_direct: "chỉ lãnh đạo cơ quan và cán bộ cải cách hành chính làm được bước này",
}


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


def next_state(state: str, verb: str, standing: Standing, assignment: AssignmentLike) -> State:
    """The state after the verb. Raises StepRefused with a sentence for people."""
    step = STEPS.get((state, verb))
    if step is None:
        raise StepRefused(f"nhiệm vụ ở trạng thái «{State(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    following, may = step
    if not may(standing, assignment):
        raise StepRefused(_WHO[may])
    return following


def may_ever(verb: str, standing: Standing, assignment: AssignmentLike) -> bool:
    """Whether this person may use the verb in some state."""
    return any(may(standing, assignment) for (_state, one), (_following, may) in STEPS.items() if one == verb)


def verbs_for(state: str, standing: Standing, assignment: AssignmentLike) -> list[Verb]:
    """What this person may do now, in the order of the work."""
    return [Verb(verb) for (held, verb), (_following, may) in STEPS.items() if held == state and may(standing, assignment)]
