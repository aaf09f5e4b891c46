"""Uploading: one form for many files, or a session for each file that takes its pieces in order and can be gone on with."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.foundation.problems import Problem, ProblemsFound
from parix.official_documents import refusals
from parix.web.accounts.queries import person_of, standing_for
from parix.web.files.actions import receiving
from parix.web.files.forms.uploading import BoundedHandler, UploadForm
from parix.web.files.models import Upload
from parix.web.files.queries import Document, upload_of
from parix.web.files.rules import may_register_for, ticket_of
from parix.web.files.tables import Outcome, outcome_of
from parix.web.files.views import agencies_for, document_for, way_back
from parix.web.organisations.queries import Agency, agency_by_code


@csrf_exempt  # the size is judged before the body is read; the token is asked for in `_upload`
@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if _declared(request) > settings.FILES_FORM_BYTES:
        return _too_large(request)
    handler = BoundedHandler(request)
    request.upload_handlers = [handler]
    return _upload(request, handler)


@csrf_protect
def _upload(request: HttpRequest, handler: BoundedHandler) -> HttpResponse:
    agencies = agencies_for(request)
    form = UploadForm(agencies, request.POST or None, request.FILES or None)
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = [_received(request, form.agency_chosen, None, one) for one in form.cleaned_data["chosen"]]
        outcomes += [_outcome_too_large(name) for name in handler.too_large]
    received = [one.document_id for one in outcomes if one.document_id]
    onward = way_back(request, received) if received else ""
    if onward and not any(one.problems for one in outcomes):
        return redirect(onward)
    about = {
        "form": form, "outcomes": outcomes, "nothing_chosen": request.method == "POST" and form.is_valid() and not outcomes,
        "piece": settings.FILES_PIECE_BYTES, "most": settings.FILES_MAX_BYTES, "onward": onward, "way_back": way_back(request),
    }
    return render(request, "files/upload.html", about, status=422 if any(one.problems for one in outcomes) else 200)


@csrf_exempt
@login_required
@require_POST
def add_revision(request: HttpRequest, document: UUID) -> HttpResponse:
    """A further file for a document, in one request."""
    held = document_for(request, document, to_change=True)
    if _declared(request) > settings.FILES_FORM_BYTES:
        return _too_large(request)
    handler = BoundedHandler(request)
    request.upload_handlers = [handler]
    return _add_revision(request, held, handler)


@csrf_protect
def _add_revision(request: HttpRequest, document: Document, handler: BoundedHandler) -> HttpResponse:
    given = request.FILES.getlist("chosen")
    outcomes = [_received(request, document.agency, document, one) for one in given[:1]] + [_outcome_too_large(name) for name in handler.too_large]
    status = 422 if not outcomes or outcomes[0].problems else 200
    return render(request, "files/revision_added.html", {"document": document, "outcomes": outcomes}, status=status)


def _received(request: HttpRequest, agency: Agency, document: Document | None, given: UploadedFile) -> Outcome:
    name = str(given.name or "")
    try:
        done = receiving.receive_whole(
            agency=agency, document=document, name=name, size=given.size or 0, pieces=given.chunks(settings.FILES_PIECE_BYTES), by=person_of(request),
            at=timezone.now(),
        )
    except ProblemsFound as found:
        return Outcome(name, None, False, found.problems)
    return outcome_of(done)


def _outcome_too_large(name: str) -> Outcome:
    return Outcome(name, None, False, (refusals.too_large(settings.FILES_MAX_BYTES + 1, settings.FILES_MAX_BYTES),))


def _declared(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdigit() else 0


def _too_large(request: HttpRequest) -> HttpResponse:
    """Answered before the body is read; the connection is given up, because nothing of it is wanted."""
    problem = refusals.too_large(_declared(request), settings.FILES_FORM_BYTES)
    response = render(request, "files/too_large.html", {"problem": problem}, status=413)
    response["Connection"] = "close"
    return response


# --- in pieces ----------------------------------------------------------------------------------------------------------


@login_required
@require_POST
def start(request: HttpRequest) -> JsonResponse:
    """`{name, size, agency}`, `{name, size, document}` or, for another room, `{name, size, ticket}` to a session: its number and the size
    of a piece."""
    asked = _asked(request)
    if asked.get("ticket"):
        return _start_for_room(request, asked)
    document = document_for(request, asked["document"], to_change=True) if asked.get("document") else None
    agency = document.agency if document else agency_by_code(str(asked.get("agency", "")))
    if agency is None or not may_register_for(standing_for(request), agency.pk):
        raise PermissionDenied
    try:
        made = receiving.start_upload(
            agency=agency, document=document, name=str(asked.get("name", "")), size=_whole_number(asked.get("size")), by=person_of(request), at=timezone.now(),
        )
    except ProblemsFound as found:
        return _refused(found.problems)
    return _started(made)


def _start_for_room(request: HttpRequest, asked: dict[str, Any]) -> JsonResponse:
    ticket = ticket_of(str(asked["ticket"]), person_of(request).pk)
    if ticket is None:
        raise PermissionDenied
    name, size = str(asked.get("name", "")), _whole_number(asked.get("size"))
    try:
        return _started(receiving.start_for_room(ticket=ticket, name=name, size=size, by=person_of(request), at=timezone.now()))
    except ProblemsFound as found:
        return _refused(found.problems)


def _started(made: Upload) -> JsonResponse:
    return JsonResponse({"id": str(made.pk), "offset": 0, "piece": settings.FILES_PIECE_BYTES}, status=201)


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        return {}
    if asked.get("document"):
        try:
            asked["document"] = UUID(str(asked["document"]))
        except ValueError:
            raise Http404("no such document") from None
    return asked


def _whole_number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


@login_required
@require_http_methods(["GET", "PUT", "DELETE"])
def session(request: HttpRequest, upload_id: UUID) -> JsonResponse:
    """How far the upload is; one piece more; given up."""
    if request.method == "PUT":
        return _piece(request, upload_id)
    held = upload_of(upload_id, person_of(request).pk)
    if held is None:
        raise Http404("no such upload")
    if request.method == "DELETE":
        receiving.cancel_upload(upload_id=upload_id, by=person_of(request), at=timezone.now())
        return JsonResponse({"state": "abandoned"})
    return JsonResponse({"state": held.state, "offset": held.offset, "size": held.size})


def _piece(request: HttpRequest, upload_id: UUID) -> JsonResponse:
    if _declared(request) > settings.FILES_PIECE_BYTES:
        return _refused((refusals.too_large(_declared(request), settings.FILES_PIECE_BYTES),), status=413)
    offset = request.headers.get("Upload-Offset", "")
    data = request.read(settings.FILES_PIECE_BYTES + 1)
    if not offset.isdigit() or len(data) != _declared(request):
        return JsonResponse({"problem": "piece"}, status=400)
    try:
        reached = receiving.receive_piece(
            upload_id=upload_id, by=person_of(request), offset=int(offset), data=data, sha256=request.headers.get("Upload-Sha256", ""), at=timezone.now(),
        )
    except Upload.DoesNotExist:
        raise Http404("no such upload") from None
    except receiving.PieceDamaged:
        return JsonResponse({"problem": "damaged"}, status=422)
    except receiving.OffsetDiffers as differs:
        return JsonResponse({"offset": differs.offset}, status=409)
    return JsonResponse({"offset": reached})


@login_required
@require_POST
def finish(request: HttpRequest, upload_id: UUID) -> JsonResponse:
    """The whole file is here: what became of it, with the address of its document."""
    try:
        done = receiving.finish_upload(upload_id=upload_id, by=person_of(request), at=timezone.now())
    except Upload.DoesNotExist:
        raise Http404("no such upload") from None
    except receiving.OffsetDiffers as differs:
        return JsonResponse({"offset": differs.offset}, status=409)
    except ProblemsFound as found:
        return _refused(found.problems)
    return JsonResponse(outcome_of(done).to_json())


@login_required
@require_GET
def state(request: HttpRequest, document: UUID) -> HttpResponse:
    """The part of a document's page that is fetched again while its file waits to be read."""
    return render(request, "files/document/reading.html", {"document": document_for(request, document)})


def _refused(problems: tuple[Problem, ...], status: int = 422) -> JsonResponse:
    return JsonResponse({"problems": [f"{one.message}: {one.remedy}" for one in problems], "codes": [one.code for one in problems]}, status=status)
