"""An agency's numbers of outgoing documents, and its own templates."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.official_documents.composing.outlines import outlines
from parix.official_documents.writing.template_filling import starting_template
from parix.web.accounts.queries import person_of, standing_for
from parix.web.reports import rules
from parix.web.reports.actions import templates as acts
from parix.web.reports.choices import MEDIA_TYPES, TEMPLATE_LIMIT, FileForm
from parix.web.reports.forms import TemplateForm, add_problems
from parix.web.reports.queries.lists import numbers_of, template_in_use, templates_in_use, years_numbered
from parix.web.reports.queries.printing import template_names
from parix.web.reports.views.doors import ROOM, agency_of, may_or_leave

START = "mau"


@require_safe
@login_required
def numbers(request: HttpRequest, agency: str) -> HttpResponse:
    held = agency_of(agency)
    may_or_leave(rules.may_see_numbers(standing_for(request), held.pk))
    years = years_numbered(held.pk)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0] if years else timezone.localdate().year
    shown = {"agency": held, "years": years, "year": year, "rows": numbers_of(held.pk, year), "room": ROOM}
    return render(request, "reports/numbers.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def templates(request: HttpRequest, agency: str) -> HttpResponse:
    held = agency_of(agency)
    may_or_leave(rules.may_keep_templates(standing_for(request), held.pk))
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            acts.keep_template(
                agency=held, form=form.cleaned_data["form"], name=given.name, data=given.read(TEMPLATE_LIMIT + 1), by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã đặt mẫu. Bản DOCX của văn bản sau này theo mẫu này."))
            return redirect("reports:templates", agency)
    in_use = templates_in_use(held.pk)
    names = template_names()
    shown = {
        "agency": held, "form": form, "documents": [(one, in_use.get(one.key)) for one in outlines().documents], "lines": names.lines,
        "blocks": names.blocks, "texts": [name for name in names.texts if name not in outlines().names], "figures": outlines().figures, "room": ROOM,
    }
    return render(request, "reports/templates.html", shown, status=422 if form.errors else 200)


@require_safe
@login_required
def template_file(request: HttpRequest, agency: str, form: str) -> HttpResponse:
    """The one in use, or the layout of the decree to begin with."""
    held = agency_of(agency)
    may_or_leave(rules.may_keep_templates(standing_for(request), held.pk))
    if outlines().document(form) is None:
        raise Http404("no such form")
    in_use = template_in_use(held.pk, form)
    data, name = (bytes(in_use.data), in_use.name) if in_use is not None else (starting_template(), f"{START}-{form}.docx")
    response = HttpResponse(data, content_type=MEDIA_TYPES[FileForm.DOCX])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def drop_template(request: HttpRequest, agency: str, form: str) -> HttpResponse:
    held = agency_of(agency)
    may_or_leave(rules.may_keep_templates(standing_for(request), held.pk))
    acts.drop_template(agency=held, form=form, by=person_of(request), at=timezone.now())
    messages.success(request, _("Dùng lại thể thức chuẩn."))
    return redirect("reports:templates", agency)
