"""Papers of a result: kept beside the turn, and handed on to the leaves of the open round that the assignment names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User
from parix.web.assessment.actions.evidence import EvidenceGiven, add_evidence
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.queries.rounds import open_participations
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.actions import Change, record_many
from parix.web.files.queries import Document
from parix.web.plans.models import Assignment, Proof, Turn

PROVES = 2_000


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of handing papers on: how many links were made at which leaves, and why not at the others."""

    linked: int = 0
    refused: tuple[str, ...] = ()


@transaction.atomic
def give_proofs(*, turn: Turn, documents: Sequence[Document], by: User, at: datetime) -> Handed:
    """The documents at the turn, and at its leaves where this person may link them; who may not leaves it to the officer."""
    known = set(Proof.objects.filter(turn=turn).values_list("document_id", flat=True))
    fresh = [one for one in documents if one.pk not in known]
    Proof.objects.bulk_create([Proof(turn=turn, document=one, given_by=by, given_at=at) for one in fresh])
    scope = turn.assignment.plan.agency.code
    changes = [Change(f"plans.Turn:{turn.pk}", None, {"document": str(one.pk)}, scope) for one in fresh]
    record_many(act="plans.proof_given", changes=changes, by=by, at=at)
    return hand_on(assignment=turn.assignment, documents=documents, by=by, at=at)


def hand_on(*, assignment: Assignment, documents: Sequence[Document], by: User, at: datetime) -> Handed:
    """Each document as evidence of each linked leaf, in every open round of the agency that has the leaf. Asked again, it links
    what is not linked yet."""
    done = Handed()
    if not (assignment.leaves and documents):
        return done
    for participation in open_participations(assignment.agency_id):
        for key in assignment.leaves:
            for document in documents:
                done = _linked(done, assignment, participation, key, document, by, at)
    return done


def _linked(done: Handed, assignment: Assignment, participation: object, key: str, document: Document, by: User, at: datetime) -> Handed:
    given = replace(EvidenceGiven.as_registered(document), proves=f"Kết quả nhiệm vụ: {assignment.text}"[:PROVES])
    try:
        with transaction.atomic():
            made = add_evidence(participation=participation, leaf_keys=[key], documents=[document], given=given, by=by, at=at)  # type: ignore[arg-type]
    except NoSuchLeaf:
        return done
    except (PermissionDenied, StageLocked) as told:
        return replace(done, refused=tuple(dict.fromkeys((*done.refused, str(told)))))
    except ProblemsFound as found:
        return replace(done, refused=tuple(dict.fromkeys((*done.refused, *(f"{one.message}: {one.remedy}" for one in found.problems)))))
    return replace(done, linked=done.linked + len(made))
