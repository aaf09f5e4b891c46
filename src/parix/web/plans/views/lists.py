"""Assignments as a list, a board, a calendar and a timeline: one set of filters for all four."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import standing_for
from parix.web.organisations.queries.units import units_of
from parix.web.plans.choices import OPEN, Progress
from parix.web.plans.forms.filters import FilterForm
from parix.web.plans.queries import plans_of, years_of
from parix.web.plans.queries.lists import AGENCY, MINE, UNIT, Row, current_rows, month_of, tally, turns_found
from parix.web.plans.queries.timeline import timeline_of
from parix.web.plans.rules import may_draft_plan
from parix.web.plans.views import ROOM, agency_of

PAGE_SIZE, CARDS = 60, 40


@login_required
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """One row for each assignment, by its turn of now; what is overdue first."""
    about, rows = _seen(request)
    page = Paginator(current_rows(rows), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "plans/list.html", {**about, "page": page, "rows": list(page), "view": "list"})


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    about, rows = _seen(request)
    own = current_rows(rows)
    columns = [(one, [row for row in own if row.progress == one]) for one in Progress]
    shown = [(one, held[:CARDS], max(len(held) - CARDS, 0)) for one, held in columns if held or one in OPEN]
    return render(request, "plans/board.html", {**about, "columns": shown, "view": "board"})


@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every turn on its day."""
    about, rows = _seen(request)
    first = about["form"].month(about["today"])
    following = (first + timedelta(days=31)).replace(day=1)
    months = {"before": (first - timedelta(days=1)).replace(day=1), "first": first, "after": following}
    due = [row for row in rows if row.turn.due_on is not None and first <= row.turn.due_on < following]
    shown = {**about, **months, "weeks": month_of(due, first, about["today"]), "due": due, "view": "calendar"}
    return render(request, "plans/calendar.html", shown)


@login_required
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The picture, and the same as a table."""
    about, rows = _seen(request)
    year = about["filters"].year or about["today"].year
    own = [row for row in rows if row.turn.due_on is None or row.turn.due_on.year == year]
    return render(request, "plans/timeline.html", {**about, "timeline": timeline_of(own, year, about["today"]), "year": year, "view": "timeline"})


def _seen(request: HttpRequest) -> tuple[dict[str, Any], list[Row]]:
    standing, today = standing_for(request), timezone.localdate()
    agency, agencies = agency_of(request)
    form = FilterForm(request.GET)
    filters = form.wanted(_usual(standing.units, agency.pk in standing.officer_of | standing.director_of))
    rows = turns_found(agency.pk, standing, filters, today)
    about = {
        "agency": agency, "agencies": agencies, "form": form, "filters": filters, "today": today, "tally": _tally(rows), "room": ROOM,
        "units": list(units_of([agency.pk], today)), "plans": list(plans_of(agency.pk).exclude(state="drafted")[:100]), "years": years_of(agency.pk),
        "states": Progress.choices, "scopes": (MINE, UNIT, AGENCY), "may_draft": may_draft_plan(standing, agency.pk),
        "is_member": agency.pk in standing.member_of,
    }
    return about, rows


def month_asked(request: HttpRequest, today: date) -> date:
    """The first day of the month in the address, else of this month."""
    return FilterForm(request.GET).month(today)


def _usual(units: frozenset[int], keeps_together: bool) -> str:
    """Whoever keeps the agency's work together starts with the agency, whoever works in a unit with the unit."""
    return AGENCY if keeps_together or not units else UNIT


def _tally(rows: list[Row]) -> list[tuple[Progress, int]]:
    return [(one, many) for one, many in tally(current_rows(rows)).items() if many]


