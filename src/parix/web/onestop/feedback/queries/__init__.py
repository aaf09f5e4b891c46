"""Reads of feedback: the desk's list, one with its chain, what is published, who handles it, the clocks by date.

In: agencies, receipts, days. Out: rows and querysets; the row's type goes to other rooms from here.
Must not: change anything, or open what is sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Case, Count, F, Q, QuerySet, When

from parix.dossiers.feedback_clocks import FeedbackClocks, clocks_on, read_feedback_clocks
from parix.foundation.folding import folded
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.rules import Standing
from parix.web.onestop.dossiers.queries import one_stop_of
from parix.web.onestop.feedback.choices import OPEN, State
from parix.web.onestop.feedback.models import Event as Event
from parix.web.onestop.feedback.models import Feedback as Feedback
from parix.web.onestop.feedback.rules import may_handle
from parix.web.organisations.queries import Agency

LATE = "qua-han"


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one agency: open now, overdue of these, answered but not yet published, answered in all, rated and disliked of these."""

    open: int
    overdue: int
    unpublished: int
    answered: int
    rated: int
    disliked: int


def clocks_of(day: date) -> FeedbackClocks:
    """Of the installation, read once a process (setting FEEDBACK_CLOCKS)."""
    return clocks_on(_clocks(settings.FEEDBACK_CLOCKS), day)


@cache
def _clocks(path: Path) -> tuple[FeedbackClocks, ...]:
    clocks, problems = read_feedback_clocks(path)
    if problems:
        raise ProblemsFound(problems)
    return clocks


def feedback_found(agency_id: int, *, state: str, words: str, today: date) -> QuerySet[Feedback]:
    """What is open and nearest its day first, then the newest."""
    found = Feedback.objects.filter(agency_id=agency_id).select_related("dossier", "field")
    if state == LATE:
        found = found.filter(_overdue(today))
    elif state in State.values:
        found = found.filter(state=state)
    for word in folded(words).split():
        found = found.filter(Q(search__contains=word) | Q(receipt__iexact=word))
    return found.order_by(
        Case(When(state__in=OPEN, then=0), When(state=State.MORE_ASKED, then=1), default=2), Case(When(state__in=OPEN, then=F("answer_by"))),
        "-received_at", "-pk",
    )


def counts_of(agency_id: int, today: date) -> Counts:
    """One query."""
    answered = Q(state__in=(State.ANSWERED, State.PUBLISHED))
    counted = Feedback.objects.filter(agency_id=agency_id).aggregate(
        open=Count("pk", filter=Q(state__in=(*OPEN, State.MORE_ASKED))), overdue=Count("pk", filter=_overdue(today)),
        unpublished=Count("pk", filter=Q(state=State.ANSWERED)), answered=Count("pk", filter=answered), rated=Count("pk", filter=Q(rating__isnull=False)),
        disliked=Count("pk", filter=Q(rating=1)),
    )
    return Counts(**counted)


def feedback_by_id(pk: int) -> Feedback | None:
    return Feedback.objects.select_related("agency", "dossier", "field", "forwarded_from__agency").filter(pk=pk).first()


def feedback_by_receipt(receipt: str) -> list[Feedback]:
    """As each agency had it, the one that has it now last."""
    return list(Feedback.objects.select_related("agency").filter(receipt=receipt.upper()).order_by("pk"))


def published(words: str, agency_id: int | None) -> QuerySet[Feedback]:
    """For everybody, the newest first."""
    found = Feedback.objects.filter(state=State.PUBLISHED).select_related("agency", "field")
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    for word in folded(words).split():
        found = found.filter(search__contains=word)
    return found.order_by("-published_at", "-pk")


def agencies_with_published() -> QuerySet[Agency]:
    ids = Feedback.objects.filter(state=State.PUBLISHED).values("agency_id")
    return Agency.objects.filter(pk__in=ids).order_by("folded_name")


def handles(standing: Standing, agency: Agency, today: date) -> bool:
    return may_handle(standing, agency.pk, one_stop_of(agency.pk, today), at_top=agency.parent_id is None)


def _overdue(today: date) -> Q:
    return Q(state__in=OPEN, answer_by__lt=today) | Q(state=State.ANSWERED, publish_by__lt=today)
