"""The board of lateness and the live board of decision 766, each with its workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.onestop.board import tables
from parix.web.onestop.board.queries.forecast import forecast_of
from parix.web.onestop.board.queries.lateness import age_labels, ages_of, heat_of
from parix.web.onestop.board.queries.lines import best_moves, board_groups
from parix.web.onestop.board.queries.tiles import WHOLE, parts_of, tile_map
from parix.web.onestop.indicators.forms import period_choices, period_wanted
from parix.web.onestop.indicators.rules import may_refresh
from parix.web.onestop.indicators.scoring_runs import Board, board, boards
from parix.web.organisations.queries import Agency
from parix.web.working_calendar.queries import calendar_for

MOST_SHOWN = 50


@login_required
@require_safe
def lateness(request: HttpRequest) -> HttpResponse:
    agency, agencies = _asked(request)
    today = timezone.localdate()
    calendar, forecast = calendar_for(agency.pk, today), forecast_of(agency.pk, today, calendar_for(agency.pk, today))
    about = {
        "agency": agency, "agencies": agencies, "today": today, "heat": heat_of(agency.pk, today), "ages": ages_of(agency.pk, today, calendar),
        "labels": age_labels(), "forecast": forecast, "shown": forecast.risks[:MOST_SHOWN],
    }
    return render(request, "board/lateness.html", about)


@login_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    agency, agencies = _asked(request)
    today = timezone.localdate()
    period = period_wanted(request.GET.get("ky", ""), today)
    problems: Sequence[Problem] = ()
    try:
        found = board(agency, period)
    except ProblemsFound as refused:
        found, problems = None, refused.problems
    about = {
        "agency": agency, "agencies": agencies, "board": found, "groups": board_groups(found) if found else [], "moves": best_moves(found) if found else [],
        "open": found.possible - found.points if found else None, "period": period.key, "periods": period_choices(today, period), "problems": problems,
        "refreshes": may_refresh(standing_for(request), agency.pk),
    }
    return render(request, "board/live.html", about)


@login_required
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """All agencies that the person looks over, side by side."""
    agency, agencies = _asked(request)
    today, part = timezone.localdate(), request.GET.get("phan", "")
    period = period_wanted(request.GET.get("ky", ""), today)
    found, problems = _side_by_side(agencies, period)
    parts = parts_of(found)
    shown = tile_map(_alike(agencies, found), found, part, period.end)
    about = {
        "agency": agency, "map": shown, "parts": parts, "part": part, "period": period.key,
        "periods": period_choices(today, period), "named": next((text for key, text in parts if key == part), WHOLE), "problems": problems,
    }
    return render(request, "board/country.html", about)


def _side_by_side(agencies: list[Agency], period: Period) -> tuple[dict[int, Board], Sequence[Problem]]:
    try:
        return boards(agencies, period), ()
    except ProblemsFound as refused:
        return {}, refused.problems


@login_required
@require_safe
def file(request: HttpRequest, picture: str) -> HttpResponse:
    """The table behind one picture as a workbook."""
    agency, agencies = _asked(request)
    today = timezone.localdate()
    if picture == "tuan":
        return tables.heat_workbook(heat_of(agency.pk, today), agency)
    if picture == "tuoi":
        return tables.ages_workbook(ages_of(agency.pk, today, calendar_for(agency.pk, today)), agency)
    if picture == "du-bao":
        return tables.forecast_workbook(forecast_of(agency.pk, today, calendar_for(agency.pk, today)), agency)
    if picture == "766":
        found = board(agency, period_wanted(request.GET.get("ky", ""), today))
        if found is None:
            raise Http404("no snapshot yet")
        return tables.live_workbook(found)
    if picture == "so-do":
        period = period_wanted(request.GET.get("ky", ""), today)
        found_all, _problems = _side_by_side(agencies, period)
        return tables.country_workbook(tile_map(_alike(agencies, found_all), found_all, request.GET.get("phan", ""), period.end))
    raise Http404("no such picture")


def _alike(agencies: Sequence[Agency], found: Mapping[int, Board]) -> list[Agency]:
    """Those of the kinds that have a board somewhere: one without any figure is drawn as such, not left away."""
    kinds = {one.kind for one in agencies if one.pk in found}
    return [one for one in agencies if one.kind in kinds]


def _asked(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who sees no agency's dossiers, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    agency = agency_asked(request, agencies)
    return agency, agencies
