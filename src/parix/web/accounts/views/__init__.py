"""Pages of administrators: the agencies, their people, units and workbooks.

In: requests of signed-in people. Out: pages and downloads. Must not: write through the ORM, or show anything of an agency
that the person does not look after or audit.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.administration import Grounds, grounds_of
from parix.web.accounts.rules import may_see_people


def grounds_for(request: HttpRequest, code: str, *, to_change: bool = False) -> Grounds:
    """The agency of the page. Raises PermissionDenied for whoever looks after no agency at all or may only read, Http404 for an
    agency that is not theirs."""
    standing = standing_for(request)
    if not may_see_people(standing):
        raise PermissionDenied
    grounds = grounds_of(standing, code)
    if grounds is None:
        raise Http404("no such agency")
    if to_change and not grounds.may_change:
        raise PermissionDenied
    return grounds
