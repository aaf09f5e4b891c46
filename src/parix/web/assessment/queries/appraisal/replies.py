"""Who owes a reply, since when, and what silence means: open questions and appeals, for agencies and for appraisers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Answer
from parix.web.assessment.models import Appeal, Inquiry, Participation, Round
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.rules import may_see_leaf_appraised


@dataclass(frozen=True, slots=True)
class OpenInquiry:
    inquiry: Inquiry
    agency: str
    agency_code: str
    leaf_code: str
    leaf_key: str
    leaf: Text
    replies: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    appeal: Appeal
    agency: str
    agency_code: str
    leaf_code: str
    leaf_key: str
    leaf: Text


@dataclass(frozen=True, slots=True)
class Replies:
    """`owed` by agencies, `given` waits for an appraiser, `appeals` wait for an answer until `answer_by`."""

    owed: tuple[OpenInquiry, ...]
    given: tuple[OpenInquiry, ...]
    appeals: tuple[OpenAppeal, ...]
    answered: tuple[OpenAppeal, ...]
    answer_by: datetime | None

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.owed)


def replies_of_round(round: Round, standing: Standing, today: date, answer_by: datetime | None) -> Replies:
    """Of the fields and agencies that the person appraises or watches over; two queries."""
    return _replies(round, today, answer_by, lambda agency_id, field: may_see_leaf_appraised(standing, agency_id, field))


def replies_of_agency(participation: Participation, today: date, answer_by: datetime | None) -> Replies:
    return _replies(participation.round, today, answer_by, lambda _agency_id, _field: True, participation.pk)


def _replies(round: Round, today: date, answer_by: datetime | None, may_see: object, only: int | None = None) -> Replies:
    assert callable(may_see)
    placed = {one.leaf.key: one for one in edition_of(round).placed_leaves}
    asked = Inquiry.objects.filter(participation__round=round, closed_at__isnull=True).annotate(replies=Count("statements"))
    filed = Appeal.objects.filter(participation__round=round).exclude(outcome=Answer.WITHDRAWN).order_by("filed_at", "pk")
    if only is not None:
        asked, filed = asked.filter(participation_id=only), filed.filter(participation_id=only)
    inquiries, appeals = [], []
    for one in asked.select_related("participation__agency", "asked_by").order_by("reply_by", "pk"):
        leaf = placed.get(one.leaf_key)
        if leaf is not None and may_see(one.participation.agency_id, leaf.field.key):
            agency, overdue = one.participation.agency, one.reply_by < today
            inquiries.append(OpenInquiry(one, agency.name, agency.code, leaf.leaf.code, one.leaf_key, leaf.leaf.text, one.replies, overdue))
    for each in filed.select_related("participation__agency", "filed_by", "answered_by"):
        leaf = placed.get(each.leaf_key)
        if leaf is not None and may_see(each.participation.agency_id, leaf.field.key):
            agency = each.participation.agency
            appeals.append(OpenAppeal(each, agency.name, agency.code, leaf.leaf.code, each.leaf_key, leaf.leaf.text))
    return Replies(
        tuple(one for one in inquiries if not one.replies), tuple(one for one in inquiries if one.replies),
        tuple(one for one in appeals if one.appeal.outcome == Answer.OPEN), tuple(one for one in appeals if one.appeal.outcome != Answer.OPEN), answer_by,
    )
