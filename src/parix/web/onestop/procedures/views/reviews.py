"""The year's review: what is planned and what each procedure loses in days, papers and cost; one review with both sides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.design.refusals import add_problems
from parix.web.onestop.procedures import tables
from parix.web.onestop.procedures.actions.reviewing import plan_reviews, take_step
from parix.web.onestop.procedures.choices import ReviewVerb
from parix.web.onestop.procedures.forms import YearForm
from parix.web.onestop.procedures.forms.reviews import PlanForm, ReasonForm, ReviewForm, step_form
from parix.web.onestop.procedures.measuring import counted
from parix.web.onestop.procedures.queries import catalogue
from parix.web.onestop.procedures.queries.reviews import Review, review_by_id, reviews_of, row_of, tasks_of, totals_of, years_of
from parix.web.onestop.procedures.rules import may_see
from parix.web.onestop.procedures.views import asked
from parix.web.onestop.procedures.workflow import StepRefused, verbs_for


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    agency, agencies = asked(request)
    today = timezone.localdate()
    filters = YearForm(request.GET).wanted(today.year)
    rows = reviews_of(agency.pk, filters.year)
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "rows": rows, "totals": totals_of(rows),
        "years": sorted({*years_of(agency.pk), today.year, filters.year}, reverse=True), "keeps": catalogue.keeps(standing_for(request), agency, today),
    }
    return render(request, "procedures/reviews.html", about)


@login_required
@require_safe
def reviews_file(request: HttpRequest) -> HttpResponse:
    agency, _agencies = asked(request)
    year = YearForm(request.GET).wanted(timezone.localdate().year).year
    return tables.reviews_workbook(reviews_of(agency.pk, year), agency, year)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    agency, _agencies = asked(request, to_keep=True)
    today, by, at = timezone.localdate(), person_of(request), timezone.now()
    year = YearForm(request.GET).wanted(today.year).year
    planned = {one.review.procedure_id for one in reviews_of(agency.pk, year)}
    left = [one for one in catalogue.catalogue_of(agency.pk, today) if one.is_in_force and one.procedure.pk not in planned]
    form = PlanForm(request.POST if request.method == "POST" else None, rows=left)
    if request.method == "POST" and form.is_valid():
        try:
            made = counted(
                lambda: plan_reviews(agency=agency, year=year, procedures=form.chosen(), plan=form.plan(), by=by, at=at),
                agency=agency, by=by, at=at, year=year,
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã đưa %(many)s thủ tục vào kế hoạch rà soát.") % {"many": len(made)})
            return redirect("procedures:reviews")
    about = {"agency": agency, "form": form, "year": year, "has_any": bool(left)}
    return render(request, "procedures/review_plan.html", about, status=422 if form.errors else 200)


@login_required
@require_safe
def review(request: HttpRequest, review: int) -> HttpResponse:
    one, keeps = _review(request, review)
    return _shown(request, one, keeps)


@login_required
@require_POST
def step(request: HttpRequest, review: int, review_verb: str) -> HttpResponse:
    one, keeps = _review(request, review)
    if review_verb not in ReviewVerb.values:
        raise Http404("no such step")
    if not keeps:
        raise PermissionDenied
    verb, by, at = ReviewVerb(review_verb), person_of(request), timezone.now()
    form = step_form(verb, request.POST, one)
    if form.is_valid():
        try:
            counted(
                lambda: take_step(review=one, verb=verb, given=form.given(), by=by, at=at), agency=one.agency, by=by, at=at, year=one.year,
            )
        except StepRefused as refused:
            messages.error(request, str(refused))
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
            return _shown(request, one, keeps, verb, form)
        else:
            messages.success(request, _("Đã ghi."))
        return redirect("procedures:review", one.pk)
    return _shown(request, one, keeps, verb, form)


def _shown(request: HttpRequest, one: Review, keeps: bool, typed: ReviewVerb | None = None, form: ReviewForm | ReasonForm | None = None) -> HttpResponse:
    steps = [(verb, form if verb == typed and form else step_form(verb, None, one)) for verb in verbs_for(one.state)] if keeps else []
    about = {
        "one": one, "row": row_of(one), "steps": steps, "tasks": (("before", tasks_of(one.before)), ("after", tasks_of(one.after))),
        "answers": ((_("Cần thiết"), one.is_necessary), (_("Hợp lý"), one.is_reasonable), (_("Hợp pháp"), one.is_legal)),
    }
    return render(request, "procedures/review.html", about, status=422 if form is not None else 200)


def _review(request: HttpRequest, pk: int) -> tuple[Review, bool]:
    """Somebody else's does not exist. Raises Http404."""
    one, standing = review_by_id(pk), standing_for(request)
    if one is None or not may_see(standing, one.agency_id):
        raise Http404("no such review")
    return one, catalogue.keeps(standing, one.agency, timezone.localdate())
