"""Where an agency asks for a stage to be opened again, and where the coordinator answers."""

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
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.actions.unlocking import ask_unlock, grant_unlock, refuse_unlock
from parix.web.assessment.choices import Stage
from parix.web.assessment.forms import AnswerUnlockForm, AskUnlockForm, add_problems
from parix.web.assessment.queries.rounds import Round, round_by_slug
from parix.web.assessment.queries.unlocking import asking_page, request_in
from parix.web.assessment.rules import may_set_window
from parix.web.assessment.views.appraisal.doors import ROOM
from parix.web.assessment.views.self_assessment import language, seen


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    participation, _opening = seen(request, slug, agency)
    page = asking_page(participation, standing_for(request), timezone.now())
    if request.method == "POST" and not page.may_ask:
        raise PermissionDenied
    form = AskUnlockForm(request.POST if request.method == "POST" else None, stages=page.to_ask, language=language())
    if form.is_valid():
        given = form.cleaned_data
        try:
            ask_unlock(
                participation=participation, stage=Stage(given["stage"]), reason=given["reason"], wished_until=given["wished_until"], by=person_of(request),
                at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã gửi đề nghị; điều phối của Sở Nội vụ được báo."))
            return redirect("assessment:ask_unlock", slug, agency)
    shown = {"page": page, "part": participation, "round": participation.round, "form": form, "room": ROOM}
    return render(request, "assessment/stages/ask.html", shown, status=422 if form.is_bound else 200)


@require_POST
@login_required
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Back on the page of the calendar either way: what was wrong stands above it."""
    round = _round_to_time(request, slug)
    asked = request_in(round.pk, number)
    if asked is None:
        raise Http404("no such request")
    form = AnswerUnlockForm(request.POST)
    is_granted = request.POST.get("answer") == "grant"
    if form.is_valid():
        given, at = form.cleaned_data, timezone.now()
        try:
            if is_granted:
                grant_unlock(asked=asked, until=given["until"] or asked.wished_until, note=given["reason"], by=person_of(request), at=at)
                messages.success(request, _("Đã mở lại; tới hạn mới sẽ tự khoá."))
            else:
                refuse_unlock(asked=asked, reason=given["reason"], by=person_of(request), at=at)
                messages.success(request, _("Đã trả lời không mở lại; cơ quan được báo."))
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return redirect("assessment:stages", slug)


def _round_to_time(request: HttpRequest, slug: str) -> Round:
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    if not may_set_window(standing_for(request), round):
        raise PermissionDenied
    return round
