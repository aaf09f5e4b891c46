"""Pages of feedback: the desk, and what everybody sees.

In: requests. Out: pages. Must not: write through the ORM, or show who sent something in a list or to the public.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.onestop.feedback.queries import Feedback, feedback_by_id
from parix.web.onestop.feedback.rules import may_see
from parix.web.organisations.queries import Agency, agencies_on
from parix.web.organisations.queries.ordering import vietnamese


def agencies_of(request: HttpRequest) -> tuple[list[Agency], Agency]:
    """Those that may be chosen, and the chosen one. Raises PermissionDenied, Http404."""
    agencies = agencies_seen(standing_for(request))
    chosen = agency_asked(request, agencies)
    return agencies, chosen


def feedback_for(request: HttpRequest, pk: int) -> Feedback:
    """Somebody else's does not exist. Raises Http404."""
    one = feedback_by_id(pk)
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such feedback")
    return one


def addressees() -> Sequence[Agency]:
    """Who can be written to: every agency that exists today."""
    return list(agencies_on(timezone.localdate()).order_by(vietnamese("name"), "code"))
