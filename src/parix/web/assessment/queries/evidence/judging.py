"""Whether the evidence of a leaf is enough: what the edition asks for, held against what the links bring. Nothing is read here.

A document answers a thing asked for by its kind; then its file, issuer, date and pointer are looked at. What nobody can know is
not held against it: a list without a date is no worse for that, unless the edition says by when it must be issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parix.criteria.editions import EvidenceAsked
from parix.foundation.periods import Period
from parix.foundation.problems import Problem
from parix.official_documents.document_kinds import KIND_BY_CODE
from parix.official_documents.pointers import answers_to
from parix.web.assessment.choices import EvidenceState
from parix.web.files.choices import WAITING, FileState

# A set that was drafted from a table says "document" where it does not know the kind.
ANY_KIND = frozenset({"", "document", "other"})
# What is published has an address, and an address leads to what is published.
PUBLIC = frozenset({"link", "publication"})
IN_TIME = frozenset({"pointer.date_outside_period"})
WORST_FIRST = tuple(EvidenceState)


@dataclass(frozen=True, slots=True)
class Proof:
    """What one link brings. `kind`, `issuer` and `issued_on` are what is confirmed of the document, else what the reader proposes;
    `file_state` is empty without a file, `problems` are those of the pointer."""

    kind: str
    issuer: str = ""
    issued_on: date | None = None
    has_address: bool = False
    is_confirmed: bool = True
    file_state: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that the edition asks for, and the proof (by its place in the list) that answers it best."""

    asked: EvidenceAsked
    state: EvidenceState
    proof: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`state` is the worst of what is asked for; `proofs` says of each proof how it stands by itself."""

    state: EvidenceState
    answers: tuple[Answer, ...]
    proofs: tuple[EvidenceState, ...]


def judge(asked: Sequence[EvidenceAsked], proofs: Sequence[Proof], period: Period) -> Judgement:
    """Each proof answers one thing at most; the strictest thing chooses first."""
    free = dict(enumerate(proofs))
    answers: dict[int, Answer] = {}
    for number in sorted(range(len(asked)), key=lambda number: (not asked[number].by, asked[number].by, not asked[number].issuer)):
        one = asked[number]
        fitting = [(_rank(state_of(proof, one, period)), place) for place, proof in free.items() if answers_kind(proof, one)]
        if fitting:
            rank, place = max(fitting, key=lambda pair: (pair[0], -pair[1]))
            answers[number] = Answer(one, WORST_FIRST[rank], place)
            del free[place]
    unasked = {place: state_of(proof, None, period) for place, proof in free.items()}
    without = EvidenceState.WRONG_KIND if unasked else EvidenceState.MISSING
    whole = tuple(answers.get(number) or Answer(asked[number], without, None) for number in range(len(asked)))
    answered = {one.proof: one.state for one in whole if one.proof is not None}
    lacks = any(one.proof is None for one in whole)
    states = tuple(answered.get(place) or _unasked(unasked[place], lacks) for place in range(len(proofs)))
    return Judgement(_whole(whole, states), whole, states)


def answers_kind(proof: Proof, asked: EvidenceAsked) -> bool:
    if asked.kind in ANY_KIND or proof.kind == asked.kind:
        return True
    if not proof.kind:  # nobody has said yet what it is
        return True
    return asked.kind in PUBLIC and (proof.has_address or proof.kind in PUBLIC)


def state_of(proof: Proof, asked: EvidenceAsked | None, period: Period) -> EvidenceState:
    """How the proof stands, the first thing that is wrong with it; its kind fits already."""
    if proof.file_state in (FileState.UNREADABLE, FileState.QUARANTINED):
        return EvidenceState.UNREADABLE
    if any(problem.severity == "error" and problem.code not in IN_TIME for problem in proof.problems):
        return EvidenceState.MISPOINTED
    if asked is not None and asked.issuer and proof.issuer and not answers_to(asked.issuer, proof.issuer):
        return EvidenceState.OTHER_ISSUER
    deadline = deadline_of(asked, period) if asked is not None else None
    if proof.issued_on is not None:
        if not period.start <= proof.issued_on <= period.end:
            return EvidenceState.OUTSIDE_PERIOD
        if deadline is not None and proof.issued_on > deadline:
            return EvidenceState.TOO_LATE
    if not proof.is_confirmed or proof.file_state in WAITING:
        return EvidenceState.WAITING
    if proof.issued_on is None and (deadline is not None or proof.kind in KIND_BY_CODE):
        return EvidenceState.UNDATED
    return EvidenceState.ENOUGH


def deadline_of(asked: EvidenceAsked, period: Period) -> date | None:
    """`by` is a month and a day of the assessed year; one that is no day sets no deadline."""
    month, _dash, day = asked.by.partition("-")
    try:
        return date(period.end.year, int(month), int(day))
    except ValueError:
        return None


def _rank(state: EvidenceState) -> int:
    return WORST_FIRST.index(state)


def _unasked(state: EvidenceState, lacks: bool) -> EvidenceState:
    """A further document beside those asked for is welcome; in place of one of them it is of the wrong kind."""
    return min(state, EvidenceState.WRONG_KIND, key=_rank) if lacks else state


def _whole(answers: Sequence[Answer], proofs: Sequence[EvidenceState]) -> EvidenceState:
    if answers:
        return min((one.state for one in answers), key=_rank)
    # Nothing asked for: what was brought is judged by its best piece.
    return max(proofs, key=_rank, default=EvidenceState.NOT_ASKED)
