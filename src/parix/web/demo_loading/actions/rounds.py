"""The rounds of the demonstration: one computed and published before, the one that is followed, trials on real reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from parix.criteria.editions import Edition
from parix.foundation import agencies as engine
from parix.foundation.measurements import MeasurementSet
from parix.foundation.phrases import Text
from parix.web.accounts.actions import add_person
from parix.web.accounts.choices import WIDE_ROLES
from parix.web.accounts.queries import User
from parix.web.assessment import actions as rounds
from parix.web.assessment.choices import CLAIMED_LEAVES
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.scoring_runs import edition_chosen, score_round
from parix.web.demo_loading.choices import PEOPLE
from parix.web.measurements.measuring import record
from parix.web.organisations.actions import register_agency
from parix.web.organisations.queries import Agency


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens rounds of one set below one agency; `shown` is a part of the demonstration's data."""

    top: Agency
    agencies: Mapping[str, Agency]
    by: User
    shown: Mapping[str, Any]

    def year_round(self, sets: Sequence[MeasurementSet], year: int, at: datetime) -> Round:
        words = self.shown["title"]
        return self.opened(sets, slug=f"{self.shown['slug']}-{year}", title=Text(f"{words['vi']} năm {year}", f"{words['en']}, {year}"), at=at)

    def opened(self, sets: Sequence[MeasurementSet], *, slug: str, title: Text, at: datetime) -> Round:
        """The round, with these measurements on record."""
        _edition, chosen = edition_chosen(self.shown["set"])
        for given in sets:
            record(agency=self.agencies[given.agency.code], given=given, by=self.by, at=at)
        period = sets[0].period
        return rounds.open_round(
            slug=slug, title=title, province=self.top, agency_kind=self.shown["agency_kind"], edition=chosen, period=(period.start, period.end),
            agencies=[self.agencies[given.agency.code] for given in sets], by=self.by, at=at,
        )


def fed_alone(edition: Edition, given: MeasurementSet) -> MeasurementSet:
    """What comes from systems, surveys and the appraiser's own lists; the rest is for the agency to claim."""
    claimed = {use.code for leaf in edition.leaves.values() if leaf.scored_by in CLAIMED_LEAVES for use in leaf.measures.values()}
    kept = tuple(one for one in given.measurements if one.code not in claimed or one.period != given.period)
    return replace(given, measurements=kept)


def trial_rounds(reports: Sequence[MeasurementSet], shown: Mapping[str, Any], by: User, at: datetime) -> list[Round]:
    """One round for each report, under a heading of their own that the coordinator and the auditor reach; never published."""
    group = shown["group"]
    top = register_agency(given=engine.Agency(group["code"], group["name"], "province"))
    for person in PEOPLE:
        if person.role in WIDE_ROLES and not person.fields:
            add_person(username=person.username, full_name=person.full_name, email="", agency=top, role=person.role)
    agencies = {given.agency.code: register_agency(given=given.agency, parent=top) for given in reports}
    opener, words, made = Opener(top, agencies, by, shown), shown["title"], []
    for given in reports:
        slug = slugify(f"{shown['slug']}-{given.agency.code}-{given.period}".replace(".", "-"))
        round = opener.opened([given], slug=slug, title=Text(f"{words['vi']}: {given.agency.name}", f"{words['en']}: {given.agency.name}"), at=at)
        score_round(round=round, by=by, at=at)
        made.append(round)
    return made
