"""What an initiative goes through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from collections.abc import Callable

from parix.web.accounts.rules import Standing
from parix.web.registries.initiatives.choices import State, Verb
from parix.web.registries.initiatives.rules import InitiativeLike, may_decide, may_work_on

Predicate = Callable[[Standing, InitiativeLike], bool]

STEPS: dict[tuple[str, str], tuple[State, Predicate]] = {
    (State.REGISTERED, Verb.RECOGNISE): (State.RECOGNISED, may_decide),
    (State.REGISTERED, Verb.REFUSE): (State.REFUSED, may_decide),
    (State.REGISTERED, Verb.WITHDRAW): (State.WITHDRAWN, may_work_on),
    (State.RECOGNISED, Verb.APPLY): (State.APPLIED, may_work_on),
    (State.APPLIED, Verb.APPLY): (State.APPLIED, may_work_on),
    (State.REFUSED, Verb.RECONSIDER): (State.REGISTERED, may_decide),
}
_WHO: dict[Predicate, str] = {
    may_decide: "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
    may_work_on: "chỉ đơn vị có sáng kiến, cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
}


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


def next_state(state: str, verb: str, standing: Standing, one: InitiativeLike) -> State:
    """Raises StepRefused with a sentence for people."""
    step = STEPS.get((state, verb))
    if step is None:
        raise StepRefused(f"sáng kiến ở trạng thái «{State(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    following, may = step
    if not may(standing, one):
        raise StepRefused(_WHO[may])
    return following


def verbs_for(standing: Standing, one: InitiativeLike) -> list[Verb]:
    """What this person may do now, in the order of the work."""
    return [Verb(verb) for (state, verb), (_following, may) in STEPS.items() if state == one.state and may(standing, one)]


def may_ever(verb: str, standing: Standing, one: InitiativeLike) -> bool:
    return any(may(standing, one) for (_state, known), (_following, may) in STEPS.items() if known == verb)
