"""Pages of the one-stop indicators: figures, the rows behind each, what is declared against what is counted.

In: requests of signed-in people. Out: pages and files. Must not: write through the ORM, show personal data that is not masked.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_chosen
from parix.web.organisations.queries import Agency


def asked(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who sees no figures, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    if not agencies:
        raise PermissionDenied
    agency = agency_chosen(agencies, request.POST.get("co_quan") or request.GET.get("co_quan", ""))
    if agency is None:
        raise Http404("no such agency")
    return agency, agencies
