"""An open round for whoever watches over all its agencies: stages, who has submitted, who lags behind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Max, Q
from django.utils import timezone

from parix.foundation.numbers import exact_from_text
from parix.foundation.phrases import Text
from parix.web.assessment.choices import DONE, Stage, View
from parix.web.assessment.models import Claim, LiveSheet, Participation, Round, Submission
from parix.web.assessment.queries.rounds import title_of
from parix.web.assessment.queries.stages import StageRow, StagesPage, stages_page

MOST_AGENCIES = 10


@dataclass(frozen=True, slots=True)
class AgencyProgress:
    """`index` as claimed so far; None before the self-assessment was opened."""

    code: str
    name: str
    done: int
    claimed: int
    index: Fraction | None
    not_scored: int
    submitted_at: datetime | None

    @property
    def share_done(self) -> Fraction:
        return Fraction(self.done, self.claimed) if self.claimed else Fraction(0)


@dataclass(frozen=True, slots=True)
class RoundWork:
    round: Round
    title: Text
    page: StagesPage
    agencies: tuple[AgencyProgress, ...]
    today: date
    may_see_windows: bool = False

    @property
    def here(self) -> StageRow | None:
        return next((row for row in self.page.rows if row.stage == self.round.stage), None)

    @property
    def ends_on(self) -> date | None:
        return timezone.localdate(self.here.window.closes_at) if self.here and self.here.window else None

    @property
    def days_left(self) -> int | None:
        return (self.ends_on - self.today).days if self.ends_on else None

    @property
    def waiting(self) -> tuple[AgencyProgress, ...]:
        """Who has not submitted, those with the most left to do first."""
        return tuple(sorted((one for one in self.agencies if one.submitted_at is None), key=lambda one: (one.share_done, one.name)))

    @property
    def shown(self) -> tuple[AgencyProgress, ...]:
        return self.waiting[:MOST_AGENCIES]

    @property
    def submitted(self) -> int:
        return len(self.agencies) - len(self.waiting)


def round_work(agency_ids: Collection[int], at: datetime, most: int = 3, besides: Collection[int] = ()) -> list[RoundWork]:
    """Open rounds with one of the agencies in which self-assessment has its time or the round has gone on, the newest first; where
    there is none, the newest that waits for its time. Seven queries for each, however many agencies it has; none for those that are shown
    already (`besides`), which are left out."""
    if not agency_ids:
        return []
    rounds = Round.objects.filter(participations__agency_id__in=agency_ids).exclude(stage=Stage.PUBLISHED).select_related("province").distinct()
    rounds = rounds.order_by("-period_end", "slug")
    timed = list(rounds.filter(Q(windows__isnull=False) | ~Q(stage=Stage.SELF_ASSESSMENT))[:most]) or list(rounds[:1])
    return [RoundWork(one, title_of(one), stages_page(one, at), _progress(one), timezone.localdate(at)) for one in timed if one.pk not in besides]


def _progress(round: Round) -> tuple[AgencyProgress, ...]:
    taking_part = Participation.objects.filter(round=round).select_related("agency").order_by("agency__folded_name")
    claims = Claim.objects.filter(participation__round=round).values_list("participation_id")
    counted = {pk: (done, of) for pk, done, of in claims.annotate(done=Count("pk", filter=Q(state__in=DONE)), of=Count("pk")).order_by()}
    lives = LiveSheet.objects.filter(participation__round=round, view=View.SELF).values_list("participation_id", "published_index", "not_scored")
    figures = {pk: (exact_from_text(index), not_scored) for pk, index, not_scored in lives}
    submitted = dict(Submission.objects.filter(participation__round=round).values_list("participation_id").annotate(latest=Max("submitted_at")).order_by())
    rows = []
    for one in taking_part:
        (done, claimed), (index, not_scored) = counted.get(one.pk, (0, 0)), figures.get(one.pk, (None, 0))
        rows.append(AgencyProgress(one.agency.code, one.agency.name, done, claimed, index, not_scored, submitted.get(one.pk)))
    return tuple(rows)
