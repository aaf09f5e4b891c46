"""Who owes a reply over all agencies, and conflicts of interest."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, person_of, standing_for
from parix.web.assessment.actions.conflicts import declare_conflict, end_conflict
from parix.web.assessment.forms import ConflictForm, add_problems
from parix.web.assessment.queries.appraisal.people import appraising_people
from parix.web.assessment.queries.appraisal.replies import replies_of_round
from parix.web.assessment.queries.conflicts import conflicts_in
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.openings import answer_by
from parix.web.assessment.queries.rounds import Round, taking_part, title_of
from parix.web.assessment.rules import may_declare_conflict, may_end_conflict, may_see_conflicts
from parix.web.assessment.views.appraisal.doors import ROOM, round_seen, tell
from parix.web.assessment.views.self_assessment import language


@require_safe
@login_required
def replies(request: HttpRequest, slug: str) -> HttpResponse:
    round = round_seen(request, slug)
    page = replies_of_round(round, standing_for(request), timezone.localdate(), answer_by(round.pk))
    return render(request, "assessment/appraisal/replies.html", {"page": page, "round": round, "title": title_of(round), "room": ROOM})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conflicts(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own; the coordinator sees and declares everybody's, the auditor reads them."""
    round, by = round_seen(request, slug), person_of(request)
    standing = standing_for(request)
    over_all, sees_all = may_end_conflict(standing, round.province_id), may_see_conflicts(standing, round.province_id)
    may_declare = over_all or may_declare_conflict(standing, by.pk, round.province_id)
    if not may_declare and (request.method == "POST" or not sees_all):
        raise PermissionDenied
    parts = {one.agency.code: one for one in taking_part(round)}
    people = appraising_people(round.province_id, timezone.localdate()) if over_all else [by]
    form = _conflict_form(request, round, people)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        chosen = next((one for one in people if str(one.pk) == given["person"]), people[0] if people else by)
        try:
            declare_conflict(
                round=round, person=chosen, participation=parts.get(given["agency"]), leaf_key=given["leaf"], reason=given["reason"], by=by, at=timezone.now(),
            )
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi xung đột lợi ích; các tiêu chí đó ra khỏi hàng đợi."))
            return redirect("assessment:conflicts", slug)
    leaves = edition_of(round).leaves
    held = [(one, leaves.get(one.leaf_key)) for one in conflicts_in(round.pk, None if sees_all else by.pk)]
    shown = {"round": round, "title": title_of(round), "held": held, "form": form, "over_all": over_all, "may_declare": may_declare, "room": ROOM}
    return render(request, "assessment/appraisal/conflicts.html", shown, status=422 if form.is_bound else 200)


@require_POST
@login_required
def clear_conflict(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    round = round_seen(request, slug)
    held = next((one for one in conflicts_in(round.pk) if one.pk == number), None)
    if held is None:
        raise Http404("no such conflict")
    try:
        end_conflict(round=round, conflict=held, reason=request.POST.get("reason", "")[:2_000], by=person_of(request), at=timezone.now())
    except ProblemsFound as refused:
        tell(request, refused.problems)
    else:
        messages.success(request, _("Đã kết thúc xung đột lợi ích."))
    return redirect("assessment:conflicts", slug)


def _conflict_form(request: HttpRequest, round: Round, people: list[User]) -> ConflictForm:
    leaves = [(one.leaf.key, f"{one.leaf.code} {one.leaf.text.text(language())}") for one in edition_of(round).placed_leaves]
    agencies = [(one.agency.code, one.agency.name) for one in taking_part(round)]
    names = [(str(one.pk), one.get_full_name()) for one in people]
    return ConflictForm(request.POST if request.method == "POST" else None, people=names, agencies=agencies, leaves=leaves)
