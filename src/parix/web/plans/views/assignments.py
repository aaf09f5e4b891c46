"""One assignment: its turns with every step, what was promised, its papers; taking steps, changing, entrusting, handing papers on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.people import colleagues_of
from parix.web.accounts.workflow import StepRefused
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.queries import Document, document_by_id
from parix.web.files.queries.register import Filters, documents_found
from parix.web.plans.actions.carrying_out import entrust, take_step
from parix.web.plans.actions.drafting import change_assignment, remove_assignment
from parix.web.plans.actions.proving import hand_on
from parix.web.plans.choices import OPEN, PlanState, Verb
from parix.web.plans.forms import add_problems
from parix.web.plans.forms.plans import AssignmentForm, ChangeForm, assignment_initial
from parix.web.plans.forms.steps import HandlerForm, StepForm
from parix.web.plans.queries import Assignment, Turn
from parix.web.plans.queries.leaves import leaves_linked
from parix.web.plans.queries.lists import rows_of
from parix.web.plans.queries.plan_page import differences
from parix.web.plans.rules import may_change_plan, may_direct, may_entrust, may_work_on
from parix.web.plans.views import ROOM, assignment_for, assignment_form, say
from parix.web.plans.workflow import STEPS, fits_wish

DOCUMENTS_OFFERED = 40


@login_required
@require_safe
def assignment(request: HttpRequest, assignment: int) -> HttpResponse:
    return _page(request, assignment_for(request, assignment))


def _page(request: HttpRequest, one: Assignment, refused: StepForm | None = None, turn_id: int | None = None) -> HttpResponse:
    standing, today = standing_for(request), timezone.localdate()
    turns = list(one.turns.all())
    for turn in turns:
        turn.assignment = one
    rows = sorted(rows_of(turns, today), key=lambda row: row.turn.number)
    shown = _shown(rows, turn_id or _number(request.GET.get("lan", "")))
    verbs = [verb for verb in STEPS.verbs_for(shown.turn.state, standing, one) if fits_wish(verb, shown.turn.wished_on)] if shown else []
    documents = _documents(one) if Verb.COMPLETE in verbs else []
    forms = [(verb, _form(verb, refused, documents, shown.turn.wished_on)) for verb in verbs]
    papers = {proof.document_id: proof.document for turn in turns for proof in turn.proofs.all()}
    promise = getattr(one, "promise", None)
    about = {
        "one": one, "plan": one.plan, "rows": rows, "shown": shown, "forms": forms, "today": today, "room": ROOM, "promise": promise, "papers": papers.values(),
        "differs": differences(one, promise, turns) if promise else frozenset(), "leaves": leaves_linked(one.plan.agency, one.leaves, papers),
        "may_change": may_change_plan(standing, one.plan) or may_direct(standing, one), "is_draft": one.plan.state == PlanState.DRAFTED,
        "may_hand_on": may_work_on(standing, one),
        "handler": HandlerForm(initial={"handler": one.handler.username if one.handler else ""}, colleagues=colleagues_of(one.agency_id, today))
        if may_entrust(standing, one) else None,
    }
    return render(request, "plans/assignment.html", about, status=422 if refused else 200)


def _shown(rows: list[Any], wanted: int | None) -> Any:
    """The turn asked for, else the first that is still open, else the last."""
    asked = next((row for row in rows if wanted == row.turn.pk), None)
    return asked or next((row for row in rows if row.turn.state in OPEN), rows[-1] if rows else None)


def _form(verb: Verb, refused: StepForm | None, documents: list[Document], wished_on: date | None) -> StepForm:
    return refused if refused is not None and refused.verb == verb else StepForm(verb=verb, documents=documents, wished_on=wished_on)


def _documents(one: Assignment) -> list[Document]:
    return list(documents_found([one.agency_id], Filters()).select_related("current")[:DOCUMENTS_OFFERED])


@login_required
@require_POST
def step(request: HttpRequest, assignment: int, turn: int, verb: str) -> HttpResponse:
    one = assignment_for(request, assignment)
    held = next((row for row in one.turns.all() if row.pk == turn), None)
    if held is None or verb not in Verb.values or verb == Verb.GIVE:
        raise Http404("no such step")
    if one.plan.state == PlanState.APPROVED and not STEPS.may_ever(verb, standing_for(request), one):
        raise PermissionDenied
    form = StepForm(request.POST, request.FILES, verb=Verb(verb), documents=_documents(one) if verb == Verb.COMPLETE else ())
    if form.is_valid():
        try:
            _taken(request, one, held, Verb(verb), form)
        except StepRefused as told:
            messages.error(request, str(told))
            return redirect(_address(one, held))
        except ProblemsFound as found:
            add_problems(form, found.problems)
        else:
            messages.success(request, _("Đã ghi: %(verb)s.") % {"verb": Verb(verb).label})
            return redirect(_address(one, held))
    return _page(request, one, form, held.pk)


def _taken(request: HttpRequest, one: Assignment, turn: Turn, verb: Verb, form: StepForm) -> None:
    """Files come into the register first: a step that is refused leaves them there, to be chosen next time."""
    by, at = person_of(request), timezone.now()
    if verb not in STEPS.verbs_for(turn.state, standing_for(request), one):
        take_step(turn=turn, verb=verb, given=form.given(), by=by, at=at)  # says why not
    uploaded = [_received(one, given, request) for given in form.cleaned_data.get("chosen", ())]
    take_step(turn=turn, verb=verb, given=form.given(uploaded), by=by, at=at)


def _received(one: Assignment, given: UploadedFile, request: HttpRequest) -> Document:
    done = receive_whole(
        agency=one.plan.agency, document=None, name=str(given.name or ""), size=given.size or 0, pieces=given.chunks(), by=person_of(request),
        at=timezone.now(),
    )
    assert done.revision is not None
    found = document_by_id(done.revision.document_id)
    assert found is not None
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, assignment: int) -> HttpResponse:
    mark, other = mark_now(), None
    one, standing = assignment_for(request, assignment), standing_for(request)
    if not (may_change_plan(standing, one.plan) or may_direct(standing, one)):
        raise PermissionDenied
    kind = AssignmentForm if one.plan.state == PlanState.DRAFTED else ChangeForm
    form = assignment_form(kind, one.plan.agency, request.POST if request.method == "POST" else None, initial=assignment_initial(one))
    if request.method == "POST" and form.is_valid():
        try:
            change_assignment(
                assignment=one, given=form.given(one), reason=form.cleaned_data.get("reason", ""), by=person_of(request), at=timezone.now(),
                seen=mark_given(request),
            )
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã lưu nhiệm vụ."))
            return redirect("plans:assignment", one.pk)
    about = {"plan": one.plan, "one": one, "form": form, "room": ROOM, "is_draft": one.plan.state == PlanState.DRAFTED, "mark": mark, "meanwhile": other}
    return render(request, "plans/assignment_form.html", about, status=409 if other else 422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, assignment: int) -> HttpResponse:
    one = assignment_for(request, assignment)
    try:
        remove_assignment(assignment=one, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        say(request, refused.problems)
        return redirect("plans:assignment", one.pk)
    messages.success(request, _("Đã bỏ nhiệm vụ khỏi bản đang soạn."))
    return redirect("plans:plan", one.plan_id)


@login_required
@require_POST
def handler(request: HttpRequest, assignment: int) -> HttpResponse:
    one = assignment_for(request, assignment)
    if not may_entrust(standing_for(request), one):
        raise PermissionDenied
    form = HandlerForm(request.POST, colleagues=colleagues_of(one.agency_id, timezone.localdate()))
    if form.is_valid():
        entrust(assignment=one, handler=form.chosen(), by=person_of(request), at=timezone.now())
        messages.success(request, _("Đã giao việc."))
    return redirect("plans:assignment", one.pk)


@login_required
@require_POST
def hand_papers_on(request: HttpRequest, assignment: int) -> HttpResponse:
    """Papers that whoever completed the work could not link: linked by somebody who may."""
    one = assignment_for(request, assignment)
    if not may_work_on(standing_for(request), one):
        raise PermissionDenied
    papers = [proof.document for turn in one.turns.all() for proof in turn.proofs.all()]
    done = hand_on(assignment=one, documents=papers, by=person_of(request), at=timezone.now())
    for reason in done.refused:
        messages.error(request, f"{reason[:1].upper()}{reason[1:]}.")
    if done.linked:
        messages.success(request, _("Đã dẫn %(count)s tài liệu vào tiêu chí.") % {"count": done.linked})
    return redirect("plans:assignment", one.pk)


def _address(one: Assignment, turn: Turn) -> str:
    return f"{reverse('plans:assignment', args=[one.pk])}?lan={turn.pk}"


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None
