"""The calendar of a round: the times of all stages, opening one again after its deadline, and going on to the next stage."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.actions.stages import set_double_marking
from parix.web.assessment.actions.unlocking import unlock
from parix.web.assessment.choices import Stage
from parix.web.assessment.forms import TimesForm, UnlockForm, add_problems
from parix.web.assessment.queries.rounds import Round, participants, round_by_slug
from parix.web.assessment.queries.stages import stages_page
from parix.web.assessment.rules import may_see_windows, may_set_window
from parix.web.assessment.scoring_runs.opening import set_times
from parix.web.assessment.scoring_runs.stages import STEPS_HERE
from parix.web.assessment.views.self_assessment import ROOM, language
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stages(request: HttpRequest, slug: str) -> HttpResponse:
    mark, other = mark_now(), None
    round = _round_to_time(request, slug, reading=request.method != "POST")
    page = stages_page(round, timezone.now())
    asked = request.POST.get("what", "") if request.method == "POST" else ""
    timing = TimesForm(request.POST if asked == "times" else None, windows=page.windows, language=language())
    unlocking = UnlockForm(request.POST if asked == "unlock" else None, stages=page.over, agencies=participants(round), language=language())
    form = timing if asked == "times" else unlocking if asked == "unlock" else None
    try:
        if form is not None and form.is_valid() and _time(request, round, form):
            return redirect("assessment:stages", slug)
    except ChangedMeanwhile as changed:
        other = meanwhile(changed.entries)
    shown = {"page": page, "round": round, "timing": timing, "unlocking": unlocking, "room": ROOM, "mark": mark, "meanwhile": other}
    shown["may_set"] = may_set_window(standing_for(request), round)
    return render(request, "assessment/stages/page.html", shown, status=409 if other else 422 if form is not None else 200)


@require_POST
@login_required
def onward(request: HttpRequest, slug: str) -> HttpResponse:
    """To the next stage, where that takes nothing but the coordinator's word."""
    round, by = _round_to_time(request, slug), request.user
    assert isinstance(by, User)
    step = STEPS_HERE.get(request.POST.get("verb", ""))
    if step is None:
        raise Http404("no such step")
    try:
        step(round=round, by=by, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đợt chấm đã sang giai đoạn mới."))
    return redirect("assessment:stages", slug)


@require_POST
@login_required
def marking_setting(request: HttpRequest, slug: str) -> HttpResponse:
    round, by = _round_to_time(request, slug), request.user
    assert isinstance(by, User)
    set_double_marking(round=round, is_on=bool(request.POST.get("double_marking")), by=by, at=timezone.now())
    messages.success(request, _("Đã lưu cách chấm."))
    return redirect("assessment:stages", slug)


def _time(request: HttpRequest, round: Round, form: TimesForm | UnlockForm) -> bool:
    by, given, at = request.user, form.cleaned_data, timezone.now()
    assert isinstance(by, User)
    try:
        if isinstance(form, TimesForm):
            set_times(round=round, times=form.times(), by=by, at=at, seen=mark_given(request))
            messages.success(request, _("Đã đặt thời gian các giai đoạn."))
        else:
            agency = next((one for one in participants(round) if one.code == given["agency"]), None)
            unlock(round=round, agency=agency, until=given["until"], reason=given["reason"], by=by, at=at, stage=Stage(given["stage"]))
            messages.success(request, _("Đã mở lại; tới hạn mới sẽ tự khoá."))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return False
    return True


def _round_to_time(request: HttpRequest, slug: str, *, reading: bool = False) -> Round:
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    may = may_see_windows if reading else may_set_window
    if not may(standing_for(request), round):
        raise PermissionDenied
    return round
