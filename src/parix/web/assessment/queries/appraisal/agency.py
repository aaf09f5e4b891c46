"""What an agency sees of its appraisal: rulings from when the time of appraisal is over, questions and answers at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing, is_member_of
from parix.web.assessment.choices import Answer, Stage, View
from parix.web.assessment.models import Appeal, LiveSheet, Participation, Ruling
from parix.web.assessment.queries.appraisal.leaf import Conversation, appeals_of, conversations_of
from parix.web.assessment.queries.appraisal.moved import Moved, moved_of
from parix.web.assessment.queries.appraisal.replies import Replies, replies_of_agency
from parix.web.assessment.queries.editions import edition_of, placed_leaf
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.questions import Question, questions_of
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.queries.rulings import views_reached
from parix.web.assessment.queries.sheets import LeafRow, leaf_in
from parix.web.assessment.rules import Opening, is_open, is_over, is_shown_to_agency, may_answer_for, may_ask_unlock, may_watch_appraisal, state_of
from parix.web.assessment.workflow import why_closed
from parix.web.files.queries import Document
from parix.web.files.queries.register import Filters, documents_found

DOCUMENTS = 25


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """`moved` holds the views that the reader may see; `is_shown` says whether the appraisal is among them."""

    title: Text
    moved: Moved | None
    is_shown: bool
    replies: Replies
    appraisal: Opening
    appeals: Opening
    appeals_open: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class AgencyLeaf:
    participation: Participation
    title: Text
    leaf: LeafRow
    seen: tuple[tuple[View, LeafRow], ...]
    rulings: tuple[Ruling, ...]
    is_shown: bool
    conversations: tuple[Conversation, ...]
    appeals: tuple[Appeal, ...]
    questions: tuple[Question, ...]
    documents: tuple[Document, ...]
    words: str  # that the documents were looked for with
    may_answer: bool
    may_state: bool
    may_appeal: bool
    why_no_appeal: str
    may_ask_unlock: bool = False

    @property
    def may_file(self) -> bool:
        """One appeal to a leaf; after withdrawing it, another."""
        return self.may_appeal and all(one.outcome == Answer.WITHDRAWN for one in self.appeals)

    @property
    def open_appeal(self) -> Appeal | None:
        return next((one for one in self.appeals if one.outcome == Answer.OPEN), None)

    @property
    def waiting(self) -> Conversation | None:
        """The question that waits for a reply."""
        return next((one for one in self.conversations if one.inquiry and one.inquiry.closed_at is None), None)

    @property
    def wanted(self) -> Mapping[str, Any]:
        """An appeal starts from what the agency claimed."""
        return {one.role: one.fact for one in self.leaf.measurements if one.role}


def views_shown(participation: Participation, appraisal: Opening, standing: Standing, at: datetime) -> tuple[View, ...]:
    """Those who watch and the appraisers see every view at once; the agency the appraisals when it is shown them, and the council's when
    it is published. Views that the round has not come to are left out."""
    round = participation.round
    reached = views_reached(round)
    if may_watch_appraisal(standing, participation.agency_id) or not is_member_of(standing, participation.agency_id):
        return reached
    if not is_shown_to_agency(appraisal, at):
        return (View.SELF,)
    return tuple(one for one in reached if one != View.COUNCIL or round.is_published)


def agency_page(participation: Participation, appraisal: Opening, standing: Standing, at: datetime, answer_by: datetime | None) -> AgencyPage:
    views, appeals = views_shown(participation, appraisal, standing, at), _appeals_of(participation)
    return AgencyPage(
        title_of(participation.round), moved_of(participation, views), len(views) > 1,
        replies_of_agency(participation, timezone.localtime(at).date(), answer_by), appraisal, appeals, is_open(state_of(appeals, at)),
        may_answer_for(standing, participation.agency_id),
    )


def documents_to_choose(agency_id: int, words: str, chosen: Collection[UUID]) -> tuple[Document, ...]:
    """Those that are chosen already, then what was looked for by number, abstract or text, else the newest; of the agency's own register."""
    named = list(documents_found([agency_id], Filters()).filter(pk__in=chosen)) if chosen else []
    return (*named, *documents_found([agency_id], Filters(words=words)).exclude(pk__in=chosen)[:DOCUMENTS])


def agency_leaf_page(
    participation: Participation, appraisal: Opening, standing: Standing, key: str, at: datetime, words: str = "", chosen: Collection[UUID] = (),
) -> AgencyLeaf | None:
    placed, views = placed_leaf(edition_of(participation.round), key), views_shown(participation, appraisal, standing, at)
    sheets = {one.view: one for one in LiveSheet.objects.filter(participation=participation, view__in=views)}
    rows = [(view, row) for view in views if view in sheets and (row := leaf_in(sheets[view].sheet, key))]
    if placed is None or not rows or rows[0][1].state == "not_applicable":
        return None
    appeals, may_answer = _appeals_of(participation), may_answer_for(standing, participation.agency_id)
    filed = appeals_of(participation, key)
    known = {one.role: one.fact for one in rows[0][1].measurements if one.role}
    held = Ruling.objects.filter(participation=participation, leaf_key=key, superseded_at__isnull=True, view__in=views).select_related("ruled_by")
    today, stage = timezone.localtime(at).date(), participation.round.stage
    documents = documents_to_choose(participation.agency_id, words, chosen) if may_answer else ()
    return AgencyLeaf(
        participation, title_of(participation.round), rows[0][1], tuple(rows), tuple(held.order_by("ruled_at", "pk")), len(views) > 1,
        conversations_of(participation, key, today), filed, questions_of(placed.leaf, participation.round.period_end, known),
        documents, words, may_answer, may_answer and stage in (Stage.APPRAISAL, Stage.APPEAL), may_answer and is_open(state_of(appeals, at)),
        "" if is_open(state_of(appeals, at)) else why_closed(appeals, at), may_ask_unlock(standing, participation.agency_id) and is_over(state_of(appeals, at)),
    )


def _appeals_of(participation: Participation) -> Opening:
    found = participation_seen(participation.round.slug, participation.agency.code, Stage.APPEAL)
    assert found is not None
    return found[1]
