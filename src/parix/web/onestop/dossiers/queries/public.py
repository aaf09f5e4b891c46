"""What everybody may know of a dossier: procedure, agency, days and state. Nothing that says who applied, no typed words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from parix.web.onestop.dossiers.choices import RUNNING, SETTLED, WAITING, State
from parix.web.onestop.dossiers.models import Dossier
from parix.web.onestop.dossiers.queries.rows import row_of


@dataclass(frozen=True, slots=True)
class PublicEvent:
    said: str | Promise
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicStanding:
    code: str
    procedure: str
    agency: str
    state: str
    promptness: str | Promise
    is_late: bool
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    finished_at: datetime | None
    is_running: bool
    is_waiting: bool
    is_settled: bool
    waits_for_fee: bool
    events: tuple[PublicEvent, ...]


def standing_of_dossier(one: Dossier, today: date) -> PublicStanding:
    """One query for the events."""
    row = row_of(one, today)
    events = tuple(PublicEvent(event.get_kind_display(), event.at) for event in one.events.only("kind", "at"))
    return PublicStanding(
        one.code, one.procedure.name, one.agency.name, one.get_state_display(), row.said, row.is_late, one.received_at, one.due_at, one.first_due_at,
        one.finished_at, one.state in RUNNING, one.state in WAITING, one.state in SETTLED, one.state == State.FEE_ASKED, events,
    )
