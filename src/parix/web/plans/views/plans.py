"""Plans: the list, drafting, the plan with what was promised beside what is now, approving, closing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.plans.actions.approving import approve_plan, close_plan
from parix.web.plans.actions.drafting import add_assignments, change_plan, draft_plan, remove_plan
from parix.web.plans.choices import MEASURED_CHOICES, PlanState
from parix.web.plans.forms import add_problems
from parix.web.plans.forms.plans import AddForm, AssignmentForm, PlanForm, ReasonForm, plan_initial
from parix.web.plans.queries import plans_of, readings_of
from parix.web.plans.queries.plan_page import plan_page
from parix.web.plans.rules import may_approve_plan, may_change_plan, may_close_plan, may_draft_plan
from parix.web.plans.views import ROOM, agency_of, assignment_form, plan_for, say

PAGE_SIZE = 40


@login_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    may = may_draft_plan(standing_for(request), agency.pk)
    page = Paginator(plans_of(agency.pk), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "page": page, "may_draft": may, "readings": readings_of(agency.pk) if may else [], "room": ROOM,
        "view": "plans",
    }
    return render(request, "plans/plans.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A plan that is typed; its assignments follow on its page."""
    agency, agencies = agency_of(request, to_draft=True)
    form = PlanForm(request.POST if request.method == "POST" else None, initial={"year": timezone.localdate().year, "issuer": agency.name})
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_plan(agency=agency, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            return redirect("plans:plan", made.pk)
    about = {"agency": agency, "agencies": agencies, "form": form, "room": ROOM}
    return render(request, "plans/plan_form.html", about, status=422 if form.errors else 200)


@login_required
@require_safe
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    held, standing = plan_for(request, plan), standing_for(request)
    unit = request.GET.get("don-vi", "")
    page = plan_page(held, timezone.localdate(), int(unit) if unit.isdecimal() and len(unit) < 10 else None)
    about = {
        "page": page, "plan": held, "today": timezone.localdate(), "room": ROOM, "is_cut": bool(unit), "is_draft": held.state == PlanState.DRAFTED,
        "may_change": may_change_plan(standing, held), "may_approve": may_approve_plan(standing, held), "may_close": may_close_plan(standing, held),
        "may_draft": may_draft_plan(standing, held.agency_id), "measured_choices": MEASURED_CHOICES,
    }
    return render(request, "plans/plan.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, plan: int) -> HttpResponse:
    mark, other = mark_now(), None
    held = plan_for(request, plan, to_draft=True)
    if not may_change_plan(standing_for(request), held):
        raise PermissionDenied
    form = PlanForm(request.POST if request.method == "POST" else None, initial=plan_initial(held))
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(plan=held, given=form.given(), by=person_of(request), at=timezone.now(), seen=mark_given(request))
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("plans:plan", held.pk)
    about = {"agency": held.agency, "plan": held, "form": form, "room": ROOM, "mark": mark, "meanwhile": other}
    return render(request, "plans/plan_form.html", about, status=409 if other else 422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, plan: int) -> HttpResponse:
    """One more assignment: in a draft, or beside what was promised with a reason."""
    held = plan_for(request, plan, to_draft=True)
    if held.state == PlanState.CLOSED:
        raise PermissionDenied
    kind = AssignmentForm if held.state == PlanState.DRAFTED else AddForm
    form = assignment_form(kind, held.agency, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_assignments(
                plan=held, given=[form.given()], reason=form.cleaned_data.get("reason", ""), by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã thêm nhiệm vụ."))
            return redirect("plans:add" if "more" in request.POST else "plans:plan", held.pk)
    about = {"plan": held, "form": form, "room": ROOM, "is_draft": held.state == PlanState.DRAFTED}
    return render(request, "plans/assignment_form.html", about, status=422 if form.errors else 200)


@login_required
@require_POST
def approve(request: HttpRequest, plan: int) -> HttpResponse:
    held = plan_for(request, plan, to_draft=True)
    try:
        approve_plan(plan=held, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
    else:
        messages.success(request, _("Đã duyệt: nhiệm vụ được giao cho các đơn vị, bản đã duyệt được giữ để đối chiếu."))
    return redirect("plans:plan", held.pk)


@login_required
@require_POST
def close(request: HttpRequest, plan: int) -> HttpResponse:
    held, form = plan_for(request, plan, to_draft=True), ReasonForm(request.POST)
    form.is_valid()
    try:
        close_plan(plan=held, reason=form.cleaned_data.get("reason", ""), by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
    else:
        messages.success(request, _("Đã kết thúc kế hoạch."))
    return redirect("plans:plan", held.pk)


@login_required
@require_POST
def remove(request: HttpRequest, plan: int) -> HttpResponse:
    held = plan_for(request, plan, to_draft=True)
    try:
        remove_plan(plan=held, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
        return redirect("plans:plan", held.pk)
    messages.success(request, _("Đã xoá bản đang soạn."))
    return redirect("plans:plans")
