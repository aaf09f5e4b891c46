"""One person: columns, roles, and what an administrator can do for somebody who cannot sign in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.actions import people as actions
from parix.web.accounts.actions.invitations import invite_people
from parix.web.accounts.actions.memberships import end_role, grant_role
from parix.web.accounts.forms import ReasonForm, say_problems
from parix.web.accounts.forms.people import EndRoleForm, PersonForm, RoleForm
from parix.web.accounts.models import User
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.administration import Grounds, may_be_edited
from parix.web.accounts.queries.people import has_second_factor, membership_of, person_within, posts_within
from parix.web.accounts.views import grounds_for
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import beside, mark_given, mark_now, meanwhile
from parix.web.organisations.queries.units import units_of


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    mark, seen, other = mark_now(), mark_given(request), None
    grounds = grounds_for(request, agency, to_change=request.method == "POST")
    shown = _person(grounds, username)
    initial = {"full_name": shown.full_name, "email": shown.email, "position": shown.position}
    form = PersonForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.edit_person(person=shown, by=person_of(request), seen=seen, **form.cleaned_data)
        except ProblemsFound as found:
            say_problems(form, found)
        except ChangedMeanwhile as changed:
            other, seen = meanwhile(changed.entries, beside({name: one.label for name, one in form.fields.items()}, initial, form.cleaned_data)), mark
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("administration:person", agency, username)
    return _page(request, grounds, shown, form=form, mark=seen or mark, meanwhile=other)


@login_required
@require_POST
def grant(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown, form = _person(grounds, username), _role_form(grounds, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            grant_role(
                person=shown, agency=grounds.agency, role=data["role"], unit=form.chosen_unit(), fields=form.chosen_fields(), valid_from=data["valid_from"],
                valid_until=data["valid_until"], by=person_of(request),
            )
        except ProblemsFound as found:
            say_problems(form, found)
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("administration:person", agency, username)
    return _page(request, grounds, shown, role_form=form)


@login_required
@require_POST
def end(request: HttpRequest, agency: str, username: str, membership: int) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown, form = _person(grounds, username), EndRoleForm(request.POST)
    held = membership_of(shown, membership)
    if held is None:
        raise Http404("no such role")
    if form.is_valid():
        data = form.cleaned_data
        return _done(
            request, grounds, shown, lambda: end_role(membership=held, last_day=data["last_day"], reason=data["reason"], by=person_of(request)),
            _("Vai trò kết thúc ngày %(day)s.") % {"day": f"{data['last_day']:%d/%m/%Y}"},
        )
    return _page(request, grounds, shown, end_form=form, ended=membership)


@login_required
@require_POST
def deactivate(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    return _switched(request, agency, username, actions.deactivate_person, _("Đã ngừng tài khoản: người này không đăng nhập được nữa."))


@login_required
@require_POST
def reactivate(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    return _switched(request, agency, username, actions.reactivate_person, _("Đã kích hoạt lại tài khoản."))


@login_required
@require_POST
def remove_second_factor(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    return _switched(request, agency, username, actions.remove_second_factor, _("Đã gỡ xác thực hai lớp."))


@login_required
@require_POST
def invite(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown = _person(grounds, username)
    if invite_people(people=[shown], by=person_of(request)):
        messages.success(request, _("Thư sẽ được gửi tới %(email)s.") % {"email": shown.email})
    else:
        messages.error(request, _("Chưa gửi được: tài khoản chưa có thư điện tử hoặc đang ngừng."))
    return redirect("administration:person", agency, username)


@login_required
@require_POST
def reset_link(request: HttpRequest, agency: str, username: str) -> HttpResponse:
    """Shows the address once, for whoever has no e-mail; it is to be handed over in person."""
    grounds = grounds_for(request, agency, to_change=True)
    shown = _person(grounds, username)
    try:
        who, key = actions.make_reset_link(person=shown, by=person_of(request))
    except ProblemsFound as found:
        messages.error(request, str(found))
        return redirect("administration:person", agency, username)
    address = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs={"uidb36": who, "key": key}))
    about = {"grounds": grounds, "person": shown, "address": address, "days": settings.PASSWORD_RESET_TIMEOUT // 86400}
    return render(request, "accounts/reset_link.html", about)


def _switched(request: HttpRequest, agency: str, username: str, act: Callable[..., object], said: str) -> HttpResponse:
    grounds = grounds_for(request, agency, to_change=True)
    shown, form = _person(grounds, username), ReasonForm(request.POST)
    if form.is_valid():
        return _done(request, grounds, shown, lambda: act(person=shown, reason=form.cleaned_data["reason"], by=person_of(request)), said)
    return _page(request, grounds, shown, reason_form=form)


def _done(request: HttpRequest, grounds: Grounds, shown: User, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except ProblemsFound as found:
        for problem in found.problems:
            messages.error(request, f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.remedy}.")
    else:
        messages.success(request, said)
    return redirect("administration:person", grounds.agency.code, shown.username)


def _person(grounds: Grounds, username: str) -> User:
    found = person_within(username, grounds.reach)
    if found is None:
        raise Http404("no such person")
    return found


def _role_form(grounds: Grounds, given: object = None) -> RoleForm:
    today = timezone.localdate()
    return RoleForm(given, units=units_of([grounds.agency.pk], today), at_top=grounds.at_top, initial={"valid_from": today}, prefix="vai-tro")


def _page(request: HttpRequest, grounds: Grounds, shown: User, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    initial = {"full_name": shown.full_name, "email": shown.email, "position": shown.position}
    about = {
        "grounds": grounds, "person": shown, "posts": posts_within(shown, grounds.reach, today), "has_second_factor": has_second_factor(shown),
        "may_edit": grounds.may_change and may_be_edited(standing_for(request), shown), "is_oneself": shown.pk == person_of(request).pk,
        "form": PersonForm(initial=initial), "role_form": _role_form(grounds), "reason_form": ReasonForm(),
        "end_form": EndRoleForm(initial={"last_day": today}), "ended": None, "mark": mark_now(), **forms,
    }
    return render(request, "accounts/person.html", about, status=409 if forms.get("meanwhile") else 200)
