"""Pages of fees: the desk, statements, what payers and the platform see.

In: requests. Out: pages. Must not: write through the ORM, or show a payer's name to anybody but who matches payments.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.web.accounts.queries import User, standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_chosen
from parix.web.onestop.payments.queries import Charge, charge_by_reference, keeps
from parix.web.organisations.queries import Agency


def kept_agency(request: HttpRequest) -> tuple[list[Agency], Agency]:
    """Raises PermissionDenied for who keeps no fees there, Http404."""
    agencies = agencies_seen(standing_for(request))
    if not agencies:
        raise PermissionDenied
    chosen = agency_chosen(agencies, request.POST.get("co_quan") or request.GET.get("co_quan", ""))
    if chosen is None:
        raise Http404("no such agency")
    if not keeps(standing_for(request), chosen.pk, timezone.localdate()):
        raise PermissionDenied
    return agencies, chosen


def kept_charge(request: HttpRequest, reference: str) -> Charge:
    """Somebody else's does not exist. Raises Http404."""
    one = charge_by_reference(reference)
    if one is None or not keeps(standing_for(request), one.agency_id, timezone.localdate()):
        raise Http404("no such charge")
    return one


def person_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every view of the office asks for a signed-in person first
    return request.user
