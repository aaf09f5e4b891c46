"""The register and one document: found, shown, confirmed, read again."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parix.web.accounts.queries import person_of, standing_for
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import beside, mark_given, mark_now, meanwhile
from parix.web.files import tables
from parix.web.files.actions.reading import read_again
from parix.web.files.actions.registering import confirm_document, register_document
from parix.web.files.actions.scanning import is_scanning
from parix.web.files.choices import kind_label
from parix.web.files.forms.documents import KIND_CHOICES, DocumentForm, FilterForm, RegisterForm, state_choices
from parix.web.files.queries import Document, pages_of, revisions_of
from parix.web.files.queries.duplicates import twins_of
from parix.web.files.queries.proposals import proposals_of, proposed
from parix.web.files.queries.register import PAGE_SIZE, agencies_seen_by, agencies_written_by, agency_choices, documents_found, rows_of, years_of
from parix.web.files.rules import is_fit_to_serve, may_change_document
from parix.web.files.views import agencies_for, document_for, way_back


@login_required
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    seen, filters = _seen(request), FilterForm(request.GET).wanted()
    page = Paginator(documents_found(seen, filters), PAGE_SIZE).get_page(request.GET.get("trang"))
    about = {
        "rows": rows_of(list(page.object_list), filters.words), "page": page, "filters": filters, "kinds": KIND_CHOICES(), "states": state_choices(),
        "agencies": agency_choices(seen), "years": years_of(seen), "may_upload": bool(agencies_written_by(standing_for(request))),
    }
    return render(request, "files/register.html", about)


@login_required
@require_GET
def register_file(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as a workbook."""
    documents = documents_found(_seen(request), FilterForm(request.GET).wanted())[: tables.MOST_ROWS]
    return tables.workbook(rows_of(documents), timezone.localdate())


def _seen(request: HttpRequest) -> frozenset[int]:
    seen = agencies_seen_by(standing_for(request))
    if not seen:
        raise PermissionDenied
    return seen


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A document by number and date, without a file."""
    form = RegisterForm(agencies_for(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = register_document(
            agency=form.cleaned_data["agency"], given=form.given(), by=person_of(request), at=timezone.now(), today=timezone.localdate(),
        )
        messages.success(request, _("Đã ghi vào sổ."))
        return redirect(way_back(request, [document.pk]) or reverse("files:document", args=[document.pk]))
    return render(request, "files/add.html", {"form": form, "way_back": way_back(request)})


@login_required
@require_GET
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    mark = mark_now()
    held = document_for(request, document)
    return render(request, "files/document.html", {**_about(request, held, DocumentForm(initial=_initial(held))), "mark": mark})


@login_required
@require_POST
def confirm(request: HttpRequest, document: UUID) -> HttpResponse:
    mark, seen = mark_now(), mark_given(request)
    held = document_for(request, document, to_change=True)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return render(request, "files/document.html", {**_about(request, held, form), "mark": seen or mark}, status=422)
    try:
        confirm_document(document=held, given=form.given(), by=person_of(request), at=timezone.now(), today=timezone.localdate(), seen=seen)
    except ChangedMeanwhile as changed:
        stored = {name: getattr(held, name) for name in form.fields}
        labels = {name: field.label for name, field in form.fields.items()}
        other = meanwhile(changed.entries, beside(labels, stored, form.cleaned_data))
        return render(request, "files/document.html", {**_about(request, held, form), "mark": mark, "meanwhile": other}, status=409)
    messages.success(request, _("Đã xác nhận."))
    return redirect("files:document", held.pk)


def _initial(document: Document) -> dict[str, object]:
    """What a person confirmed; until then what the reader proposes."""
    given = {name: getattr(document, name) for name in DocumentForm.base_fields}
    return given if document.is_confirmed else {**given, **proposed(document.current.file if document.current else None)}


def _about(request: HttpRequest, document: Document, form: DocumentForm) -> dict[str, object]:
    standing, file = standing_for(request), document.current.file if document.current else None
    pages = pages_of(file) if file else ()
    return {
        "document": document, "form": form, "kind": kind_label(document.kind), "file": file, "proposals": proposals_of(file), "pages": pages,
        "shown_pages": tables.shown_pages(file, pages), "problems": tables.problems_of(file), "signatures": tables.signatures_of(file),
        "revisions": revisions_of(document), "twins": twins_of(document, agencies_seen_by(standing)), "may_change": may_change_document(standing, document),
        "is_served": file is not None and is_fit_to_serve(file, scanning=is_scanning()), "permission": request.GET.get("quyen", ""),
        "piece": settings.FILES_PIECE_BYTES, "most": settings.FILES_MAX_BYTES,
        "panels": [import_string(one)(request, document) for one in settings.FILES_DOCUMENT_PANELS],
    }


@login_required
@require_POST
def again(request: HttpRequest, document: UUID) -> HttpResponse:
    held = document_for(request, document, to_change=True)
    if held.current and read_again(file=held.current.file, by=person_of(request), now=timezone.now()):
        messages.info(request, _("Sẽ đọc lại tệp trong ít phút."))
    return redirect("files:document", held.pk)
