"""Pages of inspections: the list with overdue findings first, planning, one inspection with its conclusion and findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
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
from parix.web.design.refusals import add_problems
from parix.web.design.workbooks import MOST_ROWS
from parix.web.files.queries import Document
from parix.web.files.queries.register import Filters as DocumentFilters
from parix.web.files.queries.register import documents_found
from parix.web.organisations.queries import Agency
from parix.web.organisations.queries.units import units_of
from parix.web.registries.inspections import measuring, queries, tables
from parix.web.registries.inspections.choices import State, Verb
from parix.web.registries.inspections.forms import ConclusionForm, FilterForm, FindingForm, PlanForm, ReasonForm, StepForm, step_form
from parix.web.registries.inspections.queries import Filters, Inspection
from parix.web.registries.inspections.rules import Rights, is_overdue, may_see_inspection
from parix.web.registries.inspections.workflow import STEPS

PAGE_SIZE, DOCUMENTS = 40, 60


@login_required
@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    agency, agencies, filters = _asked(request)
    today = timezone.localdate()
    page = Paginator(queries.inspections_found(agency.pk, filters, today), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "filters": filters, "page": page, "rows": list(page), "today": today,
        "counts": queries.counts_of(agency, filters.year, today), "overdue": queries.overdue_findings(agency.pk, today), "states": State.choices,
        "years": sorted({*queries.years_of(agency.pk), today.year, filters.year}, reverse=True), "keeps": queries.keeps(standing_for(request), agency, today),
    }
    return render(request, "inspections/list.html", about)


@login_required
@require_safe
def inspections_file(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as a workbook."""
    agency, _agencies, filters = _asked(request)
    rows = queries.inspections_found(agency.pk, filters, timezone.localdate())
    return tables.workbook(rows[:MOST_ROWS], queries.findings_listed(rows), agency, filters.year)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    agency = _kept(request, today)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, units=list(units_of([agency.pk], today)), agencies=queries.agencies_below(agency, today))
    if request.method == "POST" and form.is_valid():
        try:
            made = measuring.plan_inspections(agency=agency, **form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã đưa %(many)s đơn vị vào kế hoạch kiểm tra.") % {"many": len(made)})
            return redirect("inspections:inspections")
    return render(request, "inspections/plan.html", {"agency": agency, "form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def inspection(request: HttpRequest, inspection: int) -> HttpResponse:
    return _shown(request, *_inspection(request, inspection))


@login_required
@require_POST
def conclude(request: HttpRequest, inspection: int) -> HttpResponse:
    one, rights = _inspection(request, inspection, to_keep=True)
    form = ConclusionForm(request.POST, prefix="conclude")
    return _act(request, one, rights, "conclude", form, lambda: measuring.conclude_inspection(
        inspection=one, **form.given(one.whom), by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_POST
def found(request: HttpRequest, inspection: int) -> HttpResponse:
    one, rights = _inspection(request, inspection, to_keep=True)
    form = FindingForm(request.POST, prefix="found")
    return _act(request, one, rights, "found", form, lambda: measuring.add_finding(
        inspection=one, given=form.given(), by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_POST
def drop(request: HttpRequest, inspection: int) -> HttpResponse:
    one, rights = _inspection(request, inspection, to_keep=True)
    form = ReasonForm(request.POST, prefix="drop")
    return _act(request, one, rights, "drop", form, lambda: measuring.drop_inspection(
        inspection=one, reason=form.cleaned_data["reason"], by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_POST
def step(request: HttpRequest, finding: int, finding_verb: str) -> HttpResponse:
    held = queries.finding_by_id(finding)
    if held is None or finding_verb not in Verb.values:
        raise Http404("no such step")
    one, rights = _inspection(request, held.inspection_id)
    verb = Verb(finding_verb)
    if not (rights.remedies if verb == Verb.REMEDY else rights.keeps):
        raise PermissionDenied
    name = f"{verb.value}{held.pk}"
    form = step_form(verb, request.POST, _documents(one), name)
    return _act(request, one, rights, name, form, lambda: measuring.take_step(
        finding=held, verb=verb, given=form.given(), by=person_of(request), at=timezone.now(),
    ))


def _act(request: HttpRequest, one: Inspection, rights: Rights, name: str, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    """The act, or the page again with the form as it was typed and what is wrong with it."""
    if not form.is_valid():
        return _shown(request, one, rights, {name: form})
    try:
        act()
    except StepRefused as refused:
        messages.error(request, str(refused))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _shown(request, one, rights, {name: form})
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("inspections:inspection", one.pk)


def _shown(request: HttpRequest, one: Inspection, rights: Rights, typed: dict[str, forms.Form] | None = None) -> HttpResponse:
    today, typed = timezone.localdate(), typed or {}
    documents = _documents(one) if rights.remedies else []
    rows = []
    for finding in queries.findings_of(one):
        steps: list[tuple[Verb, forms.Form]] = []
        for verb in STEPS.verbs_for(finding.state, rights, finding):
            name = f"{verb.value}{finding.pk}"
            blank: StepForm = step_form(verb, None, documents, name)
            steps.append((verb, typed.get(name, blank)))
        rows.append((finding, is_overdue(finding, today), steps))
    about: dict[str, Any] = {
        "one": one, "rows": rows, "today": today, "keeps": rights.keeps, "is_planned": one.state == State.PLANNED, "is_inspected": one.state == State.INSPECTED,
        "conclude": typed.get("conclude", ConclusionForm(prefix="conclude")), "found": typed.get("found", FindingForm(prefix="found")),
        "drop": typed.get("drop", ReasonForm(prefix="drop")),
    }
    return render(request, "inspections/inspection.html", about, status=422 if typed else 200)


def _documents(one: Inspection) -> list[Document]:
    agencies = [one.below_id] if one.below_id else [one.agency_id]
    return list(documents_found(agencies, DocumentFilters(state="confirmed"))[:DOCUMENTS])


def _asked(request: HttpRequest) -> tuple[Agency, list[Agency], Filters]:
    """Raises PermissionDenied for who has no registry to see, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    agency = agency_asked(request, agencies)
    return agency, agencies, FilterForm(request.GET).wanted(timezone.localdate().year)


def _kept(request: HttpRequest, today: date) -> Agency:
    """The agency that the address names; else the own one, or the province of whoever coordinates. Raises PermissionDenied, Http404."""
    standing, code = standing_for(request), request.POST.get("co_quan") or request.GET.get("co_quan", "")
    agencies = [one for one in agencies_seen(standing) if code or one.pk in standing.member_of or one.parent_id is None]
    agency = agency_asked(request, agencies)
    if not queries.keeps(standing, agency, today):
        raise PermissionDenied
    return agency


def _inspection(request: HttpRequest, pk: int, *, to_keep: bool = False) -> tuple[Inspection, Rights]:
    """Somebody else's does not exist. Raises Http404, PermissionDenied."""
    one, standing = queries.inspection_by_id(pk), standing_for(request)
    if one is None or not may_see_inspection(standing, one):
        raise Http404("no such inspection")
    rights = queries.rights_in(standing, one, timezone.localdate())
    if to_keep and not rights.keeps:
        raise PermissionDenied
    return one, rights
