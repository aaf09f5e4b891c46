"""A workbook of assignments: uploaded, looked at with all its problems, imported; and the list that a measurement was counted from."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.periods import Period
from parix.foundation.problems import ProblemsFound, errors_among
from parix.web.accounts.forms.imports import WorkbookForm
from parix.web.accounts.queries import person_of, standing_for
from parix.web.organisations.queries import agency_by_code
from parix.web.organisations.queries.units import units_of
from parix.web.plans.actions.approving import count_as
from parix.web.plans.actions.importing import discard_table, given_of, import_table, keep_table, restored, warnings_of
from parix.web.plans.choices import MEASURED_AS
from parix.web.plans.forms.tables import CountForm
from parix.web.plans.measuring import feed_agency
from parix.web.plans.queries import KeptTable, kept_table
from parix.web.plans.queries.briefing import briefing_of
from parix.web.plans.queries.counting import counts_of
from parix.web.plans.rules import may_see_plans
from parix.web.plans.views import ROOM, agency_of, plan_for, say
from parix.web.plans.views.lists import month_asked


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, plan: int) -> HttpResponse:
    held, problems = plan_for(request, plan, to_draft=True), ()
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_table(plan=held, content=form.content(), file_name=form.name(), by=person_of(request), at=timezone.now())
        except ProblemsFound as found:
            problems = found.problems  # type: ignore[assignment]
        else:
            return redirect("plans:import_check", held.pk, kept.pk)
    about = {"plan": held, "form": form, "problems": problems, "room": ROOM}
    return render(request, "plans/import_upload.html", about, status=422 if problems or form.errors else 200)


@login_required
@require_safe
def check(request: HttpRequest, plan: int, kept: UUID) -> HttpResponse:
    held = plan_for(request, plan, to_draft=True)
    table = restored(_kept(request, kept, plan))
    given = given_of(table.rows, list(units_of([held.agency_id], timezone.localdate())))
    about = {
        "plan": held, "kept": kept, "rows": list(zip(table.rows, given, strict=True)), "columns": table.columns, "room": ROOM,
        "problems": [*table.problems, *warnings_of(table.rows, given)], "may_be_imported": not errors_among(table.problems),
    }
    return render(request, "plans/import_check.html", about)


@login_required
@require_POST
def apply(request: HttpRequest, plan: int, kept: UUID) -> HttpResponse:
    held = plan_for(request, plan, to_draft=True)
    _kept(request, kept, plan)
    try:
        made = import_table(table_id=kept, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
        return redirect("plans:import_check", held.pk, kept)
    messages.success(request, _("Đã nhập %(count)s nhiệm vụ.") % {"count": made})
    return redirect("plans:plan", held.pk)


@login_required
@require_POST
def discard(request: HttpRequest, plan: int, kept: UUID) -> HttpResponse:
    held = plan_for(request, plan, to_draft=True)
    discard_table(table_id=kept, by=person_of(request))
    return redirect("plans:import", held.pk)


def _kept(request: HttpRequest, kept: UUID, plan: int) -> KeptTable:
    """One's own workbook for this plan; somebody else's does not exist."""
    found = kept_table(kept, person_of(request).pk)
    if found is None or found.plan_id != plan:
        raise Http404("no such workbook")
    return found


# --- what is counted ------------------------------------------------------------------------------------------------------


@login_required
@require_safe
def counted(request: HttpRequest, agency: str, kind: str, year: int) -> HttpResponse:
    """The assignments below a measurement, each with how it counts today."""
    held = agency_by_code(agency)
    if held is None or kind not in MEASURED_AS or not may_see_plans(standing_for(request), held.pk) or not 0 < year < 9_999:
        raise Http404("no such count")
    counts = counts_of(held.pk, kind, Period.of_year(year), timezone.localdate())
    about = {"agency": held, "how": MEASURED_AS[kind], "counts": counts, "year": year, "today": timezone.localdate(), "room": ROOM}
    return render(request, "plans/counted.html", about)


@login_required
@require_POST
def counting(request: HttpRequest, plan: int) -> HttpResponse:
    """As what the plan is counted; its counts go to the open round at once, and daily from then on."""
    held, form = plan_for(request, plan, to_draft=True), CountForm(request.POST)
    if form.is_valid():
        count_as(plan=held, measured_as=form.cleaned_data["measured_as"], by=person_of(request), at=timezone.now())
        changed = feed_agency(agency=held.agency, by=person_of(request), at=timezone.now())
        messages.success(request, _("Đã lưu; %(count)s số liệu của phiếu điểm thay đổi.") % {"count": changed})
    return redirect("plans:plan", held.pk)


@login_required
@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    today = timezone.localdate()
    shown = briefing_of(agency.pk, month_asked(request, today), today)
    about = {"agency": agency, "agencies": agencies, "briefing": shown, "today": today, "room": ROOM, "view": "briefing"}
    return render(request, "plans/briefing.html", about)
