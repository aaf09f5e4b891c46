"""An appraiser's work in rounds that are being appraised: the queue by field, what is oldest, what agencies have answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Round, Submission
from parix.web.assessment.queries.appraisal.queue import Filters, QueuePage, queue_page
from parix.web.assessment.queries.appraisal.replies import Replies, replies_of_round
from parix.web.assessment.queries.openings import windows_of

APPRAISED = (Stage.APPRAISAL, Stage.APPEAL)


@dataclass(frozen=True, slots=True)
class AppraisalWork:
    """`oldest` is the agency that submitted first of those with something left, and when."""

    round: Round
    queue: QueuePage
    replies: Replies
    closes_at: datetime | None
    today: datetime
    oldest: tuple[str, str, datetime] | None

    @property
    def days_left(self) -> int | None:
        return (timezone.localdate(self.closes_at) - timezone.localdate(self.today)).days if self.closes_at else None


def appraisal_work(standing: Standing, at: datetime) -> list[AppraisalWork]:
    """For somebody who appraises; about a dozen queries for each round, however many agencies and leaves it has."""
    agencies = {one for appraising in standing.appraises for one in appraising.agencies}
    if not agencies:
        return []
    rounds = Round.objects.filter(stage__in=APPRAISED, participations__agency_id__in=agencies).select_related("province").distinct()
    return [_of(one, standing, at) for one in rounds.order_by("-period_end", "slug")]


def _of(round: Round, standing: Standing, at: datetime) -> AppraisalWork:
    assert standing.user_id is not None
    queue = queue_page(round, standing, standing.user_id, Filters(), with_proof=False)
    window = windows_of(round.pk).get(Stage(round.stage))
    waiting = {one.key: str(one.name) for one in queue.agencies if one.left}
    latest = Submission.objects.filter(participation__round=round, participation__agency__code__in=waiting).values_list("participation__agency__code")
    first = min(((when, code) for code, when in latest.annotate(latest=Max("submitted_at")).order_by()), default=None)
    return AppraisalWork(
        round, queue, replies_of_round(round, standing, timezone.localdate(at), None), window.closes_at if window else None, at,
        (first[1], waiting[first[1]], first[0]) if first else None,
    )


