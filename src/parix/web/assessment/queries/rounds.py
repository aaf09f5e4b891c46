"""Rounds: which there are, who takes part, and the round of the year before. Gives out the row's type to other rooms."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from parix.foundation.periods import Period
from parix.foundation.phrases import Text
from parix.web.accounts.rules import Standing
from parix.web.assessment.choices import Stage
from parix.web.assessment.models import Participation as Participation
from parix.web.assessment.models import Round as Round
from parix.web.organisations.queries import Agency


def round_by_slug(slug: str) -> Round | None:
    return Round.objects.select_related("province").filter(slug=slug).first()


def published_rounds() -> QuerySet[Round]:
    return Round.objects.filter(stage=Stage.PUBLISHED).select_related("province")


def rounds_seen_by(standing: Standing) -> QuerySet[Round]:
    """Every published round, and the open ones with an agency that the person may read about."""
    concerned = standing.member_of | standing.coordinates | standing.audits
    open_ones = Round.objects.filter(participations__agency_id__in=concerned)
    return (Round.objects.filter(stage=Stage.PUBLISHED) | Round.objects.filter(pk__in=open_ones.values("pk"))).select_related("province").distinct()


def participants(round: Round) -> list[Agency]:
    """The agencies of the round in a fixed order."""
    return list(round.agencies.order_by("code"))


def taking_part(round: Round) -> list[Participation]:
    """In the order of names."""
    return list(round.participations.select_related("agency", "round").order_by("agency__folded_name", "pk"))


def participant_ids(round: Round) -> frozenset[int]:
    return frozenset(round.participations.values_list("agency_id", flat=True))


def period_of(round: Round) -> Period:
    return Period(round.period_start, round.period_end)


def title_of(round: Round) -> Text:
    return Text(round.title_vi, round.title_en)


def round_before(round: Round) -> Round | None:
    """The round of the same agencies and set over the same stretch of the year before."""
    before = period_of(round).a_year_before()
    return Round.objects.filter(
        province_id=round.province_id, agency_kind=round.agency_kind, set_key=round.set_key, period_start=before.start, period_end=before.end,
    ).first()


def rounds_with(agency_ids: Collection[int]) -> list[Round]:
    """Rounds in which one of the agencies takes part, the newest first."""
    return list(Round.objects.filter(participations__agency_id__in=agency_ids).select_related("province").distinct())


def newest_rounds_of(agency_ids: Collection[int]) -> dict[int, Round]:
    """The newest round of each agency, by the agency's id, in the order of names."""
    newest: dict[int, Round] = {}
    if agency_ids:
        taking_part = Participation.objects.filter(agency_id__in=agency_ids).select_related("round", "round__province")
        for one in taking_part.order_by("agency__folded_name", "-round__period_end", "round__slug"):
            newest.setdefault(one.agency_id, one.round)
    return newest


def open_participations(agency_id: int) -> list[Participation]:
    """The agency's parts in rounds that are in self-assessment, the newest first."""
    found = Participation.objects.filter(agency_id=agency_id, round__stage=Stage.SELF_ASSESSMENT).select_related("round", "agency")
    return list(found.order_by("-round__period_end", "pk"))
