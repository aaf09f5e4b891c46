"""Forms on paper, typed at the desk; what a dossier was rated, on its page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.design.refusals import add_problems
from parix.web.onestop.dossiers.queries import Dossier, dossier_by_code, one_stop_of
from parix.web.onestop.dossiers.rules import may_see
from parix.web.onestop.ratings.actions import rate_dossier
from parix.web.onestop.ratings.forms import PaperForm
from parix.web.onestop.ratings.queries import rating_of
from parix.web.onestop.ratings.rules import is_rateable, may_enter


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, dossier_code: str) -> HttpResponse:
    one = dossier_by_code(dossier_code[:80])
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such dossier")
    if not _may_enter(request, one):
        raise PermissionDenied
    form = PaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        assert isinstance(request.user, User)
        try:
            rate_dossier(dossier=one, given=form.given(), by=request.user, at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi phiếu đánh giá."))
            return redirect("dossiers:dossier", one.code)
    return render(request, "ratings/enter.html", {"one": one, "form": form, "is_rateable": is_rateable(one)}, status=422 if form.errors else 200)


def dossier_panel(request: HttpRequest, one: Dossier) -> str:
    """On the page of a dossier that has a result (setting DOSSIER_PANELS)."""
    rating, may = rating_of(one.pk), is_rateable(one) and _may_enter(request, one)
    return render_to_string("ratings/panel.html", {"one": one, "rating": rating, "may": may}, request) if rating or may else ""


def _may_enter(request: HttpRequest, one: Dossier) -> bool:
    return may_enter(standing_for(request), one.agency_id, one_stop_of(one.agency_id, timezone.localdate()))
