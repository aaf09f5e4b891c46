"""The board of lateness and the live board of decision 766, each with its workbooks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_chosen
from parix.web.onestop.board import tables
from parix.web.onestop.board.choices import Stretch
from parix.web.onestop.board.queries.forecast import forecast_of
from parix.web.onestop.board.queries.lateness import age_labels, ages_of, heat_of
from parix.web.onestop.board.queries.lines import board_groups
from parix.web.onestop.board.queries.live import live_of
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
    stretch = _stretch(request)
    found = live_of(agency, stretch, timezone.localdate())
    about = {
        "agency": agency, "agencies": agencies, "live": found, "groups": board_groups(found), "stretch": stretch, "stretches": Stretch.choices,
        "moves": found.standing.best_moves[:3], "now": timezone.now(),
    }
    return render(request, "board/live.html", about)


@login_required
@require_safe
def file(request: HttpRequest, picture: str) -> HttpResponse:
    """The table behind one picture as a workbook."""
    agency, _agencies = _asked(request)
    today = timezone.localdate()
    if picture == "tuan":
        return tables.heat_workbook(heat_of(agency.pk, today), agency)
    if picture == "tuoi":
        return tables.ages_workbook(ages_of(agency.pk, today, calendar_for(agency.pk, today)), agency)
    if picture == "du-bao":
        return tables.forecast_workbook(forecast_of(agency.pk, today, calendar_for(agency.pk, today)), agency)
    if picture == "766":
        return tables.live_workbook(board_groups(live_of(agency, _stretch(request), today)), agency)
    raise Http404("no such picture")


def _stretch(request: HttpRequest) -> Stretch:
    wanted = request.GET.get("ky", "")
    return Stretch(wanted) if wanted in Stretch.values else Stretch.YEAR


def _asked(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who sees no agency's dossiers, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    if not agencies:
        raise PermissionDenied
    agency = agency_chosen(agencies, request.GET.get("co_quan", ""))
    if agency is None:
        raise Http404("no such agency")
    return agency, agencies
