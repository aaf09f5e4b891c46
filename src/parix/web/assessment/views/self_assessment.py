"""Pages of an agency's self-assessment: the list of leaves, a claim, duties, the calendar."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.assessment.actions.claims import EditionLeft, SaveConflict
from parix.web.assessment.actions.duties import DutyChange, change_duties
from parix.web.assessment.actions.holding import NoSuchLeaf
from parix.web.assessment.forms import ClaimForm, DutiesForm, add_problems, claim_initial
from parix.web.assessment.queries.drafts import live_sheet, place_of_live
from parix.web.assessment.queries.editions import edition_of, placed_leaf
from parix.web.assessment.queries.live_lines import at_risk
from parix.web.assessment.queries.openings import participation_named, participation_seen
from parix.web.assessment.queries.questions import questions_of
from parix.web.assessment.queries.rounds import Participation
from parix.web.assessment.queries.self_assessment import ClaimPage, SelfHead, calendar_page, claim_page, head_of, helping_units, list_page
from parix.web.assessment.queries.sheets import leaf_in, totals_in
from parix.web.assessment.queries.switch_pages import moved_page
from parix.web.assessment.rules import Opening, may_see_self_assessment
from parix.web.assessment.scoring_runs.claims import SavedClaim, save_claim
from parix.web.assessment.workflow import StageLocked
from parix.web.audit_trail.actions import ChangedMeanwhile
from parix.web.audit_trail.queries.marks import mark_given, mark_now, meanwhile

ROOM = "assessment"


@require_safe
@login_required
def self_assessment(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    asked = request.GET
    top = head(request, slug, agency, with_rows=False)
    page = list_page(top, standing_for(request), unit=asked.get("don-vi", ""), only=asked.get("xem", ""), today=timezone.localdate())
    shown = {"page": page, "head": page.head, "helping": page.helping, "room": ROOM}
    return render(request, "assessment/self/list.html", shown)


@require_safe
@login_required
def calendar(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    page = calendar_page(head(request, slug, agency, proved=()), timezone.localdate())
    return render(request, "assessment/self/calendar.html", {"page": page, "head": page.head, "room": ROOM})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def duties(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    mark, other = mark_now(), None
    top = head(request, slug, agency, with_rows=False)
    if not top.may_assign:
        raise PermissionDenied
    page = list_page(top, standing_for(request), unit=request.GET.get("don-vi", ""), only=request.GET.get("xem", ""), today=timezone.localdate())
    keys = [one.leaf.key for one in (top.draft.claimed if top.draft else ())]
    form = DutiesForm(request.POST if request.method == "POST" else None, leaves=keys, units=page.units)
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.user
        assert isinstance(by, User)
        change = DutyChange(int(given["lead"]) if given["lead"] else None, given["due_on"], given["evidence_plan"] or None, form.helping())
        try:
            count = change_duties(participation=top.participation, leaf_keys=given["leaves"], change=change, by=by, at=timezone.now(), seen=mark_given(request))
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        except StageLocked as locked:
            form.add_error(None, str(locked))
        except ChangedMeanwhile as changed:
            other = meanwhile(changed.entries)
        else:
            messages.success(request, _("Đã phân công lại %(count)s tiêu chí.") % {"count": count})
            return redirect(request.get_full_path())
    status = 409 if other else 422 if form.is_bound else 200
    shown = {"page": page, "head": top, "form": form, "helping": page.helping, "room": ROOM, "mark": mark, "meanwhile": other}
    return render(request, "assessment/self/duties.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, slug, agency, leaf)
    page = claim_page(head(request, slug, agency, proved=(leaf,)), standing_for(request), leaf)
    return gone(request, slug, agency, leaf) if page is None else _show_claim(request, page, _form_of(page))


def _save(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    """The short way, for a save that succeeds, asks the database as little as possible; what is refused shows the whole page."""
    participation = participation_named(slug, agency)
    if participation is None:
        raise Http404("no such agency in the round")
    placed = placed_leaf(edition_of(participation.round), leaf)
    if placed is None:
        return gone(request, slug, agency, leaf)
    forms_in_use = {"number": "number", "numerator": "share"}
    posted = [name.partition(":") for name in request.POST]
    known = {role: {forms_in_use[part]: ""} for role, _colon, part in posted if part in forms_in_use}
    form = ClaimForm(request.POST, questions=questions_of(placed.leaf, participation.round.period_end, known), language=language())
    if not form.is_valid():
        return _refused(request, slug, agency, leaf, form, 422)
    try:
        saved = _save_given(request, participation, leaf, form)
    except NoSuchLeaf:
        return gone(request, slug, agency, leaf)
    except EditionLeft:
        return gone(request, slug, agency, leaf, form)
    except ProblemsFound as refused:
        form.add_problems(refused.problems)
        return _refused(request, slug, agency, leaf, form, 422)
    except StageLocked as locked:
        form.add_error(None, str(locked))
        return _refused(request, slug, agency, leaf, form, 409)
    except SaveConflict as conflict:
        form.add_error(None, _("Người khác đã lưu tiêu chí này trong lúc bạn đang sửa. Chưa lưu gì; so hai bản dưới đây rồi lưu lại."))
        return _refused(request, slug, agency, leaf, form, 409, conflict)
    if not is_by_script(request) or request.POST.get("afresh"):
        messages.success(request, _("Đã lưu."))
        return HttpResponse(headers={"HX-Redirect": request.path}) if is_by_script(request) else redirect(request.path)
    return HttpResponse(render_to_string("assessment/self/result.html", _result(saved, participation)))


def _save_given(request: HttpRequest, participation: Participation, leaf: str, form: ClaimForm) -> SavedClaim:
    by, given = request.user, form.cleaned_data
    assert isinstance(by, User)
    return save_claim(
        participation=participation, leaf_key=leaf, facts=form.facts(), explanation=given["explanation"], based_on_version=given["version"],
        is_ready=request.POST.get("state") == "ready", by=by, at=timezone.now(), based_on_edition=request.POST.get("edition", ""),
    )


def gone(request: HttpRequest, slug: str, agency: str, leaf: str, form: ClaimForm | None = None) -> HttpResponse:
    """The round has gone over to another edition: where the leaf is now, and what was typed. Where the same is asked still, the form itself."""
    top = head(request, slug, agency, proved=(leaf,))
    page = claim_page(top, standing_for(request), leaf)
    if form is not None and page is not None and [one.role for one in page.questions] == [one.role for one in form.questions]:
        form.add_error(None, _("Bộ chỉ số vừa đổi sang phiên bản khác trong lúc bạn đang sửa. Chưa lưu gì: xem lại câu hỏi và điểm mới rồi lưu lại."))
        return _show_claim(request, page, form, 409)
    moved = moved_page(top, leaf)
    if moved is None:
        raise Http404("no such leaf")
    typed = [(name.partition(":")[2] or name, value) for name, value in request.POST.items() if value and (":" in name or name == "explanation")]
    shown = {"page": moved, "head": top, "typed": typed, "room": ROOM}
    if is_by_script(request):
        body = render_to_string("assessment/switch/gone_body.html", shown)
        return HttpResponse(body, headers={"HX-Retarget": "#claim", "HX-Reswap": "outerHTML"})
    return render(request, "assessment/switch/gone.html", shown, status=409 if request.method == "POST" else 200)


def _result(saved: SavedClaim, participation: Participation) -> dict[str, Any]:
    """What stands beside the form after a save: the leaf's points, the totals, the rank."""
    live = saved.live or live_sheet(participation)
    assert live is not None
    leaf = leaf_in(live.sheet, saved.claim.leaf_key)
    place = place_of_live(live, participation.round_id)
    return {
        "claim": saved.claim, "leaf": leaf, "totals": totals_in(live.sheet), "place": place, "at_risk": at_risk(live.leaves, saved.undone),
        "fresh": saved.live is not None, "unchanged": not saved.live,
    }


