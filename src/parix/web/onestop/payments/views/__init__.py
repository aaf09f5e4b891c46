"""Pages of fees: the desk, statements, what payers and the platform see.

In: requests. Out: pages. Must not: write through the ORM, or show a payer's name to anybody but who matches payments.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.onestop.payments.queries import Charge, charge_by_reference, keeps
from parix.web.organisations.queries import Agency


def kept_agency(request: HttpRequest) -> tuple[list[Agency], Agency]:
    """Raises PermissionDenied for who keeps no fees there, Http404."""
    agencies = agencies_seen(standing_for(request))
    chosen = agency_asked(request, agencies)
    if not keeps(standing_for(request), chosen.pk, timezone.localdate()):
        raise PermissionDenied
    return agencies, chosen


def kept_charge(request: HttpRequest, reference: str) -> Charge:
    """Somebody else's does not exist. Raises Http404."""
    one = charge_by_reference(reference)
    if one is None or not keeps(standing_for(request), one.agency_id, timezone.localdate()):
        raise Http404("no such charge")
    return one
