"""Pages of the catalogue. Here: what all of them ask first, whose catalogue it is and whether the person keeps it.

In: requests. Out: pages, workbooks, redirects.
Must not: write a row.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from parix.foundation.problems import Problem
from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.onestop.procedures.queries.catalogue import Procedure, keeps, procedure_by_id
from parix.web.onestop.procedures.rules import may_see
from parix.web.organisations.queries import Agency


def asked(request: HttpRequest, *, to_keep: bool = False) -> tuple[Agency, list[Agency]]:
    """The agency that the address names, else the first that the person keeps or sees. Raises PermissionDenied, Http404."""
    standing, code = standing_for(request), request.POST.get("co_quan") or request.GET.get("co_quan", "")
    agencies = agencies_seen(standing)
    if to_keep and not code:
        agencies = [one for one in agencies if one.pk in standing.member_of or one.parent_id is None]
    agency = agency_asked(request, agencies)
    if to_keep and not keeps(standing, agency, timezone.localdate()):
        raise PermissionDenied
    return agency, agencies


def procedure_for(request: HttpRequest, pk: int, *, to_keep: bool = False) -> Procedure:
    """Somebody else's does not exist. Raises Http404, PermissionDenied."""
    one, standing = procedure_by_id(pk), standing_for(request)
    if one is None or not may_see(standing, one.agency_id):
        raise Http404("no such procedure")
    if to_keep and not keeps(standing, one.agency, timezone.localdate()):
        raise PermissionDenied
    return one


def say(request: HttpRequest, problems: Iterable[Problem]) -> None:
    for one in problems:
        messages.error(request, f"{one.message}; {one.remedy}")
