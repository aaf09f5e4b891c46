"""Pages of the one-stop indicators: figures, the rows behind each, what is declared against what is counted.

In: requests of signed-in people. Out: pages and files. Must not: write through the ORM, show personal data that is not masked.
"""

from __future__ import annotations

from django.http import HttpRequest

from parix.web.accounts.queries import standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_asked
from parix.web.organisations.queries import Agency


def asked(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """Raises PermissionDenied for who sees no figures, Http404 for an agency that is not theirs."""
    agencies = agencies_seen(standing_for(request))
    agency = agency_asked(request, agencies)
    return agency, agencies
