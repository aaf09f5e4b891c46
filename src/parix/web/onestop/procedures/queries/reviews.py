"""Reviews of a year with what each cuts: days, papers, conditions, cost of complying; totals over those that are known on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parix.procedures.compliance_cost import Burden, Task, cut_share, dossier_cost
from parix.web.onestop.procedures.choices import Proposal, ReviewState
from parix.web.onestop.procedures.models import Review as Review


@dataclass(frozen=True, slots=True)
class Cut:
    """Before and after of one thing that is counted; both are known."""

    before: Decimal | int
    after: Decimal | int

    @property
    def less(self) -> Decimal | int:
        return self.before - self.after

    @property
    def share(self) -> Fraction | None:
        return cut_share(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A cut is None where either side is unknown. `dossier` and `yearly` are costs in đồng."""

    review: Review
    days: Cut | None
    papers: Cut | None
    conditions: Cut | None
    dossier: Cut | None
    yearly: Cut | None


@dataclass(frozen=True, slots=True)
class ReviewTotals:
    """`planned` without those that were dropped; a total is over the rows where both sides are known, `known` says how many."""

    planned: int
    reviewed: int
    simplified: int
    days: Cut | None
    papers: Cut | None
    conditions: Cut | None
    yearly: Cut | None
    known: Mapping[str, int]


def reviews_of(agency_id: int, year: int) -> list[ReviewRow]:
    """One query."""
    found = Review.objects.filter(agency_id=agency_id, year=year).select_related("procedure__field", "plan").order_by("procedure__own_code")
    return [row_of(one) for one in found]


def review_by_id(pk: int) -> Review | None:
    return Review.objects.select_related("procedure__field", "agency", "plan").filter(pk=pk).first()


def years_of(agency_id: int) -> list[int]:
    return list(Review.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True).distinct())


def counts_of_reviews(agency_id: int, year: int) -> tuple[int, int]:
    """Reviewed, planned without those that were dropped."""
    states = list(Review.objects.filter(agency_id=agency_id, year=year).exclude(state=ReviewState.DROPPED).values_list("state", flat=True))
    return states.count(ReviewState.REVIEWED), len(states)


def totals_of(rows: Iterable[ReviewRow]) -> ReviewTotals:
    rows = [one for one in rows if one.review.state != ReviewState.DROPPED]
    done = [one for one in rows if one.review.state == ReviewState.REVIEWED]
    cuts = {key: [cut for one in done if (cut := getattr(one, key)) is not None] for key in ("days", "papers", "conditions", "yearly")}
    return ReviewTotals(
        len(rows), len(done), sum(one.review.proposal != Proposal.KEEP for one in done), **{key: _sum(found) for key, found in cuts.items()},
        known={key: len(found) for key, found in cuts.items()},
    )


def row_of(one: Review) -> ReviewRow:
    """Abolishing leaves nothing, whatever was counted after."""
    if one.state != ReviewState.REVIEWED:
        return ReviewRow(one, None, None, None, None, None)
    dossier = _cost(one)
    yearly = None
    if dossier is not None and one.times is not None and one.subjects is not None:
        yearly = Cut(*(Burden(Decimal(each), one.times, one.subjects).yearly for each in (dossier.before, dossier.after)))
    return ReviewRow(one, _counted(one, "days"), _counted(one, "papers"), _counted(one, "conditions"), dossier, yearly)


def tasks_of(side: Mapping[str, Any]) -> list[Task]:
    numbers = ("hours", "hourly_income", "hired", "fees", "other")
    return [Task(one["name"], **{key: Decimal(one[key]) for key in numbers}) for one in side.get("tasks", ())]


def _counted(one: Review, key: str) -> Cut | None:
    before, after = one.before.get(key), 0 if one.proposal == Proposal.ABOLISH else one.after.get(key)
    return None if before is None or after is None else Cut(before, after)


def _cost(one: Review) -> Cut | None:
    before, after = tasks_of(one.before), [] if one.proposal == Proposal.ABOLISH else tasks_of(one.after)
    if not before or (not after and one.proposal != Proposal.ABOLISH):
        return None
    return Cut(dossier_cost(before), dossier_cost(after))


def _sum(cuts: list[Cut]) -> Cut | None:
    return Cut(sum(one.before for one in cuts), sum(one.after for one in cuts)) if cuts else None
