"""The list, a document's page, its figures, head, checks and files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.organisations.queries import agencies_by_id
from parix.web.reports import rules
from parix.web.reports.actions import writing
from parix.web.reports.actions.drafting import draft_report
from parix.web.reports.choices import MEDIA_TYPES, FileForm
from parix.web.reports.forms import HeadForm, NewReportForm, TypedFigureForm, add_problems
from parix.web.reports.queries.checks import checks_of
from parix.web.reports.queries.drafts import draft_page, figure_rows
from parix.web.reports.queries.lists import PAGE, due_reports, reports_seen, rows_of
from parix.web.reports.queries.printing import file_of
from parix.web.reports.views.doors import ROOM, back_to, may_or_leave, say_problems, seen


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    standing = standing_for(request)
    may_or_leave(rules.may_see_room(standing))
    paginator = Paginator(reports_seen(standing), PAGE)
    page = paginator.get_page(request.GET.get("trang"))
    today = timezone.localdate()
    shown = {
        "rows": rows_of(page.object_list), "page": page, "due": due_reports(standing.officer_of, today), "today": today, "room": ROOM,
        "drafting": sorted(agencies_by_id(standing.officer_of).values(), key=lambda one: one.folded_name),
        "own": sorted(agencies_by_id(standing.member_of | standing.audits).values(), key=lambda one: one.folded_name)[:40],
    }
    return render(request, "reports/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    standing = standing_for(request)
    may_or_leave(bool(standing.officer_of))
    agencies = sorted(agencies_by_id(standing.officer_of).values(), key=lambda one: one.folded_name)
    first = {"year": timezone.localdate().year, **{name: request.GET[name] for name in ("season", "year", "form", "agency") if name in request.GET}}
    form = NewReportForm(agencies, request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        agency = next(one for one in agencies if one.pk == given["agency"])
        try:
            made = draft_report(
                agency=agency, form=given["form"], season=given["season"], year=given["year"], by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lập bản thảo từ số liệu hiện có. Mỗi phần ghi sẵn đơn vị viết."))
            return redirect("reports:report", made.pk)
    return render(request, "reports/new.html", {"form": form, "room": ROOM}, status=422 if form.errors else 200)


@require_safe
@login_required
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    page = draft_page(seen(request, report_id), standing_for(request))
    shown = {"page": page, "report": page.report, "today": timezone.localdate(), "rows": figure_rows(page), "room": ROOM, "forms": FileForm}
    return render(request, "reports/report.html", shown)


@require_safe
@login_required
def figures(request: HttpRequest, report_id: int) -> HttpResponse:
    page = draft_page(seen(request, report_id), standing_for(request))
    return render(request, "reports/figures.html", {"page": page, "report": page.report, "rows": figure_rows(page), "room": ROOM})


@require_POST
@login_required
def type_figure(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_edit(standing_for(request), held))
    form = TypedFigureForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            writing.type_figure(report=held, key=given["key"], value=given["value"], source=given["source"], by=person_of(request), at=timezone.now())
            messages.success(request, _("Đã lưu số nhập tay."))
        except ProblemsFound as refused:
            say_problems(request, refused)
        except StepRefused as refused:
            messages.error(request, str(refused))
    return redirect("reports:figures", report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def head(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_edit(standing_for(request), held))
    initial: dict[str, Any] = {name: getattr(held, name) for name in writing.HEAD}
    form = HeadForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            writing.change_head(report=held, given=form.cleaned_data, by=person_of(request), at=timezone.now())
            messages.success(request, _("Đã lưu thể thức."))
        except StepRefused as refused:
            messages.error(request, str(refused))
        return back_to(report_id)
    return render(request, "reports/head.html", {"form": form, "report": held, "room": ROOM}, status=422 if form.errors else 200)


@require_safe
@login_required
def checks(request: HttpRequest, report_id: int) -> HttpResponse:
    """What keeps it from being issued, and what contradicts itself in the text."""
    page = draft_page(seen(request, report_id), standing_for(request))
    shown = {"page": page, "report": page.report, "checks": checks_of(page, timezone.localdate()), "room": ROOM}
    return render(request, "reports/checks.html", shown)


@require_safe
@login_required
def file(request: HttpRequest, report_id: int, form: str) -> HttpResponse:
    if form not in FileForm.values:
        raise Http404("no such form")
    page = draft_page(seen(request, report_id), standing_for(request))
    if page.report.is_issued and not page.report.files.filter(form=form).exists():
        raise Http404("no such file")
    made = file_of(page, FileForm(form), timezone.localdate())
    response = HttpResponse(made.data, content_type=MEDIA_TYPES[made.form])
    response["Content-Disposition"] = content_disposition_header(True, made.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
