"""An agency's score as of a day, beside the score of now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_for
from parix.web.assessment.choices import Stage, View
from parix.web.assessment.forms.two_clocks import ClocksForm
from parix.web.assessment.queries.appraisal.agency import views_shown
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import Participation, title_of
from parix.web.assessment.rules import may_see_self_assessment
from parix.web.assessment.scoring_runs.clock_pages import clock_page, moments_of
from parix.web.assessment.scoring_runs.two_clocks import sheet_at, written

ROOM = "assessment"


@require_safe
@login_required
def clocks(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    participation, views = _seen(request, slug, agency)
    now = timezone.now()
    form = ClocksForm(request.GET or None, views=views, today=timezone.localdate(now))
    asked = form.clocks(now) if form.is_bound else None
    page = clock_page(participation, asked, form.view(), now) if asked is not None else None
    shown = {
        "page": page, "form": form, "participation": participation, "title": title_of(participation.round), "moments": moments_of(participation),
        "room": ROOM, "may_see_trail": bool(standing_for(request).audits),
    }
    return render(request, "assessment/clocks/page.html", shown, status=422 if form.is_bound and form.errors else 200)


@require_safe
@login_required
def clocks_json(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    """The sheet of that time in the form in which sheets are stored."""
    participation, views = _seen(request, slug, agency)
    form = ClocksForm(request.GET, views=views, today=timezone.localdate())
    asked = form.clocks(timezone.now())
    if asked is None:
        raise Http404("no such day")
    try:
        content = written(sheet_at(participation, asked, form.view()))
    except ProblemsFound:
        raise Http404("no sheet of that time") from None
    name = f"{slug}-{agency}-{asked.day:%Y%m%d}.json"
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _seen(request: HttpRequest, slug: str, agency: str) -> tuple[Participation, tuple[View, ...]]:
    """The same eyes as on the pages of the appraisal: an agency sees how it was appraised once that is shown to it."""
    found = participation_seen(slug, agency, Stage.APPRAISAL)
    if found is None:
        raise Http404("no such agency in the round")
    (participation, appraisal), standing = found, standing_for(request)
    if not may_see_self_assessment(standing, participation.agency_id):
        raise PermissionDenied
    return participation, views_shown(participation, appraisal, standing, timezone.now())
