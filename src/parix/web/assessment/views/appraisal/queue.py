"""The queue of an appraiser, one key to accept, and the way to the next leaf."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_for
from parix.web.assessment.actions.rulings import RulingConflict, RulingText
from parix.web.assessment.choices import Outcome
from parix.web.assessment.queries.appraisal.queue import chosen, queue_page, queue_rows
from parix.web.assessment.scoring_runs.markings import save_marking
from parix.web.assessment.scoring_runs.rulings import save_ruling
from parix.web.assessment.views.appraisal.doors import ROOM, filters_of, leaf_seen, person, round_seen, tell
from parix.web.assessment.workflow import StageLocked


@require_safe
@login_required
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    round = round_seen(request, slug)
    page = queue_page(round, standing_for(request), person(request).pk, filters_of(request.GET))
    return render(request, "assessment/appraisal/queue.html", {"page": page, "round": round, "room": ROOM, "query": request.GET.urlencode()})


@require_safe
@login_required
def following(request: HttpRequest, slug: str) -> HttpResponse:
    """To the leaf after (before) the one that `tu` names as agency:leaf, in the order of the queue; back to the queue at its end."""
    round, asked = round_seen(request, slug), request.GET.copy()
    here, back = asked.pop("tu", [""])[0], asked.pop("lui", [])
    rows, _hidden, _agencies = queue_rows(round, standing_for(request), person(request).pk)
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
    page, by = leaf_seen(request, slug, agency, leaf), person(request)
    number = request.POST.get("based_on", "")
    given = RulingText(Outcome.ACCEPTED)
    try:
        if page.participation.round.double_marking and page.markers < 2:
            save_marking(participation=page.participation, leaf_key=leaf, given=given, by=by, at=timezone.now())
        else:
            save_ruling(
                participation=page.participation, leaf_key=leaf, view=page.view, given=given, based_on_number=int(number) if number.isdecimal() else 0,
                by=by, at=timezone.now(),
            )
    except ProblemsFound as refused:
        tell(request, refused.problems)
    except (StageLocked, RulingConflict) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã chấp nhận %(code)s của %(agency)s.") % {"code": page.leaf.code, "agency": page.participation.agency.name})
    tail = request.POST.get("query", "")[:500]
    return redirect(reverse("assessment:queue", args=[slug]) + (f"?{tail}" if tail else ""))


def _beside(names: list[str], every: list[str], here: str, step: int) -> str:
    """The neighbour in the list; for one that has left it (it is done), the next that is still there."""
    if here in names:
        place = names.index(here) + step
        return names[place] if 0 <= place < len(names) else ""
    if here in every and names:
        rest = every[every.index(here) + 1 :] if step > 0 else every[: every.index(here)][::-1]
        return next((one for one in rest if one in set(names)), names[0] if step > 0 else "")
    return names[0] if names else ""
