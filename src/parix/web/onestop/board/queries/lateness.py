"""Lateness by unit and week, and how long open dossiers have been here. Dossiers without a due day have no lateness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from parix.foundation.working_calendar.calendars import WorkingCalendar
from parix.web.onestop.board.choices import AGES, WEEKS
from parix.web.onestop.dossiers.choices import OPEN, RUNNING, SETTLED
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.organisations.queries.units import units_by_id


@dataclass(frozen=True, slots=True)
class Cell:
    """Of dossiers that were due: `late` of `of`."""

    of: int = 0
    late: int = 0

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.late, self.of) if self.of else None

    @property
    def step(self) -> int:
        """0 for none late, then 1 to 5: up to 5, 10, 20, 40 per cent, more."""
        if not self.late:
            return 0
        share = Fraction(self.late, self.of)
        return 1 + sum(share > Fraction(edge, 100) for edge in (5, 10, 20, 40))

    def __add__(self, other: Cell) -> Cell:
        return Cell(self.of + other.of, self.late + other.late)


@dataclass(frozen=True, slots=True)
class HeatRow:
    unit: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Heat:
    """`weeks` are Mondays, oldest first; the most late unit comes first."""

    weeks: tuple[date, ...]
    rows: tuple[HeatRow, ...]
    total: HeatRow


@dataclass(frozen=True, slots=True)
class AgeRow:
    """Open dossiers of one unit by working days since receipt; `overdue` of them, `waiting` for the applicant."""

    unit: str
    by_age: tuple[int, ...]
    overdue: int
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.by_age)

    @property
    def cells(self) -> list[tuple[int, int | None, int]]:
        """First and last day of each age, and how many."""
        return [(first, last, many) for (first, last), many in zip(age_labels(), self.by_age, strict=True)]


def heat_of(agency_id: int, today: date, weeks: int = WEEKS) -> Heat:
    """By the week of the due day; one that is not settled is late once its day is past. Two queries."""
    mondays = tuple(monday_of(today) - timedelta(weeks=back) for back in reversed(range(weeks)))
    ended = Coalesce("finished_at", "returned_at")
    due = Dossier.objects.filter(
        agency_id=agency_id, state__in=(*RUNNING, *SETTLED), due_at__gte=begins(mondays[0]), due_at__lt=begins(today + timedelta(days=1)),
    )
    grouped = due.annotate(due_day=TruncDate("due_at"), done=TruncDate(ended)).values("unit_id", "due_day").order_by().annotate(
        of=Count("pk"), late=Count("pk", filter=Q(done__gt=F("due_day")) | Q(done__isnull=True, due_day__lt=today)),
    )
    cells: dict[int | None, dict[date, Cell]] = defaultdict(lambda: defaultdict(Cell))
    for row in grouped:
        cells[row["unit_id"]][monday_of(row["due_day"])] += Cell(row["of"], row["late"])
    names = unit_names(cells)
    rows = [_row(names[unit_id], [found[monday] for monday in mondays]) for unit_id, found in cells.items()]
    rows.sort(key=lambda row: (-(row.total.share or 0), row.unit))
    whole = _row("", [sum((row.cells[at] for row in rows), Cell()) for at in range(weeks)])
    return Heat(mondays, tuple(rows), whole)


def ages_of(agency_id: int, today: date, calendar: WorkingCalendar) -> list[AgeRow]:
    """The unit with the most overdue first; two queries."""
    found: dict[int | None, dict[str, Any]] = defaultdict(lambda: {"ages": [0] * (len(AGES) + 1), "overdue": 0, "waiting": 0})
    for unit_id, received, due, state in Dossier.objects.filter(agency_id=agency_id, state__in=OPEN).values_list("unit_id", "received_at", "due_at", "state"):
        one = found[unit_id]
        one["ages"][_age(working_days_since(received, today, calendar))] += 1
        one["overdue"] += state in RUNNING and due is not None and timezone.localdate(due) < today
        one["waiting"] += state not in RUNNING
    names = unit_names(found)
    rows = [AgeRow(names[unit_id], tuple(one["ages"]), one["overdue"], one["waiting"]) for unit_id, one in found.items()]
    return sorted(rows, key=lambda row: (-row.overdue, -row.total, row.unit))


def age_labels() -> list[tuple[int, int | None]]:
    """First and last working day of each age; None: without end."""
    firsts = (0, *(edge + 1 for edge in AGES))
    return list(zip(firsts, (*AGES, None), strict=True))


def unit_names(unit_ids: Mapping[int | None, object] | Sequence[int | None]) -> dict[int | None, str]:
    """Of all units, also those that no longer work; an empty name for dossiers that no unit has."""
    units = units_by_id({one for one in unit_ids if one is not None})
    return {one: units[one].name if one in units else "" for one in unit_ids}


def working_days_since(received: datetime, today: date, calendar: WorkingCalendar) -> int:
    """From the day of receipt; what came before the calendar's first day is as old as the calendar."""
    day = timezone.localdate(received)
    return 0 if day > today else calendar.working_days_between(max(day, calendar.first), today)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _row(unit: str, cells: Sequence[Cell]) -> HeatRow:
    return HeatRow(unit, tuple(cells), sum(cells, Cell()))


def _age(days: int) -> int:
    return sum(days > edge for edge in AGES)
