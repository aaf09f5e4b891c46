"""Pages of rounds for people who sign in: which rounds there are, a ranking, an agency's sheet, one leaf of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import standing_for
from parix.web.assessment import tables
from parix.web.assessment.choices import Stage
from parix.web.assessment.queries.pages import compare_page, leaf_page, ranking_page, sheet_page
from parix.web.assessment.queries.ranking import ranking as ranking_of
from parix.web.assessment.queries.rounds import Round, participant_ids, period_of, round_by_slug, rounds_seen_by, title_of
from parix.web.assessment.queries.sheets import ScoringRun, shown_run
from parix.web.assessment.rules import (
    has_queue,
    may_open_any_round,
    may_see_all_ledgers,
    may_see_council,
    may_see_ledger,
    may_see_ranking,
    may_see_self_assessment,
    may_see_sheet,
    may_set_window,
)

ROOM = "assessment"


@require_safe
@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    seen = [(one, title_of(one), period_of(one).key) for one in rounds_seen_by(standing_for(request))]
    return render(request, "assessment/rounds.html", {"rounds": seen, "may_open": may_open_any_round(standing_for(request))})


@require_safe
@login_required
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    round = _ranking_seen(request, slug)
    asked = request.GET
    own = standing_for(request).member_of
    page = ranking_page(round, group=asked.get("khoi", ""), order=asked.get("xep", ""), words=asked.get("tim", ""), own=own)
    may = {"may_time": may_set_window(standing_for(request), round), "has_queue": _has_queue(request, round), "has_council": _has_council(request, round)}
    may["may_see_losses"] = may_see_all_ledgers(standing_for(request), round)
    return render(request, "assessment/ranking.html", {"page": page, "room": ROOM, **may})


@require_safe
@login_required
def ranking_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    round = _ranking_seen(request, slug)
    return tables.ranking_file(ranking_of(round), title_of(round), round.slug, form)


@require_safe
@login_required
def sheet(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    run = _run_seen(request, slug, agency)
    page, may = sheet_page(run, only=request.GET.get("xem", "")), may_see_ledger(standing_for(request), run.round, run.agency_id)
    shown = {"page": page, "room": ROOM, "may_see_ledger": may, "has_clocks": may_see_self_assessment(standing_for(request), run.agency_id)}
    return render(request, "assessment/sheet.html", shown)


@require_safe
@login_required
def sheet_json(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    return tables.sheet_file(_run_seen(request, slug, agency))


@require_safe
@login_required
def compare(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    return render(request, "assessment/compare.html", {"page": compare_page(_run_seen(request, slug, agency)), "room": ROOM})


@require_safe
@login_required
def leaf(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = leaf_page(_run_seen(request, slug, agency), leaf)
    if page is None:
        raise Http404("no such leaf")
    return render(request, "assessment/leaf.html", {"page": page, "room": ROOM})


def _has_queue(request: HttpRequest, round: Round) -> bool:
    return not round.is_published and has_queue(standing_for(request), participant_ids(round))


def _has_council(request: HttpRequest, round: Round) -> bool:
    return Stage(round.stage) in (Stage.COUNCIL, Stage.PUBLISHED) and may_see_council(standing_for(request), round)


def _round(slug: str) -> Round:
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    return round


def _ranking_seen(request: HttpRequest, slug: str) -> Round:
    round = _round(slug)
    if not may_see_ranking(standing_for(request), round, participant_ids(round)):
        raise PermissionDenied
    return round


def _run_seen(request: HttpRequest, slug: str, agency: str) -> ScoringRun:
    run = shown_run(_round(slug), agency)
    if run is None:
        raise Http404("no such agency in the round")
    if not may_see_sheet(standing_for(request), run.round, run.agency_id):
        raise PermissionDenied
    return run
