"""What a finding goes through: (state, verb) -> (state, whether only whoever keeps the registry may)."""

from __future__ import annotations

from parix.web.registries.inspections.choices import FindingState, Verb

STEPS: dict[tuple[str, str], tuple[FindingState, bool]] = {
    (FindingState.OPEN, Verb.REMEDY): (FindingState.REMEDIED, False),
    (FindingState.OPEN, Verb.EXTEND): (FindingState.OPEN, True),
    (FindingState.REMEDIED, Verb.REOPEN): (FindingState.OPEN, True),
}


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


def next_state(state: str, verb: str, *, keeps: bool, remedies: bool) -> FindingState:
    """Raises StepRefused with a sentence for people."""
    step = STEPS.get((state, verb))
    if step is None:
        raise StepRefused(f"tồn tại ở trạng thái «{FindingState(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    following, only_keepers = step
    if not (keeps if only_keepers else remedies):
        who = "" if only_keepers else "đơn vị được kiểm tra và "
        raise StepRefused(f"chỉ {who}người làm công tác kiểm tra làm được bước này")
    return following


def verbs_for(state: str, *, keeps: bool, remedies: bool) -> list[Verb]:
    """What this person may do now, in the order of the work."""
    return [Verb(verb) for (held, verb), (_following, only_keepers) in STEPS.items() if held == state and (keeps if only_keepers else remedies)]
