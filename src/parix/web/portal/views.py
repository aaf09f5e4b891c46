"""Public pages: the same pages of a round as inside, through a door that opens only for what is published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parix.web.accounts.rules import NOBODY
from parix.web.assessment import tables
from parix.web.assessment.queries.bundles import bundle_of
from parix.web.assessment.queries.collected import national_page
from parix.web.assessment.queries.pages import compare_page, leaf_page, ranking_page, sheet_page
from parix.web.assessment.queries.ranking import ranking as ranking_of
from parix.web.assessment.queries.rounds import Round, published_rounds, round_by_slug, title_of
from parix.web.assessment.queries.sheets import ScoringRun, shown_run
from parix.web.assessment.rules import may_see_sheet

ROOM = "portal"


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/rounds.html", {"rounds": [(one, title_of(one)) for one in published_rounds()]})


@require_safe
def national(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/national.html", {"page": national_page(request.GET.get("nam", ""))})


@require_safe
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    asked = request.GET
    page = ranking_page(_published(slug), group=asked.get("khoi", ""), order=asked.get("xep", ""), words=asked.get("tim", ""))
    return render(request, "assessment/ranking.html", {"page": page, "room": ROOM})


@require_safe
def ranking_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    round = _published(slug)
    return tables.ranking_file(ranking_of(round), title_of(round), round.slug, form)


@require_safe
def sheet(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    page = sheet_page(_run(slug, agency), only=request.GET.get("xem", ""))
    return render(request, "assessment/sheet.html", {"page": page, "room": ROOM})


@require_safe
def sheet_json(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    return tables.sheet_file(_run(slug, agency))


@require_safe
def bundle(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    made = bundle_of(_run(slug, agency))
    if made is None:
        raise Http404("no such bundle")
    return tables.bundle_file(made)


@require_safe
def compare(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    return render(request, "assessment/compare.html", {"page": compare_page(_run(slug, agency)), "room": ROOM})


@require_safe
def leaf(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = leaf_page(_run(slug, agency), leaf)
    if page is None:
        raise Http404("no such leaf")
    return render(request, "assessment/leaf.html", {"page": page, "room": ROOM})


def _published(slug: str) -> Round:
    """An open round answers like one that does not exist: a visitor learns nothing of it."""
    round = round_by_slug(slug)
    if round is None or not round.is_published:
        raise Http404("no such published round")
    return round


def _run(slug: str, agency: str) -> ScoringRun:
    run = shown_run(_published(slug), agency)
    if run is None or not may_see_sheet(NOBODY, run.round, run.agency_id):
        raise Http404("no such published sheet")
    return run
