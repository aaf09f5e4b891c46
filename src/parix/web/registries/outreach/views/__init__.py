"""Pages of outreach: the year's items, contests as their organiser sees them, and the public pages of a contest.

In: requests. Out: pages, workbooks, the code of a contest. Must not: write through the ORM, or say of what somebody may not see that
it exists.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.organisations.queries import Agency
from parix.web.registries.outreach.queries import Item, item_by_id
from parix.web.registries.outreach.queries.contests import Contest, contest_by_id
from parix.web.registries.outreach.rules import may_keep, may_see


def agency_of(request: HttpRequest, *, to_keep: bool = False) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who has no registry to see (to keep), Http404 for an agency that is not theirs."""
    standing = standing_for(request)
    agencies = [one for one in agencies_seen(standing) if not to_keep or may_keep(standing, one.pk)]
    agency = agency_asked(request, agencies)
    return agency, agencies


def item_for(request: HttpRequest, pk: int) -> Item:
    """Somebody else's does not exist."""
    one = item_by_id(pk)
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such item")
    return one


def contest_for(request: HttpRequest, pk: int, *, to_keep: bool = False) -> Contest:
    one, standing = contest_by_id(pk), standing_for(request)
    if one is None or not may_see(standing, one.agency_id):
        raise Http404("no such contest")
    if to_keep and not may_keep(standing, one.agency_id):
        raise PermissionDenied
    return one
