"""The list of people of an agency, as a page and as a workbook, and adding somebody."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parix.foundation.problems import ProblemsFound
from parix.web.accounts import tables
from parix.web.accounts.actions.invitations import invite_people
from parix.web.accounts.actions.people import add_person
from parix.web.accounts.choices import ROLE_DUTIES, Role
from parix.web.accounts.forms import say_problems
from parix.web.accounts.forms.people import NewPersonForm
from parix.web.accounts.queries import person_of
from parix.web.accounts.queries.administration import Grounds, people_page
from parix.web.accounts.queries.import_plans import username_for
from parix.web.accounts.queries.people import Filters, listed_roles
from parix.web.accounts.rules import is_wide
from parix.web.accounts.views import grounds_for
from parix.web.organisations.queries import agencies_within
from parix.web.organisations.queries.units import units_of

ROLES = Role.choices


@login_required
@require_GET
def people(request: HttpRequest, agency: str) -> HttpResponse:
    grounds, asked = grounds_for(request, agency), request.GET
    filters = Filters(
        words=asked.get("tim", "")[:100], role=asked.get("vai-tro", ""), unit=asked.get("don-vi", ""), agency=asked.get("co-quan", ""),
        state=asked.get("trang-thai", ""), order=asked.get("xep", "ten"),
    )
    page = people_page(grounds, filters, asked.get("trang", "1"), timezone.localdate())
    return render(request, "accounts/people.html", {"list": page, "grounds": grounds, "filters": filters, "roles": ROLES})


@login_required
@require_GET
def people_file(request: HttpRequest, agency: str) -> HttpResponse:
    grounds, today = grounds_for(request, agency), timezone.localdate()
    agencies = list(agencies_within(grounds.reach))
    units = list(units_of(grounds.reach))
    return tables.people_file(grounds.agency, listed_roles(grounds.reach, today), units, agencies, at_top=grounds.at_top)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, agency: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    units = list(units_of([grounds.agency.pk], timezone.localdate()))
    given = request.POST if request.method == "POST" else None
    form = NewPersonForm(given, units=units, at_top=grounds.at_top, initial={"valid_from": timezone.localdate(), "invite": True})
    if form.is_valid() and (username := _add(request, form, grounds)):
        return redirect("administration:person", grounds.agency.code, username)
    duties = [(role.label, duty) for role, duty in ROLE_DUTIES.items() if grounds.at_top or not is_wide(role)]
    return render(request, "accounts/add_person.html", {"form": form, "grounds": grounds, "duties": duties})


def _add(request: HttpRequest, form: NewPersonForm, grounds: Grounds) -> str:
    """The new person's user name; empty when the action refused and the form says why."""
    data, by = form.cleaned_data, person_of(request)
    try:
        person = add_person(
            username=data["username"] or username_for(data["full_name"], data["email"]), full_name=data["full_name"], email=data["email"],
            position=data["position"], agency=grounds.agency, role=data["role"], unit=form.chosen_unit(), fields=form.chosen_fields(),
            valid_from=data["valid_from"], valid_until=data["valid_until"], must_be_new=True, by=by,
        )
    except ProblemsFound as found:
        say_problems(form, found)
        return ""
    messages.success(request, _("Đã thêm %(name)s.") % {"name": person.full_name})
    if data["invite"] and invite_people(people=[person], by=by):
        messages.success(request, _("Thư mời đặt mật khẩu sẽ được gửi tới %(email)s.") % {"email": person.email})
    return person.username
