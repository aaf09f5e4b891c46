"""What will be late this week: open dossiers whose day is past or comes by Sunday, each with its chance from how long others took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils import timezone

from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.outlook.lateness import Chance, Past, chance_late, expected_late
from parix.web.onestop.board.queries.lateness import begins, monday_of, working_days_since
from parix.web.onestop.dossiers.choices import RUNNING, SETTLED
from parix.web.onestop.dossiers.queries import Dossier

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Risk:
    """`working_days_left` is negative once the day is past."""

    code: str
    procedure: str
    unit: str
    due_on: date
    working_days_left: int
    chance: Chance


@dataclass(frozen=True, slots=True)
class Forecast:
    """`until` is Sunday. `expected` leaves out those of which too little is known, which `unknown` counts."""

    until: date
    risks: tuple[Risk, ...]
    overdue: int
    expected: Fraction
    unknown: int


def forecast_of(agency_id: int, today: date, calendar: WorkingCalendar) -> Forecast:
    """The likeliest first, then by day. Two queries."""
    until = monday_of(today) + timedelta(days=6)
    due = Dossier.objects.filter(agency_id=agency_id, state__in=RUNNING, due_at__isnull=False, due_at__lt=begins(until + timedelta(days=1)))
    past = _past(agency_id, today, calendar)
    risks = sorted(
        (_risk(one, today, calendar, past) for one in due.select_related("procedure", "unit")),
        key=lambda one: (one.chance.share is None, -(one.chance.share or 0), one.due_on, one.code),
    )
    chances = [one.chance for one in risks]
    return Forecast(
        until, tuple(risks), sum(one.working_days_left < 0 for one in risks), expected_late(chances), sum(one.share is None for one in chances),
    )


@dataclass(frozen=True, slots=True)
class _Kinds:
    """How long settled dossiers took: of a procedure, of a unit, of the agency."""

    of_procedure: dict[int, Past]
    of_unit: dict[int, Past]
    of_agency: Past

    def of(self, procedure_id: int, unit_id: int | None) -> list[Past]:
        nothing = Past(())
        return [self.of_procedure.get(procedure_id, nothing), self.of_unit.get(unit_id or 0, nothing), self.of_agency]


def _past(agency_id: int, today: date, calendar: WorkingCalendar) -> _Kinds:
    """Those that nobody waited for: waiting moves the due day, and would make others look slow."""
    settled = Dossier.objects.filter(
        agency_id=agency_id, state__in=SETTLED, finished_at__gte=begins(today - LOOKED_BACK), finished_at__lt=begins(today + timedelta(days=1)), waited_days=0,
    )
    procedures: dict[int, list[int]] = defaultdict(list)
    units: dict[int, list[int]] = defaultdict(list)
    everything: list[int] = []
    for procedure_id, unit_id, received, finished in settled.values_list("procedure__procedure_id", "unit_id", "received_at", "finished_at"):
        days = working_days_since(received, timezone.localdate(finished), calendar)
        procedures[procedure_id].append(days)
        units[unit_id or 0].append(days)
        everything.append(days)
    return _Kinds(_sorted(procedures.items()), _sorted(units.items()), Past.of(everything))


def _sorted(found: Iterable[tuple[int, list[int]]]) -> dict[int, Past]:
    return {key: Past.of(days) for key, days in found}


def _risk(one: Dossier, today: date, calendar: WorkingCalendar, past: _Kinds) -> Risk:
    """Days waited for the applicant are no days of work; they are counted on the plain calendar, so a little too many are taken off."""
    assert one.due_at is not None
    due = timezone.localdate(one.due_at)
    left = calendar.working_days_between(today, due) if due >= today else -max(1, calendar.working_days_between(due, today))
    elapsed = max(0, working_days_since(one.received_at, today, calendar) - one.waited_days)
    unit = one.unit.name if one.unit else ""
    return Risk(one.code, one.procedure.name, unit, due, left, chance_late(elapsed, left, past.of(one.procedure.procedure_id, one.unit_id)))
