"""The desk: receiving, one dossier with its events and steps, the applicant in full, the agency part of codes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.whose import agency_asked
from parix.web.design.refusals import add_problems
from parix.web.onestop.dossiers.actions.disclosing import disclose_applicant
from parix.web.onestop.dossiers.actions.numbering import set_prefix
from parix.web.onestop.dossiers.actions.receiving import receive_dossier
from parix.web.onestop.dossiers.actions.stating import state_marks
from parix.web.onestop.dossiers.actions.steps import take_step
from parix.web.onestop.dossiers.choices import STATED_MARKS, Channel, Verb
from parix.web.onestop.dossiers.forms.receiving import ReceiptForm
from parix.web.onestop.dossiers.forms.steps import MarksForm, PrefixForm, StepForm
from parix.web.onestop.dossiers.queries import Dossier, Rights, events_of, series_of
from parix.web.onestop.dossiers.queries.filing import offered_by
from parix.web.onestop.dossiers.queries.papers import papers_for
from parix.web.onestop.dossiers.queries.rows import row_of
from parix.web.onestop.dossiers.rules import is_own, may_set_prefix
from parix.web.onestop.dossiers.views import agencies_of, desk_for, dossier_for
from parix.web.onestop.dossiers.workflow import StepRefused, verbs_for
from parix.web.organisations.queries.units import units_of
from parix.web.personal_data.rules.sealing import NotOpened


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    agency, today = desk_for(request), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = ReceiptForm(data, offered=offered_by(agency.pk, today), units=list(units_of([agency.pk], today)), initial={"channel": Channel.DIRECT})
    if request.method == "POST" and form.is_valid():
        try:
            one = receive_dossier(agency=agency, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã tiếp nhận hồ sơ %(code)s. In giấy tiếp nhận và hẹn trả cho người nộp.") % {"code": one.code})
            return redirect("dossiers:dossier", one.code)
    about = {"agency": agency, "form": form, "series": series_of(agency.pk), "sets_prefix": may_set_prefix(standing_for(request), agency.pk)}
    return render(request, "dossiers/receive.html", about, status=422 if form.errors else 200)


@login_required
@require_safe
def dossier(request: HttpRequest, dossier_code: str) -> HttpResponse:
    return _shown(request, *dossier_for(request, dossier_code))


@login_required
@require_POST
def step(request: HttpRequest, dossier_code: str, dossier_verb: str) -> HttpResponse:
    if dossier_verb not in Verb.values:
        raise Http404("no such step")
    one, rights = dossier_for(request, dossier_code)
    verb = Verb(dossier_verb)
    if not rights.handles:
        raise PermissionDenied
    form = _form(request, one, verb)
    if form.is_valid():
        try:
            take_step(dossier=one, verb=verb, given=form.given(), by=person_of(request), at=timezone.now())
        except StepRefused as refused:
            messages.error(request, str(refused))
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
            return _shown(request, one, rights, {verb: form})
        else:
            messages.success(request, _("Đã ghi."))
        return redirect("dossiers:dossier", one.code)
    return _shown(request, one, rights, {verb: form})


@login_required
@require_POST
def marks(request: HttpRequest, dossier_code: str) -> HttpResponse:
    one, _rights = dossier_for(request, dossier_code)
    form = MarksForm(request.POST)
    if form.is_valid():
        state_marks(dossier=one, given=form.cleaned_data, by=person_of(request), at=timezone.now())
        messages.success(request, _("Đã ghi."))
    return redirect("dossiers:dossier", one.code)


@never_cache
@login_required
@require_POST
def applicant(request: HttpRequest, dossier_code: str) -> HttpResponse:
    """Asked by a form because it is noted who asked."""
    one, rights = dossier_for(request, dossier_code)
    try:
        shown = disclose_applicant(dossier=one, why="xem ở trang hồ sơ", by=person_of(request), at=timezone.now())
    except NotOpened as closed:
        messages.error(request, str(closed))
        return redirect("dossiers:dossier", one.code)
    return _shown(request, one, rights, shown=shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prefix(request: HttpRequest) -> HttpResponse:
    agency = agency_asked(request, agencies_of(request))
    if not may_set_prefix(standing_for(request), agency.pk):
        raise PermissionDenied
    held = series_of(agency.pk)
    form = PrefixForm(request.POST if request.method == "POST" else None, initial={"agency_part": held.prefix if held else ""})
    if request.method == "POST" and form.is_valid():
        try:
            set_prefix(agency=agency, prefix=form.cleaned_data["agency_part"], by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi mã định danh."))
            return redirect("dossiers:dossiers")
    return render(request, "dossiers/prefix.html", {"agency": agency, "form": form}, status=422 if form.errors else 200)


def _shown(
    request: HttpRequest, one: Dossier, rights: Rights, typed: dict[Verb, StepForm] | None = None, shown: object = None,
) -> HttpResponse:
    today, typed = timezone.localdate(), typed or {}
    verbs = verbs_for(one.state, receives=rights.receives, handles=rights.handles) if is_own(one) else []
    steps = [(verb, typed[verb] if verb in typed else _form(None, one, verb)) for verb in verbs]
    events = events_of(one)
    about: dict[str, Any] = {
        "one": one, "row": row_of(one, today), "events": events, "steps": steps, "handles": rights.handles, "shown": shown, "today": today,
        "papers": papers_for(one, events) if rights.handles else [],
        "marks": [(label, getattr(one, key)) for key, label in STATED_MARKS.items()],
        "marks_form": MarksForm(initial={key: getattr(one, key) for key in STATED_MARKS}) if rights.handles and is_own(one) else None,
        "panels": [import_string(path)(request, one) for path in settings.DOSSIER_PANELS],
    }
    return render(request, "dossiers/dossier.html", about, status=422 if typed else 200)


def _form(request: HttpRequest | None, one: Dossier, verb: Verb) -> StepForm:
    today = timezone.localdate()
    units = list(units_of([one.agency_id], today)) if verb == Verb.HAND_OVER else []
    return StepForm(request.POST if request else None, verb=verb, units=units, is_late=row_of(one, today).is_late, prefix=verb.value)
