"""What the scored agency sees of its appraisal, and how it answers: statements and appeals. Others read what they may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.actions.appeals import withdraw_appeal
from parix.web.assessment.actions.inquiries import make_statement
from parix.web.assessment.forms import AppealForm, SaidForm, add_problems, claim_initial
from parix.web.assessment.queries.appraisal.agency import AgencyLeaf, agency_leaf_page, agency_page
from parix.web.assessment.queries.openings import answer_by
from parix.web.assessment.scoring_runs.appeals import file_appeal
from parix.web.assessment.views.appraisal.doors import ROOM, agency_seen, tell
from parix.web.assessment.views.evidence import ids_in
from parix.web.assessment.views.self_assessment import language
from parix.web.assessment.workflow import StageLocked

# The button that looks for documents without sending anything.
LOOKING = "looking"


@require_safe
@login_required
def moved(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    participation, opening = agency_seen(request, slug, agency)
    page = agency_page(participation, opening, standing_for(request), timezone.now(), answer_by(participation.round_id))
    shown = {"page": page, "part": participation, "round": participation.round, "room": ROOM, "everything": request.GET.get("xem") == "tat-ca"}
    return render(request, "assessment/appraisal/moved.html", shown)


@require_safe
@login_required
def agency_leaf(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = _page(request, slug, agency, leaf)
    return _show(request, page)


@require_POST
@login_required
def state(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = _page(request, slug, agency, leaf)
    if LOOKING in request.POST:
        return _show(request, page, saying=SaidForm(initial=_typed(request), documents=page.documents))
    form = SaidForm(request.POST, documents=page.documents)
    if form.is_valid():
        number = request.POST.get("inquiry", "")
        inquiry = next((one.inquiry for one in page.conversations if one.inquiry and str(one.inquiry.pk) == number), None)
        try:
            make_statement(
                participation=page.participation, leaf_key=leaf, text=form.cleaned_data["text"], documents=form.given_documents(), inquiry=inquiry,
                by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        except StageLocked as locked:
            form.add_error(None, str(locked))
        else:
            messages.success(request, _("Đã gửi giải trình."))
            return redirect("assessment:agency_leaf", slug, agency, leaf)
    return _show(request, page, 422, saying=form)


@require_POST
@login_required
def appeal(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = _page(request, slug, agency, leaf)
    if LOOKING in request.POST:
        looking = AppealForm(initial=_typed(request), questions=page.questions, documents=page.documents, language=language())
        return _show(request, page, appealing=looking)
    form = AppealForm(request.POST, questions=page.questions, documents=page.documents, language=language())
    if form.is_valid():
        try:
            file_appeal(
                participation=page.participation, leaf_key=leaf, text=form.cleaned_data["text"], wanted_facts=form.facts(), documents=form.given_documents(),
                by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            form.add_problems(refused.problems)
        except StageLocked as locked:
            form.add_error(None, str(locked))
        else:
            messages.success(request, _("Đã gửi kiến nghị; người thẩm định được báo."))
            return redirect("assessment:agency_leaf", slug, agency, leaf)
    return _show(request, page, 422, appealing=form)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = _page(request, slug, agency, leaf)
    if page.open_appeal is None:
        raise Http404("no open appeal")
    try:
        withdraw_appeal(appeal=page.open_appeal, by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        tell(request, refused.problems)
    except StageLocked as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, _("Đã rút kiến nghị."))
    return redirect("assessment:agency_leaf", slug, agency, leaf)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form while documents are looked for: nothing of it is judged or lost."""
    return {**request.POST.dict(), "documents": request.POST.getlist("documents")}


def _page(request: HttpRequest, slug: str, agency: str, leaf: str) -> AgencyLeaf:
    participation, opening = agency_seen(request, slug, agency)
    words, chosen = request.POST.get("tim", "")[:200].strip(), ids_in(request.POST.getlist("documents"))
    page = agency_leaf_page(participation, opening, standing_for(request), leaf, timezone.now(), words, chosen)
    if page is None:
        raise Http404("no such leaf")
    return page


def _show(request: HttpRequest, page: AgencyLeaf, status: int = 200, *, saying: SaidForm | None = None, appealing: AppealForm | None = None) -> HttpResponse:
    initial = claim_initial(page.questions, page.wanted)
    shown: dict[str, Any] = {
        "page": page, "part": page.participation, "round": page.participation.round, "leaf": page.leaf, "room": ROOM,
        "saying": saying or SaidForm(documents=page.documents),
        "appealing": appealing or AppealForm(initial=initial, questions=page.questions, documents=page.documents, language=language()),
    }
    return render(request, "assessment/appraisal/agency_leaf.html", shown, status=status)
