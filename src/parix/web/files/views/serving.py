"""What leaves the store: files as downloads, pages as pictures that were drawn anew. Each only for whoever may see the document."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from parix.web.files.actions.drawing import page_picture
from parix.web.files.actions.scanning import is_scanning
from parix.web.files.queries import DocumentRevision, revision_of
from parix.web.files.queries.serving import LOCKED_HEADERS, served
from parix.web.files.rules import is_fit_to_serve
from parix.web.files.views import document_for


@login_required
@require_GET
def download(request: HttpRequest, document: UUID, revision: int) -> FileResponse:
    handed = served(_revision(request, document, revision))
    response = FileResponse(handed.path.open("rb"), content_type=handed.media_type)
    for name, value in handed.headers.items():
        response[name] = value
    return response


@login_required
@require_GET
def picture(request: HttpRequest, document: UUID, revision: int, page: int) -> FileResponse:
    path = page_picture(file=_revision(request, document, revision).file, page=page)
    if path is None:
        raise Http404("no such page")
    response = FileResponse(path.open("rb"), content_type="image/png")
    for name, value in LOCKED_HEADERS.items():
        response[name] = value
    return response


def _revision(request: HttpRequest, document: UUID, number: int) -> DocumentRevision:
    """Raises Http404 also for a file that may not leave the store."""
    found = revision_of(document_for(request, document), number)
    if found is None or not is_fit_to_serve(found.file, scanning=is_scanning()):
        raise Http404("no such file")
    return found
