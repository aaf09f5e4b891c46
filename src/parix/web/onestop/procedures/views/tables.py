"""A workbook of procedures: uploaded, looked at beside the catalogue with all its problems, imported."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.exchange_formats.sheet_scan import USUAL
from parix.foundation.problems import Problem, ProblemsFound, by_place, errors_among
from parix.web.accounts.queries import person_of
from parix.web.files.forms.sending import not_all_there, sending
from parix.web.onestop.procedures.actions.importing import discard_table, import_table, keep_sent_table, keep_table, problems_of, restored
from parix.web.onestop.procedures.choices import SENT
from parix.web.onestop.procedures.forms.importing import ProceduresWorkbookForm
from parix.web.onestop.procedures.measuring import counted
from parix.web.onestop.procedures.queries.comparing import CHANGED, NEW, NEWER, SAME, KeptTable, compared, kept_by_id, place_of_row
from parix.web.onestop.procedures.views import asked, say
from parix.web.organisations.queries import Agency

PAGE_SIZE = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    agency, _agencies = asked(request, to_keep=True)
    problems: Sequence[Problem] = ()
    form = ProceduresWorkbookForm(request.POST, request.FILES) if request.method == "POST" else ProceduresWorkbookForm()
    if request.method == "POST" and form.is_valid():
        try:
            kept = _read(request, agency, form)
        except ProblemsFound as found:
            problems = found.problems
        else:
            return redirect("procedures:import_check", kept)
    about = {
        "agency": agency, "form": form, "problems": problems,
        **sending(person_of(request), agency, SENT, USUAL.packed, str(form["upload"].value() or "")),
    }
    return render(request, "procedures/import_upload.html", about, status=422 if problems or form.errors else 200)


def _read(request: HttpRequest, agency: Agency, form: ProceduresWorkbookForm) -> UUID:
    """From the form itself, or sent in pieces before it."""
    by, now = person_of(request), timezone.now()
    if form.has_file():
        return keep_table(agency=agency, content=form.content(), file_name=form.name(), by=by, at=now).pk
    with not_all_there():
        return keep_sent_table(agency=agency, upload_id=form.cleaned_data["upload"], by=by, at=now)


@login_required
@require_safe
def check(request: HttpRequest, table: UUID) -> HttpResponse:
    kept, today = _kept(request, table), timezone.localdate()
    read = restored(kept)
    lines = compared(read.rows, kept.agency, today)
    problems = by_place(problems_of(read, lines, today))
    many = {kind: sum(one.kind == kind for one in lines) for kind in (NEW, CHANGED, NEWER, SAME)}
    wrong = {place_of_row(one) for one in errors_among(problems)}
    page = Paginator([one for one in lines if one.kind != SAME or one.place in wrong], PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": kept.agency, "kept": kept, "many": many, "page": page, "rows": list(page), "problems": problems, "columns": read.columns, "wrong": wrong,
        "may_be_imported": not errors_among(problems) and len(lines) > many[SAME],
    }
    return render(request, "procedures/import_check.html", about)


@login_required
@require_POST
def apply(request: HttpRequest, table: UUID) -> HttpResponse:
    kept, by, at = _kept(request, table), person_of(request), timezone.now()
    try:
        made = counted(lambda: import_table(table_id=table, by=by, at=at), agency=kept.agency, by=by, at=at)
    except ProblemsFound as refused:
        say(request, refused.problems[:10])
        return redirect("procedures:import_check", table)
    messages.success(request, _("Đã nhập: %(new)s thủ tục mới, %(changed)s sửa, %(newer)s có phiên bản mới.") % made)
    return redirect("procedures:procedures")


@login_required
@require_POST
def discard(request: HttpRequest, table: UUID) -> HttpResponse:
    _kept(request, table)
    discard_table(table_id=table, by=person_of(request))
    return redirect("procedures:import")


def _kept(request: HttpRequest, table: UUID) -> KeptTable:
    """Only the own one; somebody else's does not exist. Raises Http404."""
    kept = kept_by_id(table, person_of(request).pk)
    if kept is None:
        raise Http404("no such table")
    return kept
