"""Writes of appeals: filed in their time by the agency, answered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.foundation.phrases import Text
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.assessment.actions.holding import HeldParticipation, NoSuchLeaf, hold_participation
from parix.web.assessment.actions.inquiries import TEXT_LENGTH, agency_address, answering_people, appraiser_address, foreign_documents
from parix.web.assessment.choices import APPEAL_ANSWERED, APPEAL_FILED, Answer, Stage, View
from parix.web.assessment.models import Appeal, Participation, Ruling
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.rules import may_answer_for
from parix.web.assessment.workflow import refuse_unless_open
from parix.web.audit_trail.actions import record
from parix.web.files.queries import Document
from parix.web.notices.actions import notify

REFUSED = "chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan kiến nghị được thay cơ quan"
SAID = {
    Answer.UPHELD: Text("chấp nhận", "upheld"), Answer.PARTLY: Text("chấp nhận một phần", "partly upheld"), Answer.REJECTED: Text("giữ nguyên", "rejected"),
}


@transaction.atomic
def store_appeal(
    *, participation: Participation, leaf_key: str, text: str, wanted_facts: Mapping[str, Any], documents: Sequence[Document], by: User, at: datetime,
) -> Appeal:
    """One appeal to a leaf while its time is open; the appraiser who ruled is told. The facts are known to fit.

    Raises PermissionDenied, StageLocked, NoSuchLeaf, ProblemsFound.
    """
    held = _held(participation, by)
    refuse_unless_open(held.opening, at)
    part = held.participation
    if leaf_key not in edition_of(part.round).leaves:
        raise NoSuchLeaf(leaf_key)
    earlier = list(Appeal.objects.filter(participation=part, leaf_key=leaf_key))
    problems = []
    if len(text.strip()) < TEXT_LENGTH:
        problems.append(Problem("appeal.empty", "chưa viết nội dung kiến nghị", f"viết ít nhất {TEXT_LENGTH} ký tự", Place(path="text")))
    if any(one.outcome != Answer.WITHDRAWN for one in earlier):
        message = "tiêu chí này đã có kiến nghị"
        problems.append(Problem("appeal.filed_already", message, "rút kiến nghị cũ rồi gửi lại; đã được trả lời thì đưa ra Hội đồng", Place(path="text")))
    refuse_errors([*problems, *foreign_documents(documents, part.agency_id)])
    made = Appeal.objects.create(
        participation=part, leaf_key=leaf_key, number=len(earlier) + 1, text=text.strip(), wanted_facts=dict(wanted_facts), filed_by=by, filed_at=at,
    )
    made.documents.set(documents)
    record(
        act="assessment.appeal_filed", subject=f"assessment.Appeal:{made.pk}", by=by, at=at, scope=_scope(made), reason=made.text,
        after={"wanted_facts": made.wanted_facts, "documents": [str(one.pk) for one in documents]},
    )
    ruled = Ruling.objects.filter(participation=part, leaf_key=leaf_key, view=View.FIRST, superseded_at__isnull=True).values_list("ruled_by_id", flat=True)
    notify(
        to=list(ruled), kind=APPEAL_FILED.code, subject=f"assessment.Appeal:{made.pk}", occasion="filed", url=appraiser_address(part, leaf_key), now=at,
        words={"agency": part.agency.name, "leaf": _code(made), "text": made.text[:500]},
    )
    return made


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """While nobody has answered. Raises PermissionDenied, StageLocked, ProblemsFound."""
    held = _held(appeal.participation, by)
    refuse_unless_open(held.opening, at)
    row = held_appeal(appeal.pk)
    row.outcome, row.answered_by, row.answered_at = Answer.WITHDRAWN, by, at
    row.save(update_fields=["outcome", "answered_by", "answered_at"])
    record(act="assessment.appeal_withdrawn", subject=f"assessment.Appeal:{row.pk}", by=by, at=at, scope=_scope(row))
    return row


@transaction.atomic
def store_answer(*, appeal: Appeal, outcome: Answer, answer: str, ruling: Ruling, by: User, at: datetime) -> Appeal:
    """The agency's officer and director are told. The caller has ruled, and asked who may. Raises ProblemsFound when it is answered already."""
    row = held_appeal(appeal.pk)
    row.outcome, row.answer, row.answered_by, row.answered_at, row.ruling = outcome, answer.strip(), by, at, ruling
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at", "ruling"])
    record(
        act="assessment.appeal_answered", subject=f"assessment.Appeal:{row.pk}", by=by, at=at, scope=_scope(row), reason=row.answer,
        after={"outcome": outcome.value, "ruling": ruling.pk},
    )
    notify(
        to=answering_people(row.participation, timezone.localtime(at).date()), kind=APPEAL_ANSWERED.code, subject=f"assessment.Appeal:{row.pk}",
        occasion="answered", url=agency_address(row.participation, row.leaf_key), now=at,
        words={"leaf": _code(row), "outcome": SAID[outcome], "answer": row.answer},
    )
    return row


def held_appeal(appeal_id: int) -> Appeal:
    row = Appeal.objects.select_for_update(of=("self",)).select_related("participation__round", "participation__agency").get(pk=appeal_id)
    if row.outcome != Answer.OPEN:
        message = f"kiến nghị này đã xong: {row.get_outcome_display()}"
        refuse_errors([Problem("appeal.answered_already", message, "tải lại trang để xem câu trả lời", Place(path="answer"))])
    return row


def _held(participation: Participation, by: User) -> HeldParticipation:
    held = hold_participation(participation_id=participation.pk, stage=Stage.APPEAL)
    if not may_answer_for(standing_of(by), held.participation.agency_id):
        raise PermissionDenied(REFUSED)
    return held


def _code(appeal: Appeal) -> str:
    return edition_of(appeal.participation.round).leaves[appeal.leaf_key].code


def _scope(appeal: Appeal) -> str:
    return f"{appeal.participation.round.slug}/{appeal.participation.agency.code}/{appeal.leaf_key}"
