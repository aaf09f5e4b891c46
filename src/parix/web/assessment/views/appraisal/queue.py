"""The queue of an appraiser, one key to accept, and the way to the next leaf."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.choices import Outcome
from parix.web.assessment.queries.appraisal.leaf import markers_of
from parix.web.assessment.queries.appraisal.queue import appraised_view, chosen, queue_page, queue_rows
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.scoring_runs.accepting import MOST_TICKS, TicksRefused, accept_all, ticks_in
from parix.web.assessment.scoring_runs.markings import save_marking
from parix.web.assessment.scoring_runs.rulings import save_ruling
from parix.web.assessment.views.appraisal.doors import ROOM, filters_of, leaf_to_accept, round_seen, tell
from parix.web.assessment.workflow import StageLocked


@require_safe
@login_required
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    round = round_seen(request, slug)
    page = queue_page(round, standing_for(request), person_of(request).pk, filters_of(request.GET))
    told = {"page": page, "round": round, "room": ROOM, "query": request.GET.urlencode(), "ticked": (), "refused": ()}
    return render(request, "assessment/appraisal/queue.html", told)


@require_safe
@login_required
def following(request: HttpRequest, slug: str) -> HttpResponse:
    """To the leaf after (before) the one that `tu` names as agency:leaf, in the order of the queue; back to the queue at its end."""
    round, asked = round_seen(request, slug), request.GET.copy()
    here, back = asked.pop("tu", [""])[0], asked.pop("lui", [])
    rows, _hidden, _agencies = queue_rows(round, standing_for(request), person_of(request).pk)
    filters = filters_of(asked)
    names = [f"{row.agency_code}:{row.key}" for row in chosen(rows, filters)]
    every = [f"{row.agency_code}:{row.key}" for row in sorted(rows, key=lambda row: (-row.stake, row.place, row.agency_code))]
    target = _beside(names, every, here, -1 if back else 1)
    tail = f"?{asked.urlencode()}" if asked else ""
    if not target:
        return redirect(reverse("assessment:queue", args=[slug]) + tail)
    agency, _colon, leaf = target.partition(":")
    return redirect(reverse("assessment:appraise", args=[slug, agency, leaf]) + tail)


@require_POST
@login_required
def accept(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    """Accept what is there, from the queue; with double marking on, as one's own marking."""
    (participation, placed), by = leaf_to_accept(request, slug, agency, leaf), person_of(request)
    view, number = appraised_view(participation.round), request.POST.get("based_on", "")
    given = RulingText(Outcome.ACCEPTED)
    try:
        if participation.round.double_marking and markers_of(participation, leaf, view) < 2:
            save_marking(participation=participation, leaf_key=leaf, given=given, by=by, at=timezone.now())
        else:
            save_ruling(
                participation=participation, leaf_key=leaf, view=view, given=given, based_on_number=int(number) if number.isdecimal() else 0,
                by=by, at=timezone.now(),
            )
    except ProblemsFound as refused:
        tell(request, refused.problems)
    except (StageLocked, RulingConflict) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã chấp nhận %(code)s của %(agency)s.") % {"code": placed.leaf.code, "agency": participation.agency.name})
    tail = request.POST.get("query", "")[:500]
    return redirect(reverse("assessment:queue", args=[slug]) + (f"?{tail}" if tail else ""))


@require_POST
@login_required
def accept_ticked(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept every leaf that is ticked, or none: then the queue comes back with what stood in the way, and the other ticks as they were."""
    round, by, query = round_seen(request, slug), person_of(request), request.POST.get("query", "")[:500]
    given = request.POST.getlist("tick")[:MOST_TICKS]
    try:
        made = accept_all(round=round, ticks=ticks_in(given), by=by, at=timezone.now())
    except TicksRefused as refused:
        return _queue_again(request, round, query, given, refused)
    if made:
        messages.success(request, _("Đã chấp nhận %(count)s tiêu chí.") % {"count": len(made)})
    else:
        messages.error(request, _("Chưa chấp nhận tiêu chí nào: đánh dấu những tiêu chí muốn chấp nhận rồi bấm lại."))
    return redirect(reverse("assessment:queue", args=[slug]) + (f"?{query}" if query else ""))


def _queue_again(request: HttpRequest, round: Round, query: str, given: list[str], refused: TicksRefused) -> HttpResponse:
    page = queue_page(round, standing_for(request), person_of(request).pk, filters_of(QueryDict(query)))
    names = {(row.participation_id, row.key): (row.tick, f"{row.code}, {row.agency}") for row in page.rows}
    named = [(*names.get((tick.participation_id, tick.leaf_key), ("", tick.leaf_key)), why) for tick, why in refused.refused]
    ticked = set(given) - {tick for tick, _name, _why in named}
    told = {"page": page, "round": round, "room": ROOM, "query": query, "ticked": ticked, "refused": named}
    return render(request, "assessment/appraisal/queue.html", told, status=409)


def _beside(names: list[str], every: list[str], here: str, step: int) -> str:
    """The neighbour in the list; for one that has left it (it is done), the next that is still there."""
    if here in names:
        place = names.index(here) + step
        return names[place] if 0 <= place < len(names) else ""
    if here in every and names:
        rest = every[every.index(here) + 1 :] if step > 0 else every[: every.index(here)][::-1]
        return next((one for one in rest if one in set(names)), names[0] if step > 0 else "")
    return names[0] if names else ""
