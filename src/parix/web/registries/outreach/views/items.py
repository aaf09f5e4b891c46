"""The year's plan and its items: list, workbook, adding, one item with its steps."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.design.refusals import add_problems
from parix.web.design.workbooks import MOST_ROWS
from parix.web.files.queries import Document
from parix.web.files.queries.register import Filters as DocumentFilters
from parix.web.files.queries.register import documents_found
from parix.web.organisations.queries.units import units_of
from parix.web.registries.outreach import measuring, tables
from parix.web.registries.outreach.actions.items import change_item
from parix.web.registries.outreach.choices import Channel, ItemState, Verb
from parix.web.registries.outreach.forms.items import FilterForm, ItemForm, PlanForm, ReasonForm, ReportForm, initial_of, step_form
from parix.web.registries.outreach.queries import Item, counts_of, items_found, plan_of, years_of
from parix.web.registries.outreach.queries.contests import contests_of
from parix.web.registries.outreach.rules import may_change_item, may_keep
from parix.web.registries.outreach.views import agency_of, item_for
from parix.web.registries.outreach.workflow import STEPS

PAGE_SIZE, DOCUMENTS = 40, 60


@login_required
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    today = timezone.localdate()
    filters = FilterForm(request.GET).wanted(today.year)
    page = Paginator(items_found(agency.pk, filters), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "page": page, "rows": list(page), "today": today,
        "counts": counts_of(agency.pk, filters.year), "plan": plan_of(agency.pk, filters.year), "states": ItemState.choices,
        "channels": Channel.choices, "units": list(units_of([agency.pk], today)),
        "years": sorted({*years_of(agency.pk), today.year, filters.year}, reverse=True), "may_keep": may_keep(standing_for(request), agency.pk),
        "contests": contests_of(agency.pk).count(), "is_filtered": bool(filters.words or filters.state or filters.channel or filters.unit),
    }
    return render(request, "outreach/items.html", about)


@login_required
@require_safe
def items_file(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as a workbook."""
    agency, _agencies = agency_of(request)
    filters = FilterForm(request.GET).wanted(timezone.localdate().year)
    return tables.items_workbook(items_found(agency.pk, filters)[:MOST_ROWS], agency, filters.year)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The document that the year's plan stands in."""
    agency, _agencies = agency_of(request, to_keep=True)
    year = FilterForm(request.GET).wanted(timezone.localdate().year).year
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            measuring.save_plan(agency=agency, year=year, cited=form.given(year), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi kế hoạch."))
            return redirect(f"{reverse('outreach:items')}?co_quan={agency.code}&nam={year}")
    about = {"agency": agency, "form": form, "title": _("Kế hoạch tuyên truyền năm %(year)s") % {"year": year}}
    return render(request, "outreach/form.html", about, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    agency, _agencies = agency_of(request, to_keep=True)
    today = timezone.localdate()
    units = list(units_of([agency.pk], today))
    form = ItemForm(request.POST if request.method == "POST" else None, units=units, initial={"due_on": date(today.year, 12, 31)})
    if request.method == "POST" and form.is_valid():
        given = form.given()
        try:
            measuring.add_item(agency=agency, year=given.due_on.year, given=given, by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã thêm."))
            return redirect(f"{reverse('outreach:items')}?co_quan={agency.code}&nam={given.due_on.year}")
    about = {"agency": agency, "form": form, "title": _("Thêm việc tuyên truyền")}
    return render(request, "outreach/form.html", about, status=422 if form.errors else 200)


@login_required
@require_safe
def item(request: HttpRequest, item: int) -> HttpResponse:
    return _shown(request, item_for(request, item))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, item: int) -> HttpResponse:
    mark, other = mark_now(), None
    one = item_for(request, item)
    if not may_change_item(standing_for(request), one):
        raise PermissionDenied
    units = list(units_of([one.agency_id], timezone.localdate()))
    form = ItemForm(request.POST if request.method == "POST" else None, units=units, initial=initial_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item=one, given=form.given(), by=person_of(request), at=timezone.now(), seen=mark_given(request))
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("outreach:item", one.pk)
    about = {"agency": one.plan.agency, "form": form, "title": _("Sửa việc tuyên truyền"), "mark": mark, "meanwhile": other}
    return render(request, "outreach/form.html", about, status=409 if other else 422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, item: int, item_verb: str) -> HttpResponse:
    one = item_for(request, item)
    if item_verb not in Verb.values:
        raise Http404("no such step")
    if not STEPS.may_ever(item_verb, standing_for(request), one):
        raise PermissionDenied
    verb = Verb(item_verb)
    form = step_form(verb, request.POST, _documents(one))
    if not form.is_valid():
        return _shown(request, one, verb, form)
    try:
        measuring.take_step(item=one, verb=verb, given=form.given(), by=person_of(request), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _shown(request, one, verb, form)
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("outreach:item", one.pk)


def _shown(request: HttpRequest, one: Item, taken: Verb | None = None, form: ReportForm | ReasonForm | None = None) -> HttpResponse:
    standing = standing_for(request)
    verbs = STEPS.verbs_for(one.state, standing, one)
    documents = _documents(one) if Verb.REPORT in verbs else []
    about = {
        "one": one, "today": timezone.localdate(), "may_change": may_change_item(standing, one), "contests": list(one.contests.all()),
        "forms": [(verb, form if form is not None and verb == taken else step_form(verb, None, documents)) for verb in verbs],
    }
    return render(request, "outreach/item.html", about, status=422 if form is not None else 200)


def _documents(one: Item) -> list[Document]:
    return list(documents_found([one.agency_id], DocumentFilters(state="confirmed"))[:DOCUMENTS])
