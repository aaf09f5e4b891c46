"""Pages of evidence: choosing documents for a leaf, the pointer beside the page, leaves for a document, the search of a round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.actions.evidence import EvidenceConflict, add_evidence, change_evidence, remove_evidence
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.forms import add_problems
from parix.web.assessment.forms.evidence import PointerForm, pointer_initial
from parix.web.assessment.models import EvidenceLink
from parix.web.assessment.queries.evidence import evidence_of, link_in
from parix.web.assessment.queries.evidence.choosing import choices_of, documents_of, may_prove, may_prove_any, proved_by
from parix.web.assessment.queries.evidence.searching import search_evidence
from parix.web.assessment.queries.rounds import participants, round_by_slug, title_of
from parix.web.assessment.queries.self_assessment import ClaimPage, claim_page
from parix.web.assessment.rules import may_see_ranking
from parix.web.assessment.views.self_assessment import ROOM, head
from parix.web.assessment.workflow import StageLocked
from parix.web.files.queries import Document, document_by_id, pages_of
from parix.web.files.rules import may_see_document

MOST_AT_ONCE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    """Documents for one leaf: looked for in the register, uploaded right here, or registered by number and date."""
    page = _page(request, slug, agency, leaf)
    if request.method == "POST":
        return _linked(request, page)
    if not page.may_link:
        raise PermissionDenied
    chosen, words = ids_in(request.GET.getlist("tai-lieu")), request.GET.get("tim", "")[:200]
    shown = {**_about(page), "choices": choices_of(page.head.participation, leaf, words, chosen), "words": words, "chosen": chosen}
    return render(request, "assessment/evidence/choose.html", shown)


def _linked(request: HttpRequest, page: ClaimPage) -> HttpResponse:
    """Also asked by the script that uploads, which wants JSON."""
    wanted, key = ids_in(request.POST.getlist("documents")), page.one.leaf.key
    as_json = request.headers.get("Accept") == "application/json"
    refused, made = "", 0
    try:
        documents = documents_of(page.head.participation, wanted)
        made = len(add_evidence(participation=page.head.participation, leaf_keys=[key], documents=documents, by=person_of(request), at=timezone.now()))
    except NoSuchLeaf:
        raise Http404("no such leaf") from None
    except (ProblemsFound, StageLocked) as told:
        refused = _said(told)
    if as_json:
        return JsonResponse({"problems": [refused]}, status=409) if refused else JsonResponse({"linked": made})
    if refused:
        messages.error(request, refused)
        return redirect(request.get_full_path())
    messages.success(request, _("Đã dẫn %(count)s tài liệu vào tiêu chí này.") % {"count": made} if made else _("Tài liệu này đã được dẫn từ trước."))
    return redirect(_claim_address(page))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pointer(request: HttpRequest, slug: str, agency: str, leaf: str, link: int) -> HttpResponse:
    """Where in the document to look, beside the page itself."""
    page, held = _held(request, slug, agency, leaf, link)
    form = PointerForm(request.POST if request.method == "POST" else None, initial=pointer_initial(held))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = change_evidence(link=held, given=form.given(), by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        except (StageLocked, EvidenceConflict) as told:
            form.add_error(None, str(told))
            status = 409
        else:
            messages.success(request, _("Đã lưu chỗ dẫn."))
            return redirect("assessment:evidence_pointer", slug, agency, leaf, made.pk)
    status = 422 if form.errors and status == 200 else status
    return render(request, "assessment/evidence/pointer_page.html", {**_about(page), **_paper(request, held), "form": form, "link": held}, status=status)


@require_POST
@login_required
def remove(request: HttpRequest, slug: str, agency: str, leaf: str, link: int) -> HttpResponse:
    page, held = _held(request, slug, agency, leaf, link)
    try:
        remove_evidence(link=held, reason=request.POST.get("reason", ""), by=person_of(request), at=timezone.now())
    except (StageLocked, EvidenceConflict) as told:
        messages.error(request, str(told))
    else:
        messages.success(request, _("Đã gỡ tài liệu khỏi tiêu chí này; tài liệu vẫn còn trong sổ."))
    return redirect(_claim_address(page))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leaves_of_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """One document proves many leaves: ticked at once."""
    held, standing = document_by_id(document), standing_for(request)
    if held is None or not may_see_document(standing, held):
        raise Http404("no such document")
    rounds = may_prove(held, standing, timezone.now())
    if request.method == "POST":
        return _prove(request, held, rounds)
    return render(request, "assessment/evidence/leaves.html", {"document": held, "rounds": rounds, "room": ROOM})


def _prove(request: HttpRequest, document: Document, rounds: Iterable[Any]) -> HttpResponse:
    chosen = next((one for one in rounds if str(one.participation.pk) == request.POST.get("participation")), None)
    if chosen is None:
        raise PermissionDenied
    try:
        made = add_evidence(
            participation=chosen.participation, leaf_keys=request.POST.getlist("leaves")[:MOST_AT_ONCE], documents=[document], by=person_of(request),
            at=timezone.now(),
        )
    except NoSuchLeaf:
        messages.error(request, _("Chưa chọn tiêu chí nào."))
    except (ProblemsFound, StageLocked) as told:
        messages.error(request, _said(told))
    else:
        messages.success(request, _("Đã dẫn tài liệu vào %(count)s tiêu chí.") % {"count": len(made)})
        return redirect("files:document", document.pk)
    return redirect(request.get_full_path())


def document_panel(request: HttpRequest, document: Document) -> str:
    """For the document's own page: the leaves that it proves, and the way to more."""
    standing = standing_for(request)
    may = may_see_document(standing, document) and may_prove_any(document, standing, timezone.now())
    shown = {"document": document, "rounds": proved_by(document, standing), "may_link": may}
    return render_to_string("assessment/evidence/panel.html", shown, request=request)


