"""One leaf being appraised: what it would change is shown before saving, the later of two people sees both, questions to the agency."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.choices import Answer, Outcome, Silence, View
from parix.web.assessment.forms import InquiryForm, RulingForm, add_problems, claim_initial
from parix.web.assessment.queries.appraisal.leaf import AppraisedLeaf
from parix.web.assessment.queries.rulings import Ruling
from parix.web.assessment.rules import is_answerable, is_open, may_appraise, state_of
from parix.web.assessment.scoring_runs.appeals import answer_appeal
from parix.web.assessment.scoring_runs.inquiries import ask, carry_out_silence, close
from parix.web.assessment.scoring_runs.live import current_set
from parix.web.assessment.scoring_runs.markings import save_marking
from parix.web.assessment.scoring_runs.rulings import Effect, effect_of, fitted_after, save_ruling
from parix.web.assessment.views.appraisal.doors import ROOM, leaf_seen, tell
from parix.web.assessment.views.self_assessment import language
from parix.web.assessment.workflow import StageLocked, why_closed

TRIED_REASON, TRIED_BASIS = "xem trước kết quả", "xem trước"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appraise(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = leaf_seen(request, slug, agency, leaf)
    form = _form(request, page)
    if not form.is_bound:
        return _show(request, page, form)
    if not form.is_valid():
        return _show(request, page, form, 422)
    given = _given(form)
    try:
        if request.POST.get("do") == "preview":
            tried = replace(given, reason=given.reason or TRIED_REASON, legal_basis=given.legal_basis or TRIED_BASIS)
            return _show(request, page, form, effect=_effect(page, tried))
        said = _save(request, page, form, given)
    except ProblemsFound as refused:
        form.add_problems(refused.problems)
        return _show(request, page, form, 422)
    except StageLocked as locked:
        form.add_error(None, str(locked))
        return _show(request, page, form, 409)
    except RulingConflict as conflict:
        return _conflicted(request, slug, agency, leaf, form, conflict)
    messages.success(request, said)
    tail = request.GET.urlencode()
    if request.POST.get("do") == "next":
        return redirect(f"{reverse('assessment:following', args=[slug])}?tu={agency}:{leaf}" + (f"&{tail}" if tail else ""))
    return redirect(request.get_full_path())


@require_POST
@login_required
def inquire(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = leaf_seen(request, slug, agency, leaf)
    form = InquiryForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            ask(
                participation=page.participation, leaf_key=leaf, view=page.view, question=given["question"], reply_by=given["reply_by"],
                silence=Silence(given["silence"]), by=person_of(request), at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        except StageLocked as locked:
            form.add_error(None, str(locked))
        else:
            messages.success(request, _("Đã gửi yêu cầu giải trình tới cơ quan."))
            return redirect("assessment:appraise", slug, agency, leaf)
    return _show(request, page, _form(request, page, bound=False), 422, asking=form)


@require_POST
@login_required
def end_inquiry(request: HttpRequest, slug: str, agency: str, leaf: str, number: int) -> HttpResponse:
    """The reply was read; or, where there is none in time, what silence was said to mean is carried out."""
    page, by, at = leaf_seen(request, slug, agency, leaf), person_of(request), timezone.now()
    inquiry = next((one.inquiry for one in page.conversations if one.inquiry and one.inquiry.pk == number), None)
    if inquiry is None:
        raise Http404("no such inquiry")
    try:
        if request.POST.get("do") == "silence":
            carry_out_silence(inquiry=inquiry, based_on_number=page.number, by=by, at=at)
            messages.success(request, _("Đã thực hiện hệ quả của việc không trả lời."))
        else:
            close(inquiry=inquiry, by=by, at=at)
            messages.success(request, _("Đã đóng yêu cầu giải trình."))
    except ProblemsFound as refused:
        tell(request, refused.problems)
    except (StageLocked, RulingConflict) as refused:
        messages.error(request, str(refused))
    return redirect("assessment:appraise", slug, agency, leaf)


def _save(request: HttpRequest, page: AppraisedLeaf, form: RulingForm, given: RulingText) -> str:
    """One action: an answer to the appeal, the own marking, or a ruling; what to say of it."""
    by, at, key, cleaned = person_of(request), timezone.now(), page.leaf.key, form.cleaned_data
    cites = [int(one) for one in cleaned["cites"]]
    if page.view == View.SECOND and page.appeal is not None and cleaned["answer_outcome"]:
        answer_appeal(
            appeal=page.appeal, outcome=Answer(cleaned["answer_outcome"]), answer=given.reason, given=given, based_on_number=cleaned["based_on"], cites=cites,
            by=by, at=at,
        )
        return _("Đã trả lời kiến nghị; cơ quan được báo.")
    if page.participation.round.double_marking and page.view == View.FIRST and not page.markings:
        save_marking(participation=page.participation, leaf_key=key, given=given, by=by, at=at)
        return _("Đã lưu phiếu chấm độc lập của bạn.")
    save_ruling(
        participation=page.participation, leaf_key=key, view=page.view, given=given, based_on_number=cleaned["based_on"], cites=cites, by=by, at=at,
    )
    return _("Đã lưu kết luận.")


def _given(form: RulingForm) -> RulingText:
    cleaned = form.cleaned_data
    outcome = Outcome(cleaned["outcome"])
    facts = form.facts() if outcome in (Outcome.CORRECTED, Outcome.APPLICABLE) else {}
    return RulingText(outcome, facts, cleaned["reason"], cleaned["legal_basis"])


def _form(request: HttpRequest, page: AppraisedLeaf, *, bound: bool = True) -> RulingForm:
    """Filled with the ruling in force, else with what is seen now: accepting is the first choice, and costs no word."""
    ruling = page.ruling
    initial = claim_initial(page.questions, page.known) | {
        "based_on": page.number, "outcome": ruling.outcome if ruling and not page.is_out else Outcome.ACCEPTED.value, "reason": ruling.reason if ruling else "",
        "legal_basis": ruling.legal_basis if ruling else "",
    }
    return RulingForm(
        request.POST if bound and request.method == "POST" else None, initial=initial, questions=page.questions, language=language(), is_out=page.is_out,
        citable=[(one.pk, _cited(one)) for one in page.earlier], has_appeal=page.appeal is not None,
    )


def _cited(ruling: Ruling) -> str:
    part = ruling.participation
    return f"{part.agency.name}, {part.round.title_vi}: {ruling.get_outcome_display()}" + (f". {ruling.reason}" if ruling.reason else "")


def _conflicted(request: HttpRequest, slug: str, agency: str, leaf: str, form: RulingForm, conflict: RulingConflict) -> HttpResponse:
    """Everything typed stays; the next save is based on the ruling that the page now shows."""
    form.add_error(None, _("Người khác đã kết luận tiêu chí này trong lúc bạn đang xem. Chưa lưu gì; so hai bản dưới đây rồi lưu lại."))
    data = request.POST.copy()
    data["based_on"] = str(conflict.ruling.number)
    form.data = data
    return _show(request, leaf_seen(request, slug, agency, leaf), form, 409, conflict=conflict)


def _show(
    request: HttpRequest, page: AppraisedLeaf, form: RulingForm, status: int = 200, *, asking: InquiryForm | None = None, effect: Effect | None = None,
    conflict: RulingConflict | None = None,
) -> HttpResponse:
    at = timezone.now()
    now_open = is_answerable(page.opening, at) if page.view == View.SECOND else is_open(state_of(page.opening, at))
    may = may_appraise(standing_for(request), page.participation.agency_id, page.placed.field.key)
    shown: dict[str, Any] = {
        "page": page, "round": page.participation.round, "leaf": page.now, "form": form, "asking": asking or InquiryForm(), "effect": effect,
        "conflict": conflict, "without": _without(page), "room": ROOM, "may_rule": may and now_open, "may_read_only": not may,
        "why_closed": "" if now_open else why_closed(page.opening, at),
        "query": request.GET.urlencode(), "here": f"{page.participation.agency.code}:{page.leaf.key}",
    }
    return render(request, "assessment/appraisal/leaf.html", shown, status=status)


def _without(page: AppraisedLeaf) -> Effect | None:
    """What taking the leaf out of the maximum would do, shown beside that choice."""
    return None if page.is_out else _effect(page, RulingText(Outcome.NOT_APPLICABLE, reason=TRIED_REASON, legal_basis=TRIED_BASIS))


def _effect(page: AppraisedLeaf, tried: RulingText) -> Effect:
    own = current_set(page.participation)
    fitting = fitted_after(page.ruling, page.participation, page.leaf.key, page.view, tried, own=own)
    return effect_of(page.participation, page.leaf.key, page.view, fitting, timezone.now(), own=own)
