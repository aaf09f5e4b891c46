"""Pages of dossiers: lists, the desk, forms as files, the public look-up.

In: requests of signed-in people, and of anybody for the look-up. Out: pages. Must not: write through the ORM, show personal data in a list.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.onestop.dossiers.queries import Dossier, Rights, dossier_by_code, receives, rights_in
from parix.web.onestop.dossiers.rules import may_see
from parix.web.organisations.queries import Agency


def agencies_of(request: HttpRequest) -> list[Agency]:
    """Raises PermissionDenied for who has no dossiers to see."""
    agencies = agencies_seen(standing_for(request))
    if not agencies:
        raise PermissionDenied
    return agencies


def desk_for(request: HttpRequest) -> Agency:
    """The agency that the address names, else the own one, where the person receives. Raises PermissionDenied, Http404."""
    agency = agency_asked(request, agencies_of(request))
    if not receives(standing_for(request), agency.pk, timezone.localdate()):
        raise PermissionDenied
    return agency


def dossier_for(request: HttpRequest, code: str) -> tuple[Dossier, Rights]:
    """Somebody else's does not exist. Raises Http404."""
    one, standing = dossier_by_code(code), standing_for(request)
    if one is None or not may_see(standing, one.agency_id):
        raise Http404("no such dossier")
    return one, rights_in(standing, one, timezone.localdate())
