"""The desk: the list with the nearest day first, entering what came by letter or telephone, one with its steps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.design.refusals import add_problems
from parix.web.onestop.feedback.actions.sending import send_feedback
from parix.web.onestop.feedback.actions.steps import disclose_sender, take_step
from parix.web.onestop.feedback.choices import State, Verb
from parix.web.onestop.feedback.forms import EnterForm, StepForm
from parix.web.onestop.feedback.queries import Feedback, counts_of, feedback_found, handles
from parix.web.onestop.feedback.rules import due_on, is_overdue
from parix.web.onestop.feedback.views import addressees, agencies_of, feedback_for
from parix.web.onestop.feedback.workflow import StepRefused, verbs_for
from parix.web.personal_data.rules.sealing import NotOpened

PAGE_SIZE = 40


@login_required
@require_safe
def all_feedback(request: HttpRequest) -> HttpResponse:
    agencies, agency = agencies_of(request)
    today, state, words = timezone.localdate(), request.GET.get("trang_thai", ""), request.GET.get("tim", "")[:100]
    page = Paginator(feedback_found(agency.pk, state=state, words=words, today=today), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "agency": agency, "agencies": agencies, "page": page, "rows": [(one, due_on(one), is_overdue(one, today)) for one in page], "state": state,
        "states": State.choices, "words": words, "counts": counts_of(agency.pk, today), "handles": handles(standing_for(request), agency, today),
    }
    return render(request, "feedback/list.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    _agencies, agency = agencies_of(request)
    if not handles(standing_for(request), agency, timezone.localdate()):
        raise PermissionDenied
    form = EnterForm(request.POST if request.method == "POST" else None, agencies=[agency], initial={"agency": agency.code})
    if request.method == "POST" and form.is_valid():
        try:
            one = send_feedback(given=form.given(form.cleaned_data["channel"]), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi phản ánh, mã biên nhận %(receipt)s.") % {"receipt": one.receipt})
            return redirect("feedback:feedback", one.pk)
    return render(request, "feedback/enter.html", {"agency": agency, "form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def feedback(request: HttpRequest, feedback: int) -> HttpResponse:
    return _shown(request, feedback_for(request, feedback))


@never_cache
@login_required
@require_POST
def sender(request: HttpRequest, feedback: int) -> HttpResponse:
    """Asked by a form because it is noted who asked."""
    one = feedback_for(request, feedback)
    try:
        who, words = disclose_sender(feedback=one, by=person_of(request), at=timezone.now())
    except NotOpened as closed:
        messages.error(request, str(closed))
        return redirect("feedback:feedback", one.pk)
    return _shown(request, one, shown={"who": who, "words": words})


@login_required
@require_POST
def step(request: HttpRequest, feedback: int, feedback_verb: str) -> HttpResponse:
    one = feedback_for(request, feedback)
    if feedback_verb not in Verb.values:
        raise Http404("no such step")
    if not handles(standing_for(request), one.agency, timezone.localdate()):
        raise PermissionDenied
    verb = Verb(feedback_verb)
    form = StepForm(request.POST, verb=verb, agencies=addressees() if verb == Verb.FORWARD else [], prefix=verb.value)
    if not form.is_valid():
        return _shown(request, one, {verb: form})
    try:
        take_step(feedback=one, verb=verb, given=form.given(), by=person_of(request), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, str(refused))
    except ProblemsFound as refused:
        add_problems(form, refused.problems)
        return _shown(request, one, {verb: form})
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("feedback:feedback", one.pk)


def _shown(request: HttpRequest, one: Feedback, typed: dict[Verb, StepForm] | None = None, shown: dict[str, object] | None = None) -> HttpResponse:
    today, typed = timezone.localdate(), typed or {}
    may = handles(standing_for(request), one.agency, today)
    verbs = verbs_for(one.state) if may else []
    others = addressees() if Verb.FORWARD in verbs else []
    about = {
        "one": one, "due": due_on(one), "is_late": is_overdue(one, today), "handles": may, "shown": shown, "events": list(one.events.select_related("by")),
        "steps": [(verb, typed.get(verb) or StepForm(verb=verb, agencies=others, prefix=verb.value)) for verb in verbs],
    }
    return render(request, "feedback/feedback.html", about, status=422 if typed else 200)
