"""Pages of what closes a self-assessment: checks, two certificates, the submission with its receipt; and the stage's time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parix.web.accounts.queries import User
from parix.web.assessment.choices import CertificationStep
from parix.web.assessment.queries.self_assessment import submission_seen, submit_page
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
