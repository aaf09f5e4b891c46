"""From a document to assignments: handed to the reader, shown beside its text, corrected and confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.files.actions.receiving import receive_whole
from parix.web.files.queries import Document, document_by_id, pages_of
from parix.web.files.queries.register import Filters, documents_found, rows_of
from parix.web.organisations.queries import Agency
from parix.web.organisations.queries.units import units_of
from parix.web.plans.actions.reading import ask_reading, confirm_reading, drop_reading
from parix.web.plans.choices import ReadingState
from parix.web.plans.forms import add_problems
from parix.web.plans.forms.readings import ReadingForms, SourceForm
from parix.web.plans.queries import Reading, plans_from, reading_by_id
from parix.web.plans.queries.leaves import leaf_choices
from parix.web.plans.queries.readings import head_doubts, head_initial, items_of, marked_pages
from parix.web.plans.rules import may_draft_plan, may_see_plans
from parix.web.plans.views import ROOM, agency_of, say

DOCUMENTS_OFFERED = 60


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A document that is uploaded now, or one of the register."""
    agency, agencies = agency_of(request, to_draft=True)
    offered = rows_of(documents_found([agency.pk], Filters()).exclude(current=None)[:DOCUMENTS_OFFERED])
    documents = [(str(row.id), " ".join(filter(None, (row.kind, row.number_and_symbol, row.title)))[:140]) for row in offered]
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"co_quan": agency.code, "document": request.GET.get("tai-lieu", "")}
    form = SourceForm(*bound, agencies=agencies, documents=documents, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_reading(agency=agency, document=_document(request, agency, form), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            return redirect("plans:reading", asked.pk)
    return render(request, "plans/reading_start.html", {"agency": agency, "form": form, "room": ROOM}, status=422 if form.errors else 200)


def _document(request: HttpRequest, agency: Agency, form: SourceForm) -> Document:
    given, found = form.cleaned_data.get("chosen"), None
    if given is not None:
        done = receive_whole(
            agency=agency, document=None, name=str(given.name or ""), size=given.size or 0, pieces=given.chunks(), by=person_of(request), at=timezone.now(),
        )
        assert done.revision is not None
        found = document_by_id(done.revision.document_id)
    elif form.cleaned_data["document"]:
        found = document_by_id(form.cleaned_data["document"])
    if found is None:
        raise Http404("no such document")
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, reading: UUID) -> HttpResponse:
    """The reading beside the text; confirming it makes a drafted plan."""
    held = reading_for(request, reading)
    if held.state == ReadingState.CONFIRMED and held.plan is not None:
        return redirect("plans:plan", held.plan.pk)
    asks_again = request.headers.get("HX-Request") == "true"
    if held.state != ReadingState.READ:
        page = "plans/reading_notice.html" if asks_again and held.state == ReadingState.WAITING else "plans/reading_waiting.html"
        return render(request, page, {"reading": held, "room": ROOM})
    if asks_again:
        return HttpResponse(headers={"HX-Redirect": request.path})
    units, read = list(units_of([held.agency_id], timezone.localdate())), held.read or {}
    items = items_of(read, units)
    forms = ReadingForms(request.POST if request.method == "POST" else None, _head(held), items, units, leaf_choices(held.agency))
    if request.method == "POST" and forms.are_valid():
        answer = _confirmed(request, held, forms)
        if answer is not None:
            return answer
    about = {
        "reading": held, "forms": forms, "pages": marked_pages(_pages(held), items), "problems": read.get("problems", ()), "targets": read.get("targets", ()),
        "references": read.get("references", ()), "head_doubts": head_doubts(read), "room": ROOM,
    }
    return render(request, "plans/reading.html", about, status=422 if request.method == "POST" else 200)


def _confirmed(request: HttpRequest, held: Reading, forms: ReadingForms) -> HttpResponse | None:
    try:
        plan = confirm_reading(
            reading=held, head=forms.head.given(), rows=[one.given_with_place() for one in forms.kept], by=person_of(request), at=timezone.now(),
        )
    except ProblemsFound as refused:
        _add(request, forms, refused)
        return None
    messages.success(request, _("Đã xác nhận: %(count)s nhiệm vụ trong bản đang soạn. Xem lại rồi duyệt để giao.") % {"count": len(forms.kept)})
    return redirect("plans:plan", plan.pk)


def _add(request: HttpRequest, forms: ReadingForms, refused: ProblemsFound) -> None:
    """Each problem at the item that it is of, the others at the head."""
    for problem in refused.problems:
        number = problem.place.path.partition(".")[0]
        if number.isdecimal() and int(number) < len(forms.kept):
            add_problems(forms.kept[int(number)], [problem])
        elif problem.place.path in forms.head.fields:
            add_problems(forms.head, [problem])
        else:
            say(request, [problem])


def _head(held: Reading) -> dict[str, Any]:
    return head_initial(held.read or {}, timezone.localdate(), held.agency.name)


def _pages(held: Reading) -> Any:
    return pages_of(held.document.current.file) if held.document.current else ()


@login_required
@require_POST
def drop(request: HttpRequest, reading: UUID) -> HttpResponse:
    drop_reading(reading=reading_for(request, reading), by=person_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ kết quả đọc; văn bản vẫn còn trong sổ."))
    return redirect("plans:plans")


def reading_for(request: HttpRequest, reading_id: UUID) -> Reading:
    """Somebody else's does not exist. Raises Http404, or PermissionDenied for whoever drafts no plans."""
    held, standing = reading_by_id(reading_id), standing_for(request)
    if held is None or not may_see_plans(standing, held.agency_id):
        raise Http404("no such reading")
    if not may_draft_plan(standing, held.agency_id):
        raise PermissionDenied
    return held


def document_panel(request: HttpRequest, document: Document) -> str:
    """For the document's own page: the plans that came of it, and the way to read it."""
    standing = standing_for(request)
    if not may_see_plans(standing, document.agency_id):
        return ""
    may = may_draft_plan(standing, document.agency_id) and document.current is not None
    return render_to_string("plans/panel.html", {"document": document, "plans": plans_from(document.pk), "may_read": may}, request=request)
