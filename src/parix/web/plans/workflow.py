"""What a turn of an assignment can go through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from parix.web.accounts.rules import Standing
from parix.web.accounts.workflow import Steps
from parix.web.plans.choices import OPEN, State, Verb
from parix.web.plans.rules import AssignmentLike, may_direct, may_report_on, may_work_on

STEPS: Steps[Standing, AssignmentLike, State, Verb] = Steps("nhiệm vụ", State, Verb, {
    (State.GIVEN, Verb.ACCEPT): (State.ACCEPTED, may_work_on),
    **{(state, Verb.REPORT): (State.IN_PROGRESS, may_report_on) for state in OPEN},
    **{(state, Verb.COMPLETE): (State.DONE, may_work_on) for state in OPEN},
    **{(state, Verb.ASK_MORE_TIME): (state, may_work_on) for state in OPEN},
    **{(state, Verb.EXTEND): (state, may_direct) for state in OPEN},
    **{(state, Verb.REFUSE_MORE_TIME): (state, may_direct) for state in OPEN},
    **{(state, Verb.CANCEL): (State.CANCELLED, may_direct) for state in OPEN},
    (State.DONE, Verb.REOPEN): (State.IN_PROGRESS, may_direct),
    (State.CANCELLED, Verb.REOPEN): (State.GIVEN, may_direct),
}, {
    may_work_on: "chỉ đơn vị chủ trì, người được giao việc và cán bộ cải cách hành chính làm được bước này",
    may_report_on: "chỉ đơn vị chủ trì, đơn vị phối hợp và cán bộ cải cách hành chính báo cáo được tiến độ",
    may_direct: "chỉ lãnh đạo cơ quan và cán bộ cải cách hành chính làm được bước này",
})
NEEDS_WORDS = frozenset(set(Verb) - {Verb.GIVE, Verb.ACCEPT})


def fits_wish(verb: str, wished_on: object) -> bool:
    """One request is open at a time, and what is not asked for cannot be refused."""
    return not (verb == Verb.ASK_MORE_TIME and wished_on) and not (verb == Verb.REFUSE_MORE_TIME and not wished_on)
