"""Pages of what closes a self-assessment: checks, two certificates, the submission with its receipt; and the stage's time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.assessment.actions.stages import unlock
from parix.web.assessment.choices import CertificationStep
from parix.web.assessment.forms import UnlockForm, WindowForm, add_problems, moment_shown
from parix.web.assessment.queries.openings import unlocks_of, window_of
from parix.web.assessment.queries.rounds import Round, participants, round_by_slug, title_of
from parix.web.assessment.queries.self_assessment import submission_seen, submit_page
from parix.web.assessment.rules import may_set_window
from parix.web.assessment.scoring_runs.opening import open_self_assessment
from parix.web.assessment.scoring_runs.submissions import NotSubmitted, certify, frozen_digest, is_genuine, submit
from parix.web.assessment.views.self_assessment import ROOM, head, seen
from parix.web.assessment.workflow import StageLocked


@require_safe
@login_required
def submitting(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    top = head(request, slug, agency)
    page = submit_page(top, frozen_digest(top.participation))
    return render(request, "assessment/self/submitting.html", {"page": page, "head": top, "room": ROOM})


@require_POST
@login_required
def certifying(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    participation, _opening = seen(request, slug, agency)
    by, step = request.user, request.POST.get("step", "")
    assert isinstance(by, User)
    if step not in CertificationStep.values:
        raise Http404("no such step")
    try:
        certify(
            participation=participation, step=CertificationStep(step), seen_digest=request.POST.get("digest", ""), note=request.POST.get("note", "")[:2_000],
            by=by, at=timezone.now(),
        )
    except (NotSubmitted, StageLocked) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã xác nhận bản này."))
    return redirect("assessment:submitting", slug, agency)


@require_POST
@login_required
def submission(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    participation, _opening = seen(request, slug, agency)
    by = request.user
    assert isinstance(by, User)
    try:
        made = submit(participation=participation, by=by, at=timezone.now())
    except (NotSubmitted, StageLocked) as refused:
        messages.error(request, str(refused))
        return redirect("assessment:submitting", slug, agency)
    return redirect("assessment:receipt", slug, agency, made.number)


@require_safe
@login_required
def receipt(request: HttpRequest, slug: str, agency: str, number: int) -> HttpResponse:
    participation, _opening = seen(request, slug, agency)
    made = submission_seen(participation, number)
    if made is None:
        raise Http404("no such submission")
    shown = {"submission": made, "participation": participation, "is_genuine": is_genuine(made), "room": ROOM}
    return render(request, "assessment/self/receipt.html", shown)


@require_safe
@login_required
def bundle(request: HttpRequest, slug: str, agency: str, number: int) -> HttpResponse:
    participation, _opening = seen(request, slug, agency)
    made = submission_seen(participation, number)
    if made is None:
        raise Http404("no such submission")
    name = f"{slug}-{participation.agency.code}-{number}.zip"
    return HttpResponse(bytes(made.bundle), content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stages(request: HttpRequest, slug: str) -> HttpResponse:
    round = _round_to_time(request, slug)
    window = window_of(round.pk)
    initial = {name: moment_shown(timezone.localtime(getattr(window, name))) for name in ("opens_at", "closes_at")} if window else {}
    asked = request.POST.get("what", "") if request.method == "POST" else ""
    timing = WindowForm(request.POST if asked == "window" else None, initial=initial)
    unlocking = UnlockForm(request.POST if asked == "unlock" else None, agencies=participants(round))
    form = timing if asked == "window" else unlocking if asked == "unlock" else None
    if form is not None and form.is_valid() and _time(request, round, form):
        return redirect("assessment:stages", slug)
    shown = {
        "round": round, "title": title_of(round), "window": window, "timing": timing, "unlocking": unlocking, "unlocks": unlocks_of(round.pk), "room": ROOM,
        "now": timezone.now(),
    }
    return render(request, "assessment/self/stages.html", shown, status=422 if form is not None else 200)


def _time(request: HttpRequest, round: Round, form: WindowForm | UnlockForm) -> bool:
    by, given, at = request.user, form.cleaned_data, timezone.now()
    assert isinstance(by, User)
    try:
        if isinstance(form, WindowForm):
            open_self_assessment(round=round, opens_at=given["opens_at"], closes_at=given["closes_at"], by=by, at=at)
            messages.success(request, _("Đã đặt thời gian tự đánh giá."))
        else:
            agency = next((one for one in participants(round) if one.code == given["agency"]), None)
            unlock(round=round, agency=agency, until=given["until"], reason=given["reason"], by=by, at=at)
            messages.success(request, _("Đã mở lại; tới hạn mới sẽ tự khoá."))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return False
    return True


def _round_to_time(request: HttpRequest, slug: str) -> Round:
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    if not may_set_window(standing_for(request), round):
        raise PermissionDenied
    return round
