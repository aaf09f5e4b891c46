"""What feedback goes through: (state, verb) -> state."""

from __future__ import annotations

from parix.web.onestop.feedback.choices import State, Verb

STEPS: dict[tuple[str, str], State] = {
    (State.RECEIVED, Verb.ACCEPT): State.HANDLING,
    (State.RECEIVED, Verb.FORWARD): State.FORWARDED,
    (State.RECEIVED, Verb.REFUSE): State.REFUSED,
    (State.RECEIVED, Verb.ASK): State.MORE_ASKED,
    (State.HANDLING, Verb.ANSWER): State.ANSWERED,
    (State.HANDLING, Verb.ASK): State.MORE_ASKED,
    (State.HANDLING, Verb.FORWARD): State.FORWARDED,
    (State.HANDLING, Verb.REFUSE): State.REFUSED,
    (State.MORE_ASKED, Verb.TAKE): State.HANDLING,
    (State.MORE_ASKED, Verb.REFUSE): State.REFUSED,
    (State.ANSWERED, Verb.PUBLISH): State.PUBLISHED,
}


class StepRefused(Exception):
    """The verb does not exist in this state."""


def next_state(state: str, verb: str) -> State:
    """Raises StepRefused with a sentence for people."""
    following = STEPS.get((state, verb))
    if following is None:
        raise StepRefused(f"phản ánh «{State(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    return following


def verbs_for(state: str) -> list[Verb]:
    return [Verb(verb) for held, verb in STEPS if held == state]
