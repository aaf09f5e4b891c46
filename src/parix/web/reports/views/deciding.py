"""Submitting, sending back, issuing, discarding."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.reports import rules
from parix.web.reports.actions import issuing
from parix.web.reports.actions.drafting import discard_draft
from parix.web.reports.views.doors import back_to, may_or_leave, say_problems, seen


@require_POST
@login_required
def submit(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_submit(standing_for(request), held))
    reason, by = request.POST.get("reason", ""), person_of(request)
    return _done(request, report_id, lambda: issuing.submit(report=held, reason=reason, by=by, at=timezone.now()), _("Đã trình lãnh đạo duyệt."))


@require_POST
@login_required
def send_back(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_decide(standing_for(request), held))
    reason = request.POST.get("reason", "")
    return _done(request, report_id, lambda: issuing.send_back(report=held, reason=reason, by=person_of(request), at=timezone.now()), _("Đã trả lại để sửa."))


@require_POST
@login_required
def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_decide(standing_for(request), held))
    reason = request.POST.get("reason", "")
    said = _("Đã ban hành: số được cấp, tệp và số liệu được giữ nguyên.")
    return _done(request, report_id, lambda: issuing.issue(report=held, reason=reason, by=person_of(request), at=timezone.now()), said)


@require_POST
@login_required
def discard(request: HttpRequest, report_id: int) -> HttpResponse:
    held = seen(request, report_id)
    may_or_leave(rules.may_discard(standing_for(request), held))
    try:
        discard_draft(report=held, by=person_of(request), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
        return back_to(report_id)
    messages.success(request, _("Đã bỏ bản thảo."))
    return redirect("reports:reports")


def _done(request: HttpRequest, report_id: int, act: Callable[[], object], said: str) -> HttpResponse:
    """What hinders is listed on the page of checks."""
    try:
        act()
    except ProblemsFound as refused:
        say_problems(request, refused)
        return redirect("reports:checks" if len(refused.problems) > 1 else "reports:report", report_id)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return back_to(report_id)
