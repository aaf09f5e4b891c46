"""The applicant's own form, reached from the page of the look-up. Guessing numbers waits."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parix.foundation.problems import ProblemsFound
from parix.web.design.refusals import add_problems
from parix.web.onestop.dossiers.queries import dossier_by_code
from parix.web.onestop.ratings.actions import rate_dossier
from parix.web.onestop.ratings.forms import OnlineForm
from parix.web.onestop.ratings.rules import is_rateable


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, dossier_code: str) -> HttpResponse:
    one = dossier_by_code(dossier_code[:80])
    if one is None:
        raise Http404("no such dossier")
    form = OnlineForm(request.POST if request.method == "POST" else None)
    about = {"one": one, "form": form, "is_rateable": is_rateable(one)}
    if request.method != "POST":
        return render(request, "ratings/rate.html", about)
    if not ratelimit.consume(request, action="rating", key=one.code):
        about["refusal"] = _("Hồ sơ này vừa được đánh giá quá nhiều lần. Chờ ít phút rồi gửi lại.")
        return render(request, "ratings/rate.html", about, status=429)
    if form.is_valid():
        try:
            rate_dossier(dossier=one, given=form.given(), by=None, at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Cảm ơn. Cơ quan đã nhận đánh giá; gửi lại thì đánh giá sau cùng được tính."))
            return redirect("lookup:dossier", one.code)
    return render(request, "ratings/rate.html", about, status=422)
