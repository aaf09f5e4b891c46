"""Pages of a change of edition: the preview and the act for the coordinator, what it means to an agency, and the old state to read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.accounts.workflow import StepRefused
from parix.web.assessment.choices import Stage
from parix.web.assessment.forms import SwitchForm, add_problems
from parix.web.assessment.queries.openings import participation_seen, windows_of
from parix.web.assessment.queries.rounds import Participation, Round, round_by_slug
from parix.web.assessment.queries.switch_pages import old_state_page, switched_agencies, switched_agency_page
from parix.web.assessment.queries.switches import EditionSwitch, switch_numbered
from parix.web.assessment.rules import may_see_self_assessment, may_switch_edition
from parix.web.assessment.scoring_runs.switching.acting import AlreadySwitched, last_day, switch_edition
from parix.web.assessment.scoring_runs.switching.pages import switching_page
from parix.web.assessment.views.self_assessment import ROOM


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def switching(request: HttpRequest, slug: str) -> HttpResponse:
    round, at = _round_to_switch(request, slug), timezone.now()
    due_on = last_day(windows_of(round.pk).get(Stage.SELF_ASSESSMENT), at)
    form = SwitchForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and (made := _switch(request, round, form)) is not None:
        return redirect("assessment:switched", slug, made.number)
    asked = form.data.get("to", "") if form is not None else request.GET.get("sang", "")
    page = switching_page(round, to=asked, agency=request.GET.get("coquan", ""), due_on=due_on, at=at)
    initial = {"to": asked, "seen": round.edition_fingerprint, "due_on": f"{due_on:%d/%m/%Y}"}
    shown = {"page": page, "round": round, "form": form or SwitchForm(initial=initial), "room": ROOM}
    return render(request, "assessment/switch/page.html", shown, status=422 if form is not None else 200)


@require_safe
@login_required
def switched(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    switch = _switch_made(slug, number)
    rows = switched_agencies(switch, standing_for(request))
    if not rows:
        raise PermissionDenied
    return render(request, "assessment/switch/made.html", {"switch": switch, "rows": rows, "room": ROOM})


@require_safe
@login_required
def switched_agency(request: HttpRequest, slug: str, number: int, agency: str) -> HttpResponse:
    switch, participation = _switch_made(slug, number), _seen(request, slug, agency)
    page = switched_agency_page(switch, participation, standing_for(request).units)
    return render(request, "assessment/switch/agency.html", {"page": page, "room": ROOM})


@require_safe
@login_required
def old_state(request: HttpRequest, slug: str, number: int, agency: str) -> HttpResponse:
    page = old_state_page(_switch_made(slug, number), _seen(request, slug, agency))
    if page is None:
        raise Http404("nothing was open then")
    return render(request, "assessment/switch/old.html", {"page": page, "room": ROOM})


def _switch(request: HttpRequest, round: Round, form: SwitchForm) -> EditionSwitch | None:
    by, given = request.user, form.cleaned_data
    assert isinstance(by, User)
    try:
        made = switch_edition(
            round=round, to=given["to"], seen=given["seen"], reason=given["reason"], due_on=given["due_on"], by=by, at=timezone.now(),
        )
    except AlreadySwitched as already:
        messages.info(request, str(already))
        return already.switch
    except StepRefused as refused:
        form.add_error(None, str(refused))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
    else:
        messages.success(request, _("Đợt chấm đã chuyển sang phiên bản mới; các đơn vị có việc đã được báo."))
        return made
    return None


def _round_to_switch(request: HttpRequest, slug: str) -> Round:
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    if not may_switch_edition(standing_for(request), round):
        raise PermissionDenied
    return round


def _switch_made(slug: str, number: int) -> EditionSwitch:
    switch = switch_numbered(slug, number)
    if switch is None:
        raise Http404("no such switch")
    return switch


def _seen(request: HttpRequest, slug: str, agency: str) -> Participation:
    found = participation_seen(slug, agency)
    if found is None:
        raise Http404("no such agency in the round")
    if not may_see_self_assessment(standing_for(request), found[0].agency_id):
        raise PermissionDenied
    return found[0]
