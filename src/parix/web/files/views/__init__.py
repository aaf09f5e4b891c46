"""Pages of files: upload, register, one document, and what is handed out of the store.

In: requests of signed-in people. Out: pages, JSON for uploads in pieces, downloads, pictures of pages. Must not: write through
the ORM, hand out anything without asking `rules`, or say of what somebody may not see that it exists.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from parix.web.accounts.queries import standing_for
from parix.web.files.queries import Document, document_by_id
from parix.web.files.queries.register import agencies_written_by
from parix.web.files.rules import is_permitted, may_change_document, may_see_document
from parix.web.organisations.queries import Agency, agencies_within


def document_for(request: HttpRequest, document_id: UUID, *, to_change: bool = False) -> Document:
    """The document of the page. Somebody else's does not exist, unless another room gave a permission for this person.

    Raises Http404, or PermissionDenied for whoever may only read.
    """
    document, standing = document_by_id(document_id), standing_for(request)
    permission = request.GET.get("quyen", "")
    if document is None or not (may_see_document(standing, document) or is_permitted(permission, standing.user_id, document.pk)):
        raise Http404("no such document")
    if to_change and not may_change_document(standing, document):
        raise PermissionDenied
    return document


def way_back(request: HttpRequest, documents: Iterable[UUID] = ()) -> str:
    """The page of another room that sent the person here, with the documents that came of it; "" when none did. Never another site."""
    address = str(request.POST.get("ve") or request.GET.get("ve") or "")
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return ""
    named = urlencode([("tai-lieu", str(one)) for one in documents])
    return f"{address}{'&' if '?' in address else '?'}{named}" if named else address


def agencies_for(request: HttpRequest) -> QuerySet[Agency]:
    """The agencies that this person may upload and register for. Raises PermissionDenied when there is none."""
    ids = agencies_written_by(standing_for(request))
    if not ids:
        raise PermissionDenied
    return agencies_within(ids)
