"""Contests: lists, the public page, the ranking with ties, what entrants answered.

The ranking is one query for a page of it: the database ranks by points, then by how near the prediction came to the number of
entrants, then by the second of entry. Who is equal in all three shares a rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import Abs, Cast, Rank

from parix.web.registries.outreach.choices import ContestState, EntryState
from parix.web.registries.outreach.models import Contest as Contest
from parix.web.registries.outreach.models import Entry as Entry
from parix.web.registries.outreach.models import Question as Question

RANKED = (EntryState.COUNTED, EntryState.ADMITTED)


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a ranking. `off` is by how much the prediction missed; `is_tied`: the line before or after has the same rank."""

    rank: int
    name: str
    phone: str
    workplace: str
    points: int
    prediction: int
    off: int
    entered_at: datetime
    receipt: str
    is_tied: bool


def contests_of(agency_id: int) -> QuerySet[Contest]:
    return Contest.objects.filter(agency_id=agency_id).select_related("item")


def contest_by_id(pk: int) -> Contest | None:
    return Contest.objects.select_related("agency", "item__plan", "made_by").filter(pk=pk).first()


def contest_by_slug(slug: str) -> Contest | None:
    """Announced or annulled: a draft has no public page."""
    return Contest.objects.select_related("agency").exclude(state=ContestState.DRAFTED).filter(slug=slug).first()


def questions_of(contest: Contest) -> list[Question]:
    return list(contest.questions.all())


def late_entries(contest: Contest) -> list[Entry]:
    return list(contest.entries.filter(state=EntryState.LATE))


def entries_ranked(contest: Contest) -> QuerySet[Entry]:
    """The window is worked out by the database over all entries of the contest, whatever part of them is then taken."""
    off = Abs(Cast(F("prediction"), IntegerField()) - Value(contest.entrants))
    order = [F("points").desc(), F("off").asc(), F("entered_at").asc()]
    found = contest.entries.filter(state__in=RANKED).annotate(off=off)
    return found.annotate(place=Window(Rank(), order_by=order)).order_by("place", "pk")


def places(contest: Contest, start: int, end: int) -> list[Place]:
    """Lines `start` to `end` (from 0, the end left out), and one more on each side to see ties: one query."""
    first = max(start - 1, 0)
    rows = list(entries_ranked(contest)[first : end + 1])
    many = Counter(row.place for row in rows)  # type: ignore[attr-defined]
    return [_place(row, many[row.place] > 1) for row in rows[start - first : end - first]]  # type: ignore[attr-defined]


def place_of(contest: Contest, receipt: str) -> Place | None:
    """Where one entry stands now; entries before it are counted by the index, none is read."""
    one = contest.entries.filter(receipt=receipt).first()
    if one is None or one.state not in RANKED:
        return None
    off = abs(one.prediction - contest.entrants)
    ranked = contest.entries.filter(state__in=RANKED).annotate(off=Abs(Cast(F("prediction"), IntegerField()) - Value(contest.entrants)))
    better = Case(
        When(points__gt=one.points, then=1), When(points__lt=one.points, then=0), When(off__lt=off, then=1), When(off__gt=off, then=0),
        When(entered_at__lt=one.entered_at, then=1), default=0, output_field=IntegerField(),
    )
    before = ranked.annotate(better=better).filter(better=1).count()
    same = ranked.filter(points=one.points, off=off, entered_at=one.entered_at).count()
    one.place, one.off = before + 1, off  # type: ignore[attr-defined]
    return _place(one, same > 1)


def right_answers(questions: Sequence[Question], entry: Entry) -> list[tuple[Question, int | None, bool]]:
    """Each question with what was answered and whether that is right."""
    answers = entry.answers
    given = [answers.get(str(question.number)) for question in questions]
    return [(question, answer, answer == question.correct) for question, answer in zip(questions, given, strict=True)]


def _place(row: Entry, is_tied: bool) -> Place:
    return Place(
        row.place, row.shown_name, row.shown_phone, row.workplace, row.points, row.prediction, row.off, row.entered_at, row.receipt, is_tied,  # type: ignore[attr-defined]
    )
