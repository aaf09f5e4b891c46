"""How dossiers were settled in a period: taken in, carried over, settled early, on time and late, and what is still open, by unit and by field
(tables 06 and 07 of the report on administrative procedures)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from parix.foundation.periods import Period
from parix.web.onestop.dossiers.choices import Channel, State
from parix.web.onestop.dossiers.models import Dossier

By = Literal["unit", "field", "agency"]
# Nothing was taken in: not counted anywhere.
NOT_TAKEN_IN = (State.REGISTERED, State.REFUSED)
_NAMES = {"unit": "unit__name", "field": "field__name", "agency": "agency__name"}


@dataclass(frozen=True, slots=True)
class Settled:
    """Numbers of dossiers. `online` and `other` came in the period by that way, `carried` were open when it began."""

    name: str
    online: int = 0
    other: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    within_term: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        return self.online + self.other + self.carried

    @property
    def settled(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def open(self) -> int:
        return self.within_term + self.overdue

    @property
    def agrees(self) -> bool:
        """What was there is settled or still open."""
        return self.received == self.settled + self.open

    def plus(self, other: Settled) -> Settled:
        numbers = (one.name for one in fields(self) if one.name != "name")
        return Settled(self.name, *(getattr(self, name) + getattr(other, name) for name in numbers))


def settlement(agency_ids: Collection[int], period: Period, by: By, today: date) -> list[Settled]:
    """One row for each unit, field or agency that had a dossier, in the order of names; one query. What has no term is never late, what waits
    for the applicant is within its term. Of a period that is not over, up to today."""
    last = min(period.end, today)
    begins, ends = _moment(period.start), _moment(last + timedelta(days=1))
    held = Dossier.objects.filter(agency_id__in=agency_ids, received_at__lt=ends).exclude(state__in=NOT_TAKEN_IN)
    there = held.filter(Q(finished_at__isnull=True) | Q(finished_at__gte=begins))
    return [Settled(**{**row, "name": row["name"] or ""}) for row in _counted(there, by, begins, ends, last)]


def total(rows: Iterable[Settled], name: str) -> Settled:
    found = Settled(name)
    for row in rows:
        found = found.plus(row)
    return found


def _counted(there: QuerySet[Dossier], by: By, begins: datetime, ends: datetime, last: date) -> list[dict[str, Any]]:
    came, done = Q(received_at__gte=begins), Q(finished_at__lt=ends)
    days = there.annotate(finished_on=TruncDate("finished_at"), due_on=TruncDate("due_at"), name=F(_NAMES[by]))
    late = done & Q(due_at__isnull=False, finished_on__gt=F("due_on"))
    early = done & Q(due_at__isnull=False, finished_on__lt=F("due_on"))
    overdue = ~done & Q(due_at__isnull=False, due_on__lt=last)
    found = days.values("name").annotate(
        online=Count("pk", filter=came & Q(channel=Channel.ONLINE)), other=Count("pk", filter=came & ~Q(channel=Channel.ONLINE)),
        carried=Count("pk", filter=~came), early=Count("pk", filter=early), late=Count("pk", filter=late), on_time=Count("pk", filter=done & ~early & ~late),
        overdue=Count("pk", filter=overdue), within_term=Count("pk", filter=~done & ~overdue),
    ).order_by("name")
    return [dict(row) for row in found]


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
