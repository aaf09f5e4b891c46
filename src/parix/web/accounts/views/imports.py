"""A workbook of people and units: read, check, apply. Nothing is written before the last step."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts import tables
from parix.web.accounts.actions.imports import apply_import, discard_import, keep_workbook, planned
from parix.web.accounts.actions.invitations import invite_people
from parix.web.accounts.forms.imports import WorkbookForm
from parix.web.accounts.models import PeopleImport
from parix.web.accounts.queries import person_of
from parix.web.accounts.queries.imports import import_of, imports_of, never_signed_in
from parix.web.accounts.views import grounds_for
from parix.web.organisations.queries import agencies_within
from parix.web.organisations.queries.units import units_of


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, agency: str) -> HttpResponse:
    grounds, problems = grounds_for(request, agency, to_change=True), []
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        try:
            kept = keep_workbook(
                agency=grounds.agency, content=form.content(), file_name=form.cleaned_data["workbook"].name, by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as found:
            problems = tables.problem_rows(found.problems)
        else:
            return redirect("administration:import_check", agency, kept.pk)
    about = {"grounds": grounds, "form": form, "problems": problems, "before": imports_of(person_of(request).pk, grounds.agency.pk)}
    return render(request, "accounts/import_upload.html", about, status=422 if problems else 200)


@login_required
@require_GET
def check(request: HttpRequest, agency: str, kept: uuid.UUID) -> HttpResponse:
    grounds, held = grounds_for(request, agency, to_change=True), _import(request, kept)
    if held.applied_at is not None:
        return render(request, "accounts/import_done.html", {"grounds": grounds, "import": held})
    plan = planned(held, person_of(request), timezone.localdate())
    columns = tables.understood((held.rows or {}).get("columns", {}))
    about = {"grounds": grounds, "import": held, "plan": plan, "problems": tables.problem_rows(plan.problems), "columns": columns}
    return render(request, "accounts/import_check.html", about)


@login_required
@require_POST
def apply(request: HttpRequest, agency: str, kept: uuid.UUID) -> HttpResponse:
    grounds_for(request, agency, to_change=True)
    held, by = _import(request, kept), person_of(request)
    try:
        done = apply_import(import_id=held.pk, by=by, at=timezone.now())
    except ProblemsFound:
        messages.error(request, _("Chưa ghi gì: từ lúc kiểm tra đến nay đã có thay đổi, hoặc tệp còn lỗi. Xem danh sách dưới đây."))
        return redirect("administration:import_check", agency, kept)
    if "invite" in request.POST:
        invited = invite_people(people=never_signed_in(done), by=by)
        messages.success(request, _("Thư mời sẽ được gửi tới %(count)s người.") % {"count": invited})
    return redirect("administration:import_check", agency, kept)


@login_required
@require_POST
def discard(request: HttpRequest, agency: str, kept: uuid.UUID) -> HttpResponse:
    grounds_for(request, agency, to_change=True)
    discard_import(import_id=kept, by=person_of(request))
    return redirect("administration:import", agency)


@login_required
@require_GET
def sample(request: HttpRequest, agency: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    units = list(units_of(grounds.reach, timezone.localdate()))
    return tables.sample_file(grounds.agency, units, list(agencies_within(grounds.reach)), at_top=grounds.at_top)


def _import(request: HttpRequest, kept: uuid.UUID) -> PeopleImport:
    """One's own workbook; somebody else's does not exist."""
    found = import_of(kept, person_of(request).pk)
    if found is None:
        raise Http404("no such import")
    return found
