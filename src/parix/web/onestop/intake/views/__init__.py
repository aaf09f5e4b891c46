"""Pages of the intake, and the entrance for messages.

In: requests. Out: pages, workbooks, answers in the format's own words. Must not: write through the ORM.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agency_asked
from parix.web.onestop.intake.queries import Import, agencies_of, import_by_id
from parix.web.onestop.intake.rules import has_intake, may_take_in
from parix.web.organisations.queries import Agency


def agency_of(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """The agency that the address names, and those to choose from."""
    if not has_intake(standing_for(request)):
        raise PermissionDenied
    agencies = agencies_of(standing_for(request))
    agency = agency_asked(request, agencies)
    return agency, agencies


def import_for(request: HttpRequest, import_id: UUID) -> Import:
    one = import_by_id(import_id)
    if one is None or not has_intake(standing_for(request)):
        raise Http404("no such import")
    if not may_take_in(standing_for(request), one.source.agency_id):
        raise PermissionDenied
    return one
