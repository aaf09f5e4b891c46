"""What a person has to do, for the start page; and the deadlines of all agencies, for reminders (setting NOTICE_DEADLINES)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from parix.foundation.phrases import Text
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at, people_in_units
from parix.web.accounts.rules import Standing
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.plans.models import Turn
from parix.web.plans.queries import open_turns_in
from parix.web.plans.queries.lists import Row, rows_of

SHOWN, SOON = 6, 7
TEXT = 150


@dataclass(frozen=True, slots=True)
class AssignedWork:
    """Open assignments: the person's own and those of the units, or of the whole agency for who keeps it together."""

    rows: tuple[Row, ...]
    open: int
    overdue: int
    soon: int
    is_whole: bool


def assigned_work(standing: Standing, today: date) -> AssignedWork | None:
    """Two queries; none for somebody who works for no agency."""
    if not standing.member_of:
        return None
    whole = standing.officer_of | standing.director_of
    found = open_turns_in(standing.member_of)
    mine = Q(assignment__lead_id__in=standing.units) | Q(assignment__handler_id=standing.user_id) | Q(assignment__plan__agency_id__in=whole)
    rows = rows_of(found.filter(mine, Q(due_on__isnull=True) | Q(due_on__lte=today + timedelta(days=45))), today)
    if not rows:
        return None
    soon = sum(row.days_left is not None and 0 <= row.days_left <= SOON for row in rows)
    shown = tuple(replace(row, done=0, of=1) for row in rows[:SHOWN])  # of a recurring one not all turns are here to be counted
    return AssignedWork(shown, len(rows), sum(row.is_overdue for row in rows), soon, bool(whole))


def deadlines(today: date) -> Iterator[Deadline]:
    """Every open turn that is near its day or past it: for the person it was entrusted to, else the lead unit, else the officers."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    from_plans = Turn.objects.filter(due_on__lte=soon, state__in=("given", "accepted", "in_progress"), assignment__plan__state="approved")
    turns = list(from_plans.select_related("assignment__plan").order_by("due_on", "pk"))
    in_units = people_in_units({one.assignment.lead_id for one in turns if one.assignment.lead_id}, today)
    officers = people_at([Role.REFORM_OFFICER], {one.assignment.plan.agency_id for one in turns}, today)
    for one in turns:
        assignment = one.assignment
        lead = in_units.get(assignment.lead_id, ()) if assignment.lead_id else ()
        people = (assignment.handler_id,) if assignment.handler_id else lead or officers.get(assignment.plan.agency_id, ())
        words = assignment.text if len(assignment.text) <= TEXT else assignment.text[: TEXT - 1] + "…"
        what = f"{words} ({one.label})" if one.label else words
        title = assignment.plan.title
        assert one.due_on is not None
        yield Deadline(
            f"plans.Turn:{one.pk}", Text(what, what), one.due_on, reverse("plans:assignment", args=[assignment.pk]), tuple(people), Text(title, title),
        )
