"""Which feedback somebody is to be reminded of, which counted days a changed calendar touches, rows for snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from parix.dossiers.feedback_clocks import due_days
from parix.foundation.phrases import Text
from parix.indicators.register_tables import ANSWERED, FEEDBACK, PASSED_ON, TURNED_DOWN
from parix.indicators.register_tables import OPEN as STILL_OPEN
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.onestop.feedback.choices import OPEN, Rating, State
from parix.web.onestop.feedback.models import Feedback
from parix.web.onestop.feedback.queries import clocks_of
from parix.web.onestop.feedback.rules import due_on
from parix.web.working_calendar.queries.promises import Changed, Touched

_OUTCOMES = {State.ANSWERED: ANSWERED, State.PUBLISHED: ANSWERED, State.REFUSED: TURNED_DOWN, State.FORWARDED: PASSED_ON}
COLUMNS = ("changed_at", *FEEDBACK.columns)


def deadlines(today: date) -> Iterator[Deadline]:
    """Answers and publications that are near or past their day, for the officers (setting NOTICE_DEADLINES)."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    found = list(Feedback.objects.filter(Q(state__in=OPEN, answer_by__lte=soon) | Q(state=State.ANSWERED, publish_by__lte=soon)).order_by("pk"))
    officers = people_at([Role.REFORM_OFFICER], {one.agency_id for one in found}, today)
    for one in found:
        day = due_on(one)
        if day is not None:
            what = Text(f"phản ánh {one.receipt}: {one.get_state_display()}", f"feedback {one.receipt}")
            yield Deadline(f"feedback.Feedback:{one.pk}", what, day, reverse("feedback:feedback", args=[one.pk]), tuple(officers.get(one.agency_id, ())))


def promises(changed: Changed) -> Iterator[Touched]:
    """Open feedback that was never waited for: its day is counted from receipt alone (setting CALENDAR_PROMISES)."""
    found = Feedback.objects.filter(state__in=OPEN, asked_at__isnull=True, answer_by__gte=changed.first)
    if changed.agency_ids is not None:
        found = found.filter(agency_id__in=changed.agency_ids)
    for one in found.order_by("pk"):
        received = timezone.localdate(one.received_at)
        would_be = due_days(changed.calendar, received, clocks_of(received)).answer_by
        if received <= changed.last and would_be != one.answer_by:
            address = reverse("feedback:feedback", args=[one.pk])
            yield Touched(f"feedback.Feedback:{one.pk}", f"Phản ánh {one.receipt}", address, one.answer_by, would_be)


def newest_change() -> datetime | None:
    return Feedback.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()


def rows_changed(*, after: datetime | None = None, until: datetime | None = None) -> Iterator[tuple[Any, ...]]:
    """Values in the order of COLUMNS: those of the engine's contract behind the moment where the next snapshot begins. Sealed columns stay
    in the database."""
    found = Feedback.objects.order_by("changed_at", "pk").defer("sender", "words", "question", "answer", "search")
    if after is not None:
        found = found.filter(changed_at__gt=after)
    if until is not None:
        found = found.filter(changed_at__lte=until)
    for one in found.iterator(chunk_size=2_000):
        said = {
            "feedback": one.pk, "agency": one.agency_id, "field": one.field_id, "about": one.about, "received_on": _day(one.received_at),
            "outcome": _OUTCOMES.get(State(one.state), STILL_OPEN), "closed_on": _day(one.closed_at), "turn_down_by": one.turn_down_by,
            "asked_on": _day(one.asked_at),
            "ask_by": one.ask_by, "answer_by": one.answer_by, "published_on": _day(one.published_at), "publish_by": one.publish_by,
            "is_disliked": one.rating == Rating.DISLIKED, "is_raised_again": one.is_raised_again,
        }
        yield (one.changed_at, *(said[name] for name in FEEDBACK.columns))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)
