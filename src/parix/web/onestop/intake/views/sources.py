"""Sources of an agency, and the tokens with which they push messages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from parix.exchange_formats.dossiers.columns import BY_NAME
from parix.web.accounts.queries import person_of, standing_for
from parix.web.onestop.intake.actions import sources as tokens
from parix.web.onestop.intake.queries import Source, source_by_id, sources_of
from parix.web.onestop.intake.rules import has_intake, may_take_in
from parix.web.onestop.intake.views import agency_of


@login_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    agency, agencies = agency_of(request)
    shown = [(one, [(BY_NAME[name].label, head) for name, head in one.mapping.items() if name in BY_NAME]) for one in sources_of(agency.pk)]
    return render(request, "intake/sources.html", {"agency": agency, "agencies": agencies, "sources": shown, "tab": "sources"})


@login_required
@require_POST
@never_cache
def token(request: HttpRequest, source: int) -> HttpResponse:
    """Shown this once, and never again."""
    held = _source(request, source)
    made = tokens.make_token(source=held, by=person_of(request), at=timezone.now())
    return render(request, "intake/token.html", {"source": held, "token": made, "tab": "sources"})


@login_required
@require_POST
def take_token(request: HttpRequest, source: int) -> HttpResponse:
    held = _source(request, source)
    tokens.take_token(source=held, by=person_of(request), at=timezone.now())
    messages.success(request, _("Đã thu hồi mã truy cập."))
    return redirect("intake:sources")


def _source(request: HttpRequest, pk: int) -> Source:
    held = source_by_id(pk)
    if held is None or not has_intake(standing_for(request)):
        raise Http404("no such source")
    if not may_take_in(standing_for(request), held.agency_id):
        raise PermissionDenied
    return held
