"""The seven forms as files, and a dossier's code as a picture."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parix.web.accounts.queries import person_of
from parix.web.onestop.dossiers import tables
from parix.web.onestop.dossiers.actions.disclosing import disclose_applicant
from parix.web.onestop.dossiers.queries import events_of
from parix.web.onestop.dossiers.queries.papers import FORMS, papers_for, register_lines
from parix.web.onestop.dossiers.views import desk_for, dossier_for


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest, dossier_code: str, paper: str, form: str) -> HttpResponse:
    """With the applicant in full, as the form asks: noted in the journal. A form whose step was not taken does not exist."""
    one, rights = dossier_for(request, dossier_code)
    if form not in FORMS:
        raise Http404("no such form of file")
    if not rights.handles:
        raise PermissionDenied
    events = events_of(one)
    if paper not in {key for key, _title in papers_for(one, events)}:
        raise Http404("no such paper")
    shown = disclose_applicant(dossier=one, why=f"in {paper}", by=person_of(request), at=timezone.now())
    return tables.paper_file(paper, one, events, shown, form=form, clerk=person_of(request).get_full_name(), day=timezone.localdate())


@never_cache
@login_required
@require_safe
def register(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Form 07 of one year: names masked, for the register hangs where many read it."""
    agency = desk_for(request)
    if form not in FORMS or not 1 < year < 10_000:
        raise Http404("no such register")
    return tables.register_file(agency, year, register_lines(agency.pk, year), form=form, day=timezone.localdate())


@login_required
@require_safe
def code_picture(request: HttpRequest, dossier_code: str) -> HttpResponse:
    one, _rights = dossier_for(request, dossier_code)
    return tables.code_picture(one)
