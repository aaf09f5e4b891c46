"""What an item of outreach goes through: (state, verb) -> (state, who may)."""

from __future__ import annotations

from collections.abc import Callable

from parix.web.accounts.rules import Standing
from parix.web.registries.outreach.choices import ItemState, Verb
from parix.web.registries.outreach.rules import ItemLike, may_direct, may_report_on

Predicate = Callable[[Standing, ItemLike], bool]

STEPS: dict[tuple[str, str], tuple[ItemState, Predicate]] = {
    (ItemState.PLANNED, Verb.REPORT): (ItemState.DONE, may_report_on),
    (ItemState.PLANNED, Verb.DROP): (ItemState.DROPPED, may_direct),
    (ItemState.DONE, Verb.REOPEN): (ItemState.PLANNED, may_direct),
    (ItemState.DROPPED, Verb.REOPEN): (ItemState.PLANNED, may_direct),
}
_WHO: dict[Predicate, str] = {
    may_report_on: "chỉ đơn vị thực hiện, cán bộ cải cách hành chính và lãnh đạo cơ quan báo được kết quả",
    may_direct: "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan làm được bước này",
}


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


def next_state(state: str, verb: str, standing: Standing, item: ItemLike) -> ItemState:
    """Raises StepRefused with a sentence for people."""
    step = STEPS.get((state, verb))
    if step is None:
        raise StepRefused(f"việc ở trạng thái «{ItemState(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    following, may = step
    if not may(standing, item):
        raise StepRefused(_WHO[may])
    return following


def verbs_for(standing: Standing, item: ItemLike) -> list[Verb]:
    return [Verb(verb) for (state, verb), (_following, may) in STEPS.items() if state == item.state and may(standing, item)]


def may_ever(verb: str, standing: Standing, item: ItemLike) -> bool:
    return any(may(standing, item) for (_state, known), (_following, may) in STEPS.items() if known == verb)