@require_safe
@login_required
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """For who appraises and who watches: the text of all evidence of the round that they may see."""
    round, standing = round_by_slug(slug), standing_for(request)
    agencies = participants(round) if round is not None else []
    within = frozenset(one.pk for one in agencies)
    if round is None or not may_see_ranking(standing, round, within):
        raise Http404("no such round")
    words, agency = request.GET.get("tim", "")[:200], request.GET.get("co-quan", "")
    found, count = search_evidence(round, standing, words, agency, within=within)
    shown = {
        "round": round, "title": title_of(round), "words": words, "agency": agency, "agencies": agencies, "found": found, "count": count,
        "room": ROOM, "user_id": standing.user_id,
    }
    return render(request, "assessment/evidence/search.html", shown)


def _page(request: HttpRequest, slug: str, agency: str, leaf: str) -> ClaimPage:
    page = claim_page(head(request, slug, agency, proved=(leaf,)), standing_for(request), leaf)
    if page is None:
        raise Http404("no such leaf")
    return page


def _held(request: HttpRequest, slug: str, agency: str, leaf: str, link: int) -> tuple[ClaimPage, EvidenceLink]:
    page = _page(request, slug, agency, leaf)
    held = link_in(page.head.participation, leaf, link)
    if held is None:
        raise Http404("no such link")
    if not may_see_document(standing_for(request), held.document):
        raise PermissionDenied
    return page, held


def _about(page: ClaimPage) -> dict[str, Any]:
    return {
        "page": page, "head": page.head, "leaf": page.one.leaf, "room": ROOM, "piece": settings.FILES_PIECE_BYTES, "most": settings.FILES_MAX_BYTES,
    }


def _paper(request: HttpRequest, held: EvidenceLink) -> dict[str, Any]:
    """The page to look at: the one that the address asks for, else the one pointed to."""
    row = next((one for one in evidence_of(held.participation, held.leaf_key) if one.id == held.pk), None)
    asked = request.GET.get("trang", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else (held.page or 1)
    pages = {one.number: one for one in pages_of(held.document.current.file)} if held.document.current else {}
    last = held.document.current.file.page_count if held.document.current else 0
    number = max(1, min(number, last or 1))
    return {"row": row, "number": number, "last": last, "text": pages[number].text if number in pages else ""}


def _claim_address(page: ClaimPage) -> str:
    part = page.head.participation
    return reverse("assessment:claim", args=[part.round.slug, part.agency.code, page.one.leaf.key]) + "#tai-lieu"


def ids_in(given: Iterable[str]) -> list[UUID]:
    """What is no number of a document is left out."""
    found = []
    for one in list(given)[:MOST_AT_ONCE]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _said(told: Exception) -> str:
    if isinstance(told, ProblemsFound):
        return "; ".join(f"{one.message}: {one.remedy}" for one in told.problems)
    return str(told)