def _refused(
    request: HttpRequest, slug: str, agency: str, leaf: str, form: ClaimForm, status: int, conflict: SaveConflict | None = None
) -> HttpResponse:
    """Everything that was typed stays in the form. After a conflict the next save is based on what the page now shows."""
    page = _claim_page(request, slug, agency, leaf)
    if conflict is not None:
        data = request.POST.copy()
        data["version"] = str(conflict.claim.version)
        form.data = data
    return _show_claim(request, page, form, status, conflict)


def _show_claim(request: HttpRequest, page: ClaimPage, form: ClaimForm, status: int = 200, conflict: SaveConflict | None = None) -> HttpResponse:
    claim, draft = page.one.claim, page.head.draft
    shown = {
        "page": page, "head": page.head, "room": ROOM, "form": form, "claim": claim, "leaf": page.one.leaf, "conflict": conflict,
        "totals": draft.totals if draft else None, "place": draft.place if draft else None, "at_risk": draft.at_risk if draft else None,
        "helping": helping_units(page.head.participation).get(page.one.leaf.key, ""), "piece": settings.FILES_PIECE_BYTES, "most": settings.FILES_MAX_BYTES,
    }
    if is_by_script(request) and request.method == "POST":
        body = render_to_string("assessment/self/claim_form.html", {**shown, "csrf_token": get_token(request)})
        return HttpResponse(body, headers={"HX-Retarget": "#claim", "HX-Reswap": "outerHTML", "HX-Reselect": "#claim"})
    return render(request, "assessment/self/claim.html", shown, status=status)


def _form_of(page: ClaimPage) -> ClaimForm:
    """Filled with the claim; before the first save, with what is measured already."""
    known = page.one.claim.facts if page.one.claim and page.one.claim.version else {one.role: one.fact for one in page.one.leaf.measurements}
    initial = claim_initial(page.questions, known)
    initial |= {"version": page.one.claim.version if page.one.claim else 0, "explanation": page.one.explanation}
    return ClaimForm(initial=initial, questions=page.questions, language=language())


def _claim_page(request: HttpRequest, slug: str, agency: str, leaf: str) -> ClaimPage:
    page = claim_page(head(request, slug, agency, proved=(leaf,)), standing_for(request), leaf)
    if page is None:
        raise Http404("no such leaf")
    return page


def head(request: HttpRequest, slug: str, agency: str, *, proved: Collection[str] | None = None, with_rows: bool = True) -> SelfHead:
    """`proved` and `with_rows` as in `draft_of`."""
    participation, opening = seen(request, slug, agency)
    return head_of(participation, opening, standing_for(request), timezone.now(), proved=proved, with_rows=with_rows)


def seen(request: HttpRequest, slug: str, agency: str) -> tuple[Participation, Opening]:
    found = participation_seen(slug, agency)
    if found is None:
        raise Http404("no such agency in the round")
    if not may_see_self_assessment(standing_for(request), found[0].agency_id):
        raise PermissionDenied
    return found


def is_by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
