"""Counts a dossier's due time from its receipt and events, on the working calendar and by the rules of the day of receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from parix.dossiers.clock_rules import ClockRules
from parix.dossiers.clocks import Extension, Promptness, Wait, days_waited, due_in_force, promptness
from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.foundation.working_calendar.due_dates import Term, Unit, due_at
from parix.web.onestop.dossiers.choices import RUNNING, SETTLED, EventKind
from parix.web.onestop.dossiers.models import Dossier, Event

_ANSWERS = {EventKind.SUPPLEMENT_ASKED: EventKind.SUPPLEMENT_RECEIVED, EventKind.FEE_ASKED: EventKind.FEE_PAID}
_LATEST = 2**62  # of an event that is not kept yet
_UNITS: dict[str, Unit] = {"working_days": "working_days", "days": "days", "working_hours": "working_hours"}


def term_of(dossier: Dossier, rules: ClockRules) -> Term | None:
    """Of its version of the procedure; none where the catalogue knows no single term."""
    version = dossier.procedure
    return term_from(version.term_count, version.term_unit, rules)


def term_from(count: int | None, unit: str, rules: ClockRules) -> Term | None:
    known = _UNITS.get(unit)
    return None if count is None or known is None else Term(count, known, rules.next_day_after)


def with_rules(term: Term, rules: ClockRules) -> Term:
    return replace(term, next_day_after=rules.next_day_after)


def first_due(calendar: WorkingCalendar, received: datetime, term: Term) -> datetime:
    """In the zone of the office. Raises ProblemsFound beyond the calendar."""
    return due_at(calendar, timezone.localtime(received), term)


def turns_of(events: Iterable[Event], rules: ClockRules) -> Iterator[Wait | Extension]:
    """Waits and extensions in the order of their events; what was never answered is waited for still."""
    asked: dict[EventKind, datetime] = {}
    for event in sorted(events, key=lambda one: (one.at, one.pk or _LATEST)):
        kind = EventKind(event.kind)
        at = timezone.localtime(event.at)
        if kind == EventKind.EXTENDED and event.due_at is not None:
            yield Extension(at, timezone.localtime(event.due_at))
        elif kind in _ANSWERS:
            asked.setdefault(_ANSWERS[kind], at)
        elif kind in asked:
            yield Wait(asked.pop(kind), at, rules.supplement if kind == EventKind.SUPPLEMENT_RECEIVED else "shift")
    for kind, at in asked.items():
        yield Wait(at, None, rules.supplement if kind == EventKind.SUPPLEMENT_RECEIVED else "shift")


def due_now(calendar: WorkingCalendar, dossier: Dossier, events: Iterable[Event], rules: ClockRules) -> datetime | None:
    term = term_of(dossier, rules)
    return None if term is None else due_in_force(calendar, timezone.localtime(dossier.received_at), term, turns_of(events, rules))


def waited_for_supplements(events: Iterable[Event], rules: ClockRules) -> int:
    """Whole days of the calendar; fees are not waited for in this sense."""
    kinds = (EventKind.SUPPLEMENT_ASKED, EventKind.SUPPLEMENT_RECEIVED)
    turns = turns_of([one for one in events if one.kind in kinds], rules)
    return days_waited(one for one in turns if isinstance(one, Wait))


def promptness_of(dossier: Dossier, today: date) -> Promptness:
    """Early, on time, late; in term or overdue. A dossier that was never to be finished has none."""
    ended = dossier.finished_at or dossier.returned_at if dossier.state in SETTLED else None
    return promptness(
        is_open=dossier.state in RUNNING, due=local_day(dossier.due_at), finished=local_day(ended), today=today,
    )


def local_day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)
