"""The list with what is missing, as a page and a workbook; one procedure with its versions and clocks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.procedures.required_parts import PARTS
from parix.web.accounts.queries import standing_for
from parix.web.onestop.procedures import tables
from parix.web.onestop.procedures.choices import Online
from parix.web.onestop.procedures.forms import FilterForm
from parix.web.onestop.procedures.forms.keeping import AbolishForm, OnlineForm
from parix.web.onestop.procedures.queries import catalogue
from parix.web.onestop.procedures.queries.clocks import clock_of, clocks_for
from parix.web.onestop.procedures.queries.page import page_of
from parix.web.onestop.procedures.views import asked, procedure_for
from parix.web.working_calendar.queries import calendar_for

PAGE_SIZE = 40


@login_required
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    agency, agencies = asked(request)
    today, filters = timezone.localdate(), FilterForm(request.GET).wanted()
    rows = catalogue.catalogue_of(agency.pk, today)
    page = Paginator(catalogue.chosen(rows, filters), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "page": page, "rows": list(page), "counts": catalogue.counts_of(rows),
        "has_any": bool(rows), "fields": catalogue.fields_of(rows), "degrees": Online.choices, "parts": PARTS, "is_filtered": filters != catalogue.Filters(),
        "keeps": catalogue.keeps(standing_for(request), agency, today),
    }
    return render(request, "procedures/list.html", about)


@login_required
@require_safe
def procedures_file(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as a workbook, which the import reads back."""
    agency, _agencies = asked(request)
    rows = catalogue.chosen(catalogue.catalogue_of(agency.pk, timezone.localdate()), FilterForm(request.GET).wanted())
    return tables.workbook(rows, agency)


@login_required
@require_safe
def procedure(request: HttpRequest, procedure: int) -> HttpResponse:
    one, today = procedure_for(request, procedure), timezone.localdate()
    wanted = request.GET.get("phien_ban", "")
    version = next((each for each in one.versions.all() if str(each.number) == wanted), None)
    page = page_of(one, today, version)
    clock = clock_of(page.version, calendar_for(one.agency_id, today), clocks_for(one.province), today) if page.version else None
    keeps = catalogue.keeps(standing_for(request), one.agency, today)
    about = {"page": page, "clock": clock, "today": today, "keeps": keeps, "online_form": OnlineForm(online=page.online), "abolish_form": AbolishForm()}
    return render(request, "procedures/procedure.html", about)
