"""One section: its text, who writes it, sentences read again, comments."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.organisations.queries.units import units_of
from parix.web.reports import rules
from parix.web.reports.actions import commenting, writing
from parix.web.reports.actions.writing import TextChanged
from parix.web.reports.forms import SectionForm, add_problems
from parix.web.reports.queries.drafts import Comment, Report, Section, draft_page, figure_rows
from parix.web.reports.views.doors import ROOM, back_to, may_or_leave, say_problems, section_of, seen


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def section(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    held = seen(request, report_id)
    row = section_of(held, section)
    may_or_leave(rules.may_write(standing_for(request), held, row))
    if request.method != "POST":
        return _show(request, held, row, SectionForm(initial={"text": row.text, "version": row.version}))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _show(request, held, row, form, 422)
    given = form.cleaned_data
    try:
        writing.save_section(report=held, key=section, text=given["text"], based_on=given["version"], by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _show(request, held, row, form, 422)
    except TextChanged as changed:
        again = SectionForm(initial={"text": given["text"], "version": changed.held.version})
        return _show(request, held, row, again, 409, changed.held)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return back_to(report_id)
    messages.success(request, _("Đã lưu phần này."))
    return back_to(report_id, row.pk)


def _show(request: HttpRequest, held: Report, row: Section, form: SectionForm, status: int = 200, changed: Section | None = None) -> HttpResponse:
    page = draft_page(held, standing_for(request))
    view = page.section(row.key)
    shown = {"page": page, "report": held, "section": view, "form": form, "rows": figure_rows(page), "changed": changed, "room": ROOM}
    return render(request, "reports/section.html", shown, status=status)


@require_POST
@login_required
def assign(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    held = seen(request, report_id)
    row = section_of(held, section)
    may_or_leave(rules.may_edit(standing_for(request), held))
    chosen = request.POST.get("unit", "")
    unit = units_of([held.agency_id]).filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
    try:
        writing.assign_section(report=held, key=section, unit=unit, by=person_of(request), at=timezone.now())
        messages.success(request, _("Đã giao phần này cho %(unit)s.") % {"unit": unit.name} if unit else _("Phần này do Văn phòng viết."))
    except StepRefused as refused:
        messages.error(request, str(refused))
    return back_to(report_id, row.pk)


@require_POST
@login_required
def read_again(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    held = seen(request, report_id)
    row = section_of(held, section)
    may_or_leave(rules.may_write(standing_for(request), held, row))
    try:
        writing.read_again(report=held, key=section, sentence=request.POST.get("sentence", ""), by=person_of(request), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
    return back_to(report_id, row.pk)


@require_POST
@login_required
def comment(request: HttpRequest, report_id: int, section: str) -> HttpResponse:
    held = seen(request, report_id)
    row = section_of(held, section)
    may_or_leave(rules.may_comment(standing_for(request), held))
    try:
        commenting.comment(report=held, key=section, text=request.POST.get("text", ""), by=person_of(request), at=timezone.now())
        messages.success(request, _("Đã gửi góp ý."))
    except ProblemsFound as refused:
        say_problems(request, refused)
    except StepRefused as refused:
        messages.error(request, str(refused))
    return back_to(report_id, row.pk)


@require_POST
@login_required
def settle(request: HttpRequest, report_id: int, comment_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_settle(standing_for(request), held))
    try:
        commenting.settle_comment(report=held, comment_id=comment_id, by=person_of(request), at=timezone.now())
    except Comment.DoesNotExist:
        raise Http404("no such comment") from None
    except StepRefused as refused:
        messages.error(request, str(refused))
    return back_to(report_id)
