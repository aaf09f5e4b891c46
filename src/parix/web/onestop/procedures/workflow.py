"""What a review goes through: (state, verb) -> state. Whoever keeps the catalogue takes every step."""

from __future__ import annotations

from parix.web.onestop.procedures.choices import ReviewState, ReviewVerb

STEPS: dict[tuple[str, str], ReviewState] = {
    (ReviewState.PLANNED, ReviewVerb.REVIEW): ReviewState.REVIEWED,
    (ReviewState.PLANNED, ReviewVerb.DROP): ReviewState.DROPPED,
    (ReviewState.REVIEWED, ReviewVerb.REOPEN): ReviewState.PLANNED,
    (ReviewState.DROPPED, ReviewVerb.REOPEN): ReviewState.PLANNED,
}


class StepRefused(Exception):
    """The verb does not exist in this state."""


def next_state(state: str, verb: str) -> ReviewState:
    """Raises StepRefused with a sentence for people."""
    if (state, verb) not in STEPS:
        label = ReviewState(state).label
        raise StepRefused(f"thủ tục ở trạng thái «{label}» thì không {ReviewVerb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    return STEPS[state, verb]


def verbs_for(state: str) -> list[ReviewVerb]:
    return [ReviewVerb(verb) for (held, verb), _following in STEPS.items() if held == state]
