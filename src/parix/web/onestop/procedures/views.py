"""Pages of the catalogue: the list with what is missing, one procedure with its versions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.procedures.required_parts import PARTS
from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_chosen
from parix.web.onestop.procedures import tables
from parix.web.onestop.procedures.choices import Online
from parix.web.onestop.procedures.forms import FilterForm
from parix.web.onestop.procedures.queries import catalogue
from parix.web.onestop.procedures.queries.page import page_of
from parix.web.onestop.procedures.rules import may_see
from parix.web.organisations.queries import Agency

PAGE_SIZE = 40


@login_required
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    agency, agencies = _asked(request)
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
    """The list with the same filters as a workbook."""
    agency, _agencies = _asked(request)
    rows = catalogue.chosen(catalogue.catalogue_of(agency.pk, timezone.localdate()), FilterForm(request.GET).wanted())
    return tables.workbook(rows, agency)


@login_required
@require_safe
def procedure(request: HttpRequest, procedure: int) -> HttpResponse:
    one = _procedure(request, procedure)
    today = timezone.localdate()
    about = {"page": page_of(one, today), "today": today, "keeps": catalogue.keeps(standing_for(request), one.agency, today)}
    return render(request, "procedures/procedure.html", about)


def _asked(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who has no catalogue to see, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    if not agencies:
        raise PermissionDenied
    agency = agency_chosen(agencies, request.POST.get("co_quan") or request.GET.get("co_quan", ""))
    if agency is None:
        raise Http404("no such agency")
    return agency, agencies


def _procedure(request: HttpRequest, pk: int) -> catalogue.Procedure:
    """Somebody else's does not exist. Raises Http404."""
    one = catalogue.procedure_by_id(pk)
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such procedure")
    return one
