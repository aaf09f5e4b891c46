"""Pages of initiatives: the list with units that have none, registering, one initiative with its checklist and steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.design.refusals import add_problems
from parix.web.design.workbooks import MOST_ROWS
from parix.web.files.queries import Document
from parix.web.files.queries.register import Filters as DocumentFilters
from parix.web.files.queries.register import documents_found
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of
from parix.web.registries.initiatives import measuring, tables
from parix.web.registries.initiatives.choices import CRITERIA, State, Verb
from parix.web.registries.initiatives.forms import FilterForm, InitiativeForm, StepForm, initial_of, step_form
from parix.web.registries.initiatives.queries import (
    Filters,
    Initiative,
    applications_of,
    authors_text,
    counts_of,
    initiative_by_id,
    initiatives_found,
    people_to_choose,
    units_without_one,
    years_of,
)
from parix.web.registries.initiatives.rules import may_change, may_register, may_register_some, may_see
from parix.web.registries.initiatives.workflow import STEPS

PAGE_SIZE, DOCUMENTS = 30, 60


@login_required
@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    agency, agencies, filters = _asked(request)
    today = timezone.localdate()
    page = Paginator(initiatives_found(agency.pk, filters), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "page": page, "rows": [(one, authors_text(one)) for one in page], "today": today,
        "counts": counts_of(agency.pk, filters.year, today), "without": units_without_one(agency.pk, filters.year, today), "states": State.choices,
        "units": list(units_of([agency.pk], today)), "years": sorted({*years_of(agency.pk), today.year, filters.year}, reverse=True),
        "may_register": may_register_some(standing_for(request), agency.pk),
    }
    return render(request, "initiatives/list.html", about)


@login_required
@require_safe
def initiatives_file(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as a workbook."""
    agency, _agencies, filters = _asked(request)
    return tables.workbook(initiatives_found(agency.pk, filters)[:MOST_ROWS], agency, filters.year)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    standing = standing_for(request)
    agency, agencies, _filters = _asked(request)
    if not may_register_some(standing, agency.pk):
        raise PermissionDenied
    initial = {"year": timezone.localdate().year, "unit": request.GET.get("don_vi"), "authors": [standing.user_id]}
    form = _form(request, agency, initial)
    if request.method == "POST" and form.is_valid():
        try:
            one = measuring.register_initiative(agency=agency, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã đăng ký. Cán bộ cải cách hành chính được báo để xét."))
            return redirect("initiatives:initiative", one.pk)
    return render(request, "initiatives/form.html", {"agency": agency, "agencies": agencies, "form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def initiative(request: HttpRequest, initiative: int) -> HttpResponse:
    return _shown(request, _initiative(request, initiative))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, initiative: int) -> HttpResponse:
    mark, other = mark_now(), None
    one = _initiative(request, initiative)
    if not may_change(standing_for(request), one):
        raise PermissionDenied
    form = _form(request, one.agency, initial_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            measuring.change_initiative(initiative=one, given=form.given(), by=person_of(request), at=timezone.now(), seen=mark_given(request))
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("initiatives:initiative", one.pk)
    about = {"agency": one.agency, "one": one, "form": form, "mark": mark, "meanwhile": other}
    return render(request, "initiatives/form.html", about, status=409 if other else 422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, initiative: int, initiative_verb: str) -> HttpResponse:
    one = _initiative(request, initiative)
    if initiative_verb not in Verb.values:
        raise Http404("no such step")
    if not STEPS.may_ever(initiative_verb, standing_for(request), one):
        raise PermissionDenied
    taken = Verb(initiative_verb)
    form = step_form(taken, request.POST, _documents(one))
    if not form.is_valid():
        return _shown(request, one, taken, form)
    try:
        measuring.take_step(initiative=one, verb=taken, given=form.given(one), by=person_of(request), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _shown(request, one, taken, form)
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("initiatives:initiative", one.pk)


def _shown(request: HttpRequest, one: Initiative, taken: Verb | None = None, form: StepForm | None = None) -> HttpResponse:
    standing = standing_for(request)
    verbs = STEPS.verbs_for(one.state, standing, one)
    documents = _documents(one) if Verb.APPLY in verbs else []
    about: dict[str, Any] = {
        "one": one, "authors": authors_text(one), "applications": applications_of(one), "today": timezone.localdate(),
        "criteria": [(criterion, criterion.key in one.criteria) for criterion in CRITERIA], "may_change": may_change(standing, one),
        "forms": [(verb, form if form is not None and verb == taken else step_form(verb, None, documents)) for verb in verbs],
    }
    return render(request, "initiatives/initiative.html", about, status=422 if form is not None else 200)


def _form(request: HttpRequest, agency: Agency, initial: dict[str, Any]) -> InitiativeForm:
    standing, today = standing_for(request), timezone.localdate()
    units: list[Unit] = [unit for unit in units_of([agency.pk], today) if may_register(standing, agency.pk, unit.pk)]
    data = request.POST if request.method == "POST" else None
    return InitiativeForm(data, initial=initial, units=units, people=people_to_choose(agency.pk, today))


def _documents(one: Initiative) -> list[Document]:
    return list(documents_found([one.agency_id], DocumentFilters(state="confirmed"))[:DOCUMENTS])


def _asked(request: HttpRequest) -> tuple[Agency, list[Agency], Filters]:
    """Raises PermissionDenied for who has no registry to see, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    agency = agency_asked(request, agencies)
    return agency, agencies, FilterForm(request.GET).wanted(timezone.localdate().year)


def _initiative(request: HttpRequest, pk: int) -> Initiative:
    """Somebody else's does not exist."""
    one = initiative_by_id(pk)
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such initiative")
    return one
