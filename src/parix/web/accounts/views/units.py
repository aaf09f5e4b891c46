"""Units of an agency: the list, adding, editing, closing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.forms import ReasonForm, say_problems
from parix.web.accounts.forms.units import LastDayForm, UnitForm
from parix.web.accounts.queries import person_of
from parix.web.accounts.queries.administration import PER_PAGE, Grounds
from parix.web.accounts.queries.people import people_by_unit
from parix.web.accounts.views import grounds_for
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.organisations.actions import close_unit, reopen_unit, save_unit
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.queries import Unit
from parix.web.organisations.queries.units import unit_by_code, units_found
from parix.web.organisations.rules import is_in_force


@login_required
@require_GET
def units(request: HttpRequest, agency: str) -> HttpResponse:
    grounds, asked, today = grounds_for(request, agency), request.GET, timezone.localdate()
    words, kind, state = asked.get("tim", "")[:100], asked.get("loai", ""), asked.get("trang-thai", "")
    found = units_found(grounds.reach, words=words, kind=kind, state={"ngung": "closed", "tat-ca": "all"}.get(state, ""), on=today)
    page = Paginator(found, PER_PAGE).get_page(asked.get("trang", "1"))
    people = people_by_unit([one.pk for one in page.object_list], today)
    rows = [(one, people.get(one.pk, 0), is_in_force(one.valid_from, one.valid_until, today)) for one in page.object_list]
    about = {"grounds": grounds, "page": page, "rows": rows, "words": words, "kind": kind, "state": state, "kinds": UnitKind.choices}
    return render(request, "accounts/units.html", about)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, agency: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    form = UnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = save_unit(agency=grounds.agency, given=form.given(), by=person_of(request))
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": made.name})
            return redirect("administration:units", agency)
    return render(request, "accounts/unit.html", {"form": form, "grounds": grounds, "unit": None})


@login_required
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    mark, seen, other = mark_now(), mark_given(request), None
    grounds = grounds_for(request, agency, to_change=request.method == "POST")
    shown = _unit(grounds, unit)
    form = UnitForm(request.POST if request.method == "POST" else None, unit=shown)
    if form.is_valid():
        try:
            save_unit(agency=grounds.agency, given=form.given(), unit=shown, by=person_of(request), seen=seen)
        except ProblemsFound as found:
            say_problems(form, found)
        except ChangedMeanwhile as changed:
            other, seen = meanwhile(changed.entries), mark
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("administration:units", agency)
    return _page(request, grounds, shown, form=form, mark=seen or mark, meanwhile=other)


@login_required
@require_POST
def close(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown, form = _unit(grounds, unit), LastDayForm(request.POST)
    if form.is_valid():
        try:
            close_unit(unit=shown, by=person_of(request), **form.cleaned_data)
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã ghi ngày hoạt động cuối của %(name)s.") % {"name": shown.name})
            return redirect("administration:units", agency)
    return _page(request, grounds, shown, close_form=form)


@login_required
@require_POST
def reopen(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown, form = _unit(grounds, unit), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, grounds, shown, reason_form=form)
    reopen_unit(unit=shown, reason=form.cleaned_data["reason"], by=person_of(request))
    messages.success(request, _("%(name)s hoạt động trở lại.") % {"name": shown.name})
    return redirect("administration:units", agency)


def _unit(grounds: Grounds, code: str) -> Unit:
    found = unit_by_code(grounds.agency, code)
    if found is None:
        raise Http404("no such unit")
    return found


def _page(request: HttpRequest, grounds: Grounds, shown: Unit, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    about = {
        "grounds": grounds, "unit": shown, "is_in_force": is_in_force(shown.valid_from, shown.valid_until, today), "form": UnitForm(unit=shown),
        "close_form": LastDayForm(initial={"last_day": today}), "reason_form": ReasonForm(),
        "people": people_by_unit([shown.pk], today).get(shown.pk, 0), "mark": mark_now(), **forms,
    }
    return render(request, "accounts/unit.html", about, status=409 if forms.get("meanwhile") else 200)
