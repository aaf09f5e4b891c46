"""Forms of the catalogue: a new entry, its head, a new version, a correction, the degree of online service, the end."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of
from parix.web.design.refusals import add_problems
from parix.web.onestop.procedures.actions import add_procedure, add_version, set_online
from parix.web.onestop.procedures.actions.correcting import abolish, change_procedure, correct_version
from parix.web.onestop.procedures.forms.keeping import AbolishForm, HeadForm, OnlineForm, VersionForm, whole_given
from parix.web.onestop.procedures.measuring import counted
from parix.web.onestop.procedures.queries.catalogue import Procedure
from parix.web.onestop.procedures.views import asked, procedure_for, say
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_of

FORMS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(FORMS)
def add(request: HttpRequest) -> HttpResponse:
    agency, _agencies = asked(request, to_keep=True)
    data, at, by = request.POST if request.method == "POST" else None, timezone.now(), person_of(request)
    head, version = HeadForm(data, units=_units(agency), prefix="head"), VersionForm(data, prefix="version")
    if request.method == "POST" and all([head.is_valid(), version.is_valid()]):
        given = whole_given(head.head(), version.version())
        try:
            made = counted(lambda: add_procedure(agency=agency, given=given, by=by, at=at), agency=agency, by=by, at=at)
        except ProblemsFound as refused:
            _divide(refused, head, version)
        else:
            messages.success(request, _("Đã thêm vào danh mục với mã %(code)s.") % {"code": made.own_code})
            return redirect("procedures:procedure", made.pk)
    about = {"agency": agency, "head": head, "version": version}
    return render(request, "procedures/add.html", about, status=422 if head.errors or version.errors else 200)


@login_required
@require_http_methods(FORMS)
def change(request: HttpRequest, procedure: int) -> HttpResponse:
    one = procedure_for(request, procedure, to_keep=True)
    form = HeadForm(request.POST if request.method == "POST" else None, units=_units(one.agency), procedure=one)
    return _form_page(request, one, form, _("Sửa thông tin chung"), lambda: change_procedure(
        procedure=one, given=form.head(), by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_http_methods(FORMS)
def new_version(request: HttpRequest, procedure: int) -> HttpResponse:
    one = procedure_for(request, procedure, to_keep=True)
    last = next(iter(one.versions.all()), None)
    form = VersionForm(request.POST if request.method == "POST" else None, version=last)
    return _form_page(request, one, form, _("Phiên bản mới"), lambda: add_version(
        procedure=one, given=form.version(), by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_http_methods(FORMS)
def correct(request: HttpRequest, procedure: int, number: int) -> HttpResponse:
    one = procedure_for(request, procedure, to_keep=True)
    version = next((each for each in one.versions.all() if each.number == number), None)
    if version is None:
        raise Http404("no such version")
    form = VersionForm(request.POST if request.method == "POST" else None, version=version, is_new=False)
    return _form_page(request, one, form, _("Sửa, bổ sung phiên bản"), lambda: correct_version(
        version=version, given=form.version(), by=person_of(request), at=timezone.now(),
    ))


@login_required
@require_POST
def online(request: HttpRequest, procedure: int) -> HttpResponse:
    one = procedure_for(request, procedure, to_keep=True)
    form = OnlineForm(request.POST)
    return _step(request, one, form, lambda: set_online(procedure=one, given=form.online(), by=person_of(request), at=timezone.now()))


@login_required
@require_POST
def end(request: HttpRequest, procedure: int) -> HttpResponse:
    one = procedure_for(request, procedure, to_keep=True)
    form = AbolishForm(request.POST)
    return _step(request, one, form, lambda: abolish(
        procedure=one, last_day=form.cleaned_data["last_day"], by=person_of(request), at=timezone.now(),
    ))


def _form_page(request: HttpRequest, one: Procedure, form: forms.Form, title: str, act: Callable[[], object]) -> HttpResponse:
    """The act, or the page again with the form as it was typed and what is wrong with it."""
    if request.method == "POST" and form.is_valid():
        try:
            counted(act, agency=one.agency, by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("procedures:procedure", one.pk)
    return render(request, "procedures/form.html", {"one": one, "form": form, "title": title}, status=422 if form.errors else 200)


def _step(request: HttpRequest, one: Procedure, form: forms.Form, act: Callable[[], object]) -> HttpResponse:
    """A small form of the procedure's own page; what is wrong with it is said above that page."""
    if not form.is_valid():
        for name, errors in form.errors.items():
            messages.error(request, f"{form.fields[name].label}: {' '.join(str(one) for one in errors)}")
        return redirect("procedures:procedure", one.pk)
    try:
        counted(act, agency=one.agency, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("procedures:procedure", one.pk)


def _divide(refused: ProblemsFound, head: HeadForm, version: VersionForm) -> None:
    add_problems(version, [one for one in refused.problems if one.place.path in version.fields])
    add_problems(head, [one for one in refused.problems if one.place.path not in version.fields])


def _units(agency: Agency) -> list[Unit]:
    return list(units_of([agency.pk], timezone.localdate()))
