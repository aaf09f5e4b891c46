"""A file in three steps: read, checked, applied; the history of imports."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import Problem, ProblemsFound
from parix.official_documents import refusals
from parix.web.accounts.queries import person_of
from parix.web.background.queries import run_row
from parix.web.files.forms.sending import not_all_there, sending
from parix.web.onestop.intake.actions import applying, checking, receiving
from parix.web.onestop.intake.actions.sources import add_source
from parix.web.onestop.intake.choices import KEPT, RUNNING, SENT, State
from parix.web.onestop.intake.forms import MappingForm, SealingHandler, TakingForm, UploadForm
from parix.web.onestop.intake.queries import Import, Source, applied_before, counts_of, findings_of, import_by_id, imports_of, in_words, sources_of
from parix.web.onestop.intake.queries.kept_files import samples_of
from parix.web.onestop.intake.tables import findings_workbook
from parix.web.onestop.intake.views import agency_of, import_for
from parix.web.organisations.queries import Agency

PAGE_SIZE, SHOWN_FINDINGS = 40, 100
_FORM_FIELDS = 100_000  # bytes of the form beside the file


@login_required
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    page = Paginator(imports_of(agency.pk), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "intake/history.html", {"agency": agency, "agencies": agencies, "page": page, "rows": list(page), "tab": "imports"})


@csrf_exempt  # the file is sealed while the body is read; the token is asked for in `_upload`
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    handler = SealingHandler(request)
    if request.method == "POST":
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.INTAKE_MAX_BYTES + _FORM_FIELDS:
            problem = replace(refusals.too_large(int(length), settings.INTAKE_MAX_BYTES), remedy="chia thành nhiều tệp theo tháng hoặc quý")
            return render(request, "intake/too_large.html", {"problem": problem}, status=413)
        request.upload_handlers = [handler]
    return _upload(request, handler)


@csrf_protect
def _upload(request: HttpRequest, handler: SealingHandler) -> HttpResponse:
    try:
        agency, agencies = agency_of(request)
        form = UploadForm(sources_of(agency.pk), request.POST if request.method == "POST" else None)
        problems: list[Problem] = list(handler.refused)
        has_sent = request.method == "POST" and form.is_valid() and form.cleaned_data["upload"] and not handler.files
        if request.method == "POST" and not handler.files and not has_sent and not form.errors and not problems:
            form.add_error("file", _("Chưa chọn tệp nào."))
        if request.method == "POST" and form.is_valid() and (handler.files or has_sent):
            try:
                made = _received(request, agency, form, handler)
            except ProblemsFound as found:
                problems += found.problems
            else:
                return redirect("intake:mapping", made)
        about = {
            "agency": agency, "agencies": agencies, "form": form, "problems": problems, "tab": "imports",
            **sending(person_of(request), agency, SENT, settings.INTAKE_MAX_BYTES, str(form["upload"].value() or "")),
        }
        return render(request, "intake/upload.html", about, status=422 if problems or form.errors else 200)
    finally:
        for left in handler.files:
            if import_by_id(left.laid.id) is None:
                receiving.forget_file(left.laid.id)


def _received(request: HttpRequest, agency: Agency, form: UploadForm, handler: SealingHandler) -> UUID:
    """From the form itself, or sent in pieces before it."""
    by, now = person_of(request), timezone.now()
    if not handler.files:
        with not_all_there():
            return receiving.receive_sent(upload_id=form.cleaned_data["upload"], source=lambda: _source(agency, form, request), by=by, at=now)
    given = handler.files[0]
    return receiving.receive(source=_source(agency, form, request), laid=given.laid, file_name=given.name, by=by, at=now).pk


def _source(agency: Agency, form: UploadForm, request: HttpRequest) -> Source:
    """A name that was typed says more than the choice that stood there before."""
    held, name = sources_of(agency.pk), " ".join(form.cleaned_data["new_source"].split())
    wanted = next((one for one in held if (one.name == name if name else str(one.pk) == form.cleaned_data["source"])), None)
    return wanted or add_source(agency=agency, name=name, by=person_of(request), at=timezone.now())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Which head means what: guessed, or as saved for the source, beside samples of the file."""
    one = import_for(request, import_id)
    if one.state not in (State.READ, State.CHECKED, State.REFUSED):
        return redirect("intake:import", one.pk)
    form, problems = MappingForm(one, request.POST if request.method == "POST" else None), ()
    if request.method == "POST" and form.is_valid():
        try:
            checking.ask_check(import_id=one.pk, mapping=form.mapping(), day_order=form.cleaned_data["day_order"], by=person_of(request), at=timezone.now())
        except ProblemsFound as found:
            problems = found.problems  # type: ignore[assignment]
        else:
            return redirect("intake:import", one.pk)
    used = {str(row["field"].value()) for row in form.rows({})}  # type: ignore[attr-defined]
    samples = samples_of(one)
    about = {
        "one": one, "form": form, "rows": form.rows(samples), "problems": problems, "tab": "imports", "is_saved": bool(one.source.mapping),
        "left": [(head, samples.get(head, [])) for head in one.heads if head not in used],
    }
    return render(request, "intake/mapping.html", about, status=422 if problems or form.errors else 200)


@login_required
@require_safe
def one_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Where the import stands: running, checked with everything that is wrong, applied."""
    one = import_for(request, import_id)
    if one.state == State.READ:
        return redirect("intake:mapping", one.pk)
    found = findings_of(one)[: SHOWN_FINDINGS + 1]
    about = {
        "one": one, "counts": counts_of(one), "findings": in_words(found[:SHOWN_FINDINGS]), "has_more": len(found) > SHOWN_FINDINGS, "form": TakingForm(),
        "before": applied_before(one) if one.state == State.CHECKED else None, "tab": "imports", "is_kept": one.state in KEPT, **_running(one),
    }
    return render(request, "intake/import.html", about)


@login_required
@require_safe
def progress(request: HttpRequest, import_id: UUID) -> HttpResponse:
    one = import_for(request, import_id)
    return render(request, "intake/progress.html", {"one": one, **_running(one)})


def _running(one: Import) -> dict[str, object]:
    run = run_row(one.run, timezone.now()) if one.run else None
    return {"run": run, "is_running": one.state in RUNNING, "has_failed": one.state in RUNNING and run is not None and run.is_failed}


@login_required
@require_POST
def apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    one, form = import_for(request, import_id), TakingForm(request.POST)
    if form.is_valid():
        try:
            applying.ask_apply(import_id=one.pk, taking=form.cleaned_data["taking"], by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            for problem in refused.problems:
                messages.error(request, f"{problem.message}: {problem.remedy}.".capitalize())
    return redirect("intake:import", one.pk)


@login_required
@require_POST
def discard(request: HttpRequest, import_id: UUID) -> HttpResponse:
    one = import_for(request, import_id)
    receiving.discard(import_id=one.pk, by=person_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ tệp; không có gì được ghi."))
    return redirect("intake:imports")


@login_required
@require_safe
def findings_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    return findings_workbook(import_for(request, import_id))
