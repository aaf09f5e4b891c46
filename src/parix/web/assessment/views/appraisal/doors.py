"""What every page of an appraisal begins with: the round or the participation, seen by somebody who may."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from parix.foundation.problems import Problem
from parix.web.accounts.queries import person_of, standing_for
from parix.web.assessment.choices import Stage, View
from parix.web.assessment.queries.appraisal.leaf import AppraisedLeaf, appraised_leaf_page, leaf_at_hand
from parix.web.assessment.queries.appraisal.queue import Filters, appraised_view
from parix.web.assessment.queries.conflicts import has_conflict
from parix.web.assessment.queries.editions import PlacedLeaf
from parix.web.assessment.queries.openings import participation_seen
from parix.web.assessment.queries.rounds import Participation, Round, participant_ids, round_by_slug
from parix.web.assessment.rules import Opening, has_queue, may_see_leaf_appraised, may_see_self_assessment

ROOM = "assessment"


def round_seen(request: HttpRequest, slug: str) -> Round:
    """For whoever appraises some of it or watches over it."""
    round = round_by_slug(slug)
    if round is None:
        raise Http404("no such round")
    if not has_queue(standing_for(request), participant_ids(round)):
        raise PermissionDenied
    return round


def leaf_seen(request: HttpRequest, slug: str, agency: str, leaf: str) -> AppraisedLeaf:
    participation, opening = part_of(slug, agency)
    page = appraised_leaf_page(participation, opening, leaf, person_of(request).pk, timezone.localdate())
    if page is None:
        raise Http404("no such leaf")
    _refuse_unless_seen(request, participation, page.placed)
    return page


def leaf_to_accept(request: HttpRequest, slug: str, agency: str, leaf: str) -> tuple[Participation, PlacedLeaf]:
    """For an act that shows nothing of the leaf, by those who may see its page."""
    participation, _opening = part_of(slug, agency)
    placed = leaf_at_hand(participation, leaf)
    if placed is None:
        raise Http404("no such leaf")
    _refuse_unless_seen(request, participation, placed)
    return participation, placed


def _refuse_unless_seen(request: HttpRequest, participation: Participation, placed: PlacedLeaf) -> None:
    if not may_see_leaf_appraised(standing_for(request), participation.agency_id, placed.field.key):
        raise PermissionDenied
    if has_conflict(person_of(request).pk, participation.pk, placed.leaf.key):
        raise PermissionDenied("tiêu chí này đã được đưa ra khỏi phần việc của bạn vì xung đột lợi ích")


def part_of(slug: str, agency: str) -> tuple[Participation, Opening]:
    """With the time of the stage that is appraised now: appraisal, or appeals once they are open."""
    found = participation_seen(slug, agency, Stage.APPRAISAL)
    if found is not None and appraised_view(found[0].round) == View.SECOND:
        found = participation_seen(slug, agency, Stage.APPEAL)
    if found is None:
        raise Http404("no such agency in the round")
    return found


def agency_seen(request: HttpRequest, slug: str, agency: str) -> tuple[Participation, Opening]:
    """For the agency's own people and those who watch over it, with the time of appraisal."""
    found = participation_seen(slug, agency, Stage.APPRAISAL)
    if found is None:
        raise Http404("no such agency in the round")
    if not may_see_self_assessment(standing_for(request), found[0].agency_id):
        raise PermissionDenied
    return found


def filters_of(asked: QueryDict) -> Filters:
    page = asked.get("trang", "1")
    return Filters(
        asked.get("co-quan", ""), asked.get("linh-vuc", ""), asked.get("xem", ""), asked.get("xep", ""), int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def tell(request: HttpRequest, problems: Iterable[Problem]) -> None:
    for problem in problems:
        messages.error(request, f"{problem.message}: {problem.remedy}")
