"""The agencies that somebody looks after: the list, one agency with its names over time, new ones, mergers and splits."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.forms import say_problems
from parix.web.accounts.forms.units import AgencyForm, NewAgencyForm, RenameForm, SuccessionForm, initial_of
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.administration import PER_PAGE, Grounds, agency_rows, groups_within, tops_looked_after
from parix.web.accounts.rules import may_see_people
from parix.web.accounts.views import grounds_for
from parix.web.organisations.actions import edit_agency, register_new_agency
from parix.web.organisations.actions.successions import record_succession, rename_agency
from parix.web.organisations.queries import Agency, agencies_by_code, agencies_within, names_over_time
from parix.web.organisations.queries.successions import steps_of


@login_required
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Straight to the people for whoever looks after one agency."""
    standing, asked = standing_for(request), request.GET
    if not may_see_people(standing):
        raise PermissionDenied
    words, group = asked.get("tim", "")[:100], asked.get("khoi", "")
    rows = agency_rows(standing, words, group, timezone.localdate())
    if len(rows) == 1 and not (words or group):
        return redirect("administration:people", rows[0].agency.code)
    about = {
        "page": Paginator(rows, PER_PAGE).get_page(asked.get("trang", "1")), "words": words, "group": group, "groups": groups_within(standing),
        "tops": tops_looked_after(standing),
    }
    return render(request, "accounts/agencies.html", about)


@login_required
@require_http_methods(["GET", "POST"])
def agency(request: HttpRequest, agency: str) -> HttpResponse:
    grounds = grounds_for(request, agency)
    _refuse_unless_changeable(grounds, request)
    form = AgencyForm(request.POST if request.method == "POST" else None, initial=initial_of(grounds.agency))
    if form.is_valid():
        try:
            edit_agency(agency=grounds.agency, by=person_of(request), **form.cleaned_data)
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("administration:agency", agency)
    return _page(request, grounds, form=form)


@login_required
@require_POST
def rename(request: HttpRequest, agency: str) -> HttpResponse:
    grounds, form = grounds_for(request, agency), RenameForm(request.POST)
    _refuse_unless_changeable(grounds, request)
    if form.is_valid():
        try:
            rename_agency(agency=grounds.agency, today=timezone.localdate(), by=person_of(request), **form.cleaned_data)
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã ghi tên mới, có hiệu lực từ %(day)s.") % {"day": f"{form.cleaned_data['on']:%d/%m/%Y}"})
            return redirect("administration:agency", agency)
    return _page(request, grounds, rename_form=form)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    tops = _tops(request)
    form = NewAgencyForm(request.POST if request.method == "POST" else None, parents=[(top.code, top.name) for top in tops])
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = register_new_agency(
                code=data["code"], name=data["name"], short_name=data["short_name"], type_name=data["type_name"], kind=data["kind"],
                parent=next(top for top in tops if top.code == data["parent"]), ranking_group=data["ranking_group"], valid_from=data["valid_from"],
                by=person_of(request),
            )
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            return redirect("administration:people", made.code)
    return render(request, "accounts/add_agency.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def succession(request: HttpRequest) -> HttpResponse:
    """A merger or split among the agencies below the tops that the person looks after."""
    tops, standing = _tops(request), standing_for(request)
    listed = list(agencies_within(standing.administers - {top.pk for top in tops}))
    form = SuccessionForm(request.POST if request.method == "POST" else None, agencies=[(one.code, f"{one.name} ({one.code})") for one in listed])
    if form.is_valid():
        data = form.cleaned_data
        by_code = agencies_by_code({*data["predecessors"], *data["successors"]})
        try:
            record_succession(
                kind=data["kind"], on=data["on"], decision=data["decision"], predecessors=[by_code[code] for code in data["predecessors"]],
                successors=[by_code[code] for code in data["successors"]], by=person_of(request),
            )
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã ghi thay đổi tổ chức."))
            return redirect("administration:succession")
    return render(request, "accounts/succession.html", {"form": form, "steps": steps_of(standing.administers)})


def _tops(request: HttpRequest) -> list[Agency]:
    """The provinces (ministries) that the person administers. Raises PermissionDenied when there is none."""
    tops = tops_looked_after(standing_for(request))
    if not tops:
        raise PermissionDenied
    return tops


def _refuse_unless_changeable(grounds: Grounds, request: HttpRequest) -> None:
    if request.method == "POST" and not grounds.may_change_agency:
        raise PermissionDenied


def _page(request: HttpRequest, grounds: Grounds, **forms: object) -> HttpResponse:
    row = grounds.agency
    about = {
        "grounds": grounds, "agency": row, "names": names_over_time(row), "steps": steps_of([row.pk]), "groups": groups_within(standing_for(request)),
        "form": AgencyForm(initial=initial_of(row)), "rename_form": RenameForm(initial={"type_name": row.type_name}), **forms,
    }
    return render(request, "accounts/agency.html", about)
