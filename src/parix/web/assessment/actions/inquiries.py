"""Writes of questions to an agency and of its statements: a statement is a record of its own, never an edit of the claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.choices import Role
from parix.web.accounts.queries import User, people_with_role, standing_of
from parix.web.assessment.actions.holding import hold_participation
from parix.web.assessment.choices import INQUIRY_ASKED, SILENCES, STATEMENT_MADE, Silence, Stage, View
from parix.web.assessment.models import Inquiry, Participation, Statement
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rulings import ruling_in_force
from parix.web.assessment.rules import may_answer_for
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.actions import record
from parix.web.files.queries import Document
from parix.web.notices.actions import notify

TEXT_LENGTH = 10


@transaction.atomic
def store_inquiry(
    *, participation: Participation, leaf_key: str, view: View, question: str, reply_by: date, silence: Silence, by: User, at: datetime,
) -> Inquiry:
    """Asks the agency; its officer and director are told. The caller has asked who may and when. Raises ProblemsFound."""
    today = timezone.localtime(at).date()
    problems = []
    if len(question.strip()) < TEXT_LENGTH:
        problems.append(Problem("inquiry.no_question", "chưa viết nội dung cần giải trình", f"viết ít nhất {TEXT_LENGTH} ký tự", Place(path="question")))
    if reply_by <= today:
        problems.append(Problem("inquiry.too_soon", "hạn trả lời không sau hôm nay", "cho cơ quan ít nhất một ngày", Place(path="reply_by")))
    if Inquiry.objects.filter(participation=participation, leaf_key=leaf_key, closed_at__isnull=True).exists():
        message = "tiêu chí này đang có một yêu cầu giải trình chưa đóng"
        problems.append(Problem("inquiry.open_already", message, "đóng yêu cầu cũ rồi hỏi lại", Place(path="question")))
    if silence == Silence.AS_RULED and ruling_in_force(participation.pk, leaf_key, view) is None:
        message = "chưa có kết luận nào để giữ nếu cơ quan không trả lời"
        problems.append(Problem("inquiry.nothing_ruled", message, "kết luận trước, hoặc chọn hệ quả khác", Place(path="silence")))
    refuse_errors(problems)
    made = Inquiry.objects.create(
        participation=participation, leaf_key=leaf_key, view=view, question=question.strip(), asked_by=by, asked_at=at, reply_by=reply_by, silence=silence,
    )
    record(
        act="assessment.inquiry_asked", subject=f"assessment.Inquiry:{made.pk}", by=by, at=at, scope=_scope(participation, leaf_key), reason=made.question,
        after={"view": view, "reply_by": reply_by, "silence": silence},
    )
    notify(
        to=answering_people(participation, today), kind=INQUIRY_ASKED.code, subject=f"assessment.Inquiry:{made.pk}", occasion="asked",
        url=agency_address(participation, leaf_key), now=at, due=reply_by,
        words={
            "leaf": edition_of(participation.round).leaves[leaf_key].code, "day": date_format(reply_by, "d/m/Y"), "question": made.question,
            "silence": SILENCES[silence],
        },
    )
    return made


@transaction.atomic
def make_statement(
    *, participation: Participation, leaf_key: str, text: str, documents: Sequence[Document] = (), inquiry: Inquiry | None = None, by: User, at: datetime,
) -> Statement:
    """The agency's word on a leaf, asked or unasked. Late is better than never: it counts until the question is closed.

    Raises PermissionDenied, StageLocked (nothing is asked and nothing is being appraised), ProblemsFound.
    """
    held = hold_participation(participation_id=participation.pk, stage=Stage.APPRAISAL).participation
    if not may_answer_for(standing_of(by), held.agency_id):
        raise PermissionDenied("chỉ cán bộ cải cách hành chính và lãnh đạo cơ quan giải trình được thay cơ quan")
    asked = Inquiry.objects.select_related("asked_by").filter(pk=inquiry.pk, participation=held, leaf_key=leaf_key).first() if inquiry else None
    if held.round.stage not in (Stage.APPRAISAL, Stage.APPEAL):
        raise StageLocked("giải trình được nhận khi đợt chấm ở giai đoạn thẩm định hoặc kiến nghị")
    problems = []
    if len(text.strip()) < TEXT_LENGTH:
        problems.append(Problem("statement.empty", "chưa viết nội dung giải trình", f"viết ít nhất {TEXT_LENGTH} ký tự", Place(path="text")))
    if asked is not None and asked.closed_at is not None:
        message = f"yêu cầu giải trình đã đóng: {asked.closed_because}"
        problems.append(Problem("statement.closed", message, "nêu ý kiến bằng kiến nghị trong thời gian kiến nghị", Place(path="text")))
    problems += foreign_documents(documents, held.agency_id)
    refuse_errors(problems)
    made = Statement.objects.create(participation=held, leaf_key=leaf_key, inquiry=asked, text=text.strip(), made_by=by, made_at=at)
    made.documents.set(documents)
    record(
        act="assessment.statement_made", subject=f"assessment.Statement:{made.pk}", by=by, at=at, scope=_scope(held, leaf_key), reason=made.text,
        after={"inquiry": asked.pk if asked else None, "documents": [str(one.pk) for one in documents]},
    )
    if asked is not None:
        notify(
            to=[asked.asked_by_id], kind=STATEMENT_MADE.code, subject=f"assessment.Statement:{made.pk}", occasion="made",
            url=appraiser_address(held, leaf_key), now=at,
            words={"agency": held.agency.name, "leaf": edition_of(held.round).leaves[leaf_key].code, "text": made.text[:500]},
        )
    return made


@transaction.atomic
def close_inquiry(*, inquiry: Inquiry, because: str, by: User, at: datetime) -> Inquiry:
    """The caller has asked who may. One that is closed stays as it was closed."""
    held = Inquiry.objects.select_for_update(of=("self",)).select_related("participation__round", "participation__agency").get(pk=inquiry.pk)
    if held.closed_at is None:
        held.closed_at, held.closed_by, held.closed_because = at, by, because
        held.save(update_fields=["closed_at", "closed_by", "closed_because"])
        scope = _scope(held.participation, held.leaf_key)
        record(act="assessment.inquiry_closed", subject=f"assessment.Inquiry:{held.pk}", by=by, at=at, scope=scope, reason=because)
    return held


def foreign_documents(documents: Sequence[Document], agency_id: int) -> list[Problem]:
    return [
        Problem("statement.foreign_document", f"tài liệu «{one}» không thuộc cơ quan", "chọn tài liệu của cơ quan mình", Place(path="documents"))
        for one in documents if one.agency_id != agency_id
    ]


def answering_people(participation: Participation, day: date) -> list[int]:
    """The agency's officer and director."""
    found = [people_with_role(role, participation.agency_id, day) for role in (Role.REFORM_OFFICER, Role.DIRECTOR)]
    return [one.pk for people in found for one in people]


def agency_address(participation: Participation, leaf_key: str) -> str:
    return f"/cham-diem/{participation.round.slug}/{participation.agency.code}/tham-dinh/{leaf_key}/"


def appraiser_address(participation: Participation, leaf_key: str) -> str:
    return f"/cham-diem/{participation.round.slug}/tham-dinh/{participation.agency.code}/{leaf_key}/"


def _scope(participation: Participation, leaf_key: str) -> str:
    return f"{participation.round.slug}/{participation.agency.code}/{leaf_key}"
