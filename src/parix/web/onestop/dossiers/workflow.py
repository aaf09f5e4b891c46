"""What a dossier goes through: (state, verb) -> (state, whether only the desk may)."""

from __future__ import annotations

from parix.web.onestop.dossiers.choices import State, Verb

_S = State
STEPS: dict[tuple[int, str], tuple[State, bool]] = {
    (_S.REGISTERED, Verb.ACCEPT): (_S.ACCEPTED, True),
    (_S.REGISTERED, Verb.REFUSE): (_S.REFUSED, True),
    (_S.REGISTERED, Verb.WITHDRAW): (_S.WITHDRAWN, True),
    (_S.ACCEPTED, Verb.HAND_OVER): (_S.IN_PROGRESS, True),
    (_S.ACCEPTED, Verb.ASK_SUPPLEMENT): (_S.SUPPLEMENT_ASKED, False),
    (_S.ACCEPTED, Verb.ASK_FEE): (_S.FEE_ASKED, False),
    (_S.ACCEPTED, Verb.EXTEND): (_S.ACCEPTED, False),
    (_S.ACCEPTED, Verb.FINISH): (_S.FINISHED, False),
    (_S.ACCEPTED, Verb.REFUSE): (_S.REFUSED, True),
    (_S.ACCEPTED, Verb.STOP): (_S.STOPPED, False),
    (_S.ACCEPTED, Verb.WITHDRAW): (_S.WITHDRAWN, True),
    (_S.IN_PROGRESS, Verb.HAND_OVER): (_S.IN_PROGRESS, False),
    (_S.IN_PROGRESS, Verb.ASK_SUPPLEMENT): (_S.SUPPLEMENT_ASKED, False),
    (_S.IN_PROGRESS, Verb.ASK_FEE): (_S.FEE_ASKED, False),
    (_S.IN_PROGRESS, Verb.EXTEND): (_S.IN_PROGRESS, False),
    (_S.IN_PROGRESS, Verb.FINISH): (_S.FINISHED, False),
    (_S.IN_PROGRESS, Verb.STOP): (_S.STOPPED, False),
    (_S.IN_PROGRESS, Verb.WITHDRAW): (_S.WITHDRAWN, True),
    (_S.SUPPLEMENT_ASKED, Verb.TAKE_SUPPLEMENT): (_S.IN_PROGRESS, True),
    (_S.SUPPLEMENT_ASKED, Verb.WITHDRAW): (_S.WITHDRAWN, True),
    (_S.SUPPLEMENT_ASKED, Verb.STOP): (_S.STOPPED, False),
    (_S.FEE_ASKED, Verb.TAKE_FEE): (_S.IN_PROGRESS, True),
    (_S.FEE_ASKED, Verb.WITHDRAW): (_S.WITHDRAWN, True),
    (_S.FEE_ASKED, Verb.STOP): (_S.STOPPED, False),
    (_S.FINISHED, Verb.RETURN): (_S.RETURNED, True),
}


class StepRefused(Exception):
    """The verb does not exist in this state, or this person may not use it."""


def next_state(state: int, verb: str, *, receives: bool, handles: bool) -> State:
    """Raises StepRefused with a sentence for people."""
    step = STEPS.get((state, verb))
    if step is None:
        raise StepRefused(f"hồ sơ «{State(state).label}» thì không {Verb(verb).label} được: tải lại trang để xem trạng thái mới nhất")
    following, only_desk = step
    if not (receives if only_desk else handles):
        raise StepRefused("chỉ bộ phận Một cửa làm được bước này" if only_desk else "chỉ đơn vị thụ lý và bộ phận Một cửa làm được bước này")
    return following


def verbs_for(state: int, *, receives: bool, handles: bool) -> list[Verb]:
    """What this person may do now, in the order of the work."""
    return [Verb(verb) for (held, verb), (_next, only_desk) in STEPS.items() if held == state and (receives if only_desk else handles)]
