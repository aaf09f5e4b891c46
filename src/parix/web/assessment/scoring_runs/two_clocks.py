"""A score as it was true on one day and as it was known at another moment, beside the score of now.

Nothing is stored: facts, rulings, names and traits are never overwritten, so the sheet is scored again from what was there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from parix.criteria.editions import Edition
from parix.scoring.groups import score_group
from parix.scoring.sheet_json import sheet_to_json
from parix.web.assessment.choices import View
from parix.web.assessment.models import Participation, Round, ScoringRun
from parix.web.assessment.queries.editions import edition_at
from parix.web.assessment.scoring_runs.live import compares
from parix.web.assessment.scoring_runs.seen import sets_as_seen
from parix.web.measurements.measuring import end_of
from parix.web.organisations.queries.as_of import agencies_as_of

Sheet = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Clocks:
    """`known_at`: what had been recorded by then. `true_on`: and was true on that day; without it, whatever was known counts."""

    known_at: datetime
    true_on: date | None = None

    @property
    def day(self) -> date:
        return self.true_on or timezone.localdate(self.known_at)

    @property
    def moment(self) -> datetime:
        """The earlier of the two: what has no day of its own was true from the moment it was recorded."""
        return self.known_at if self.true_on is None else min(self.known_at, end_of(self.true_on))


@dataclass(frozen=True, slots=True)
class Replayed:
    """A stored run beside the same run scored again from what was known when it was scored."""

    agency_code: str
    stored: Sheet
    again: Sheet

    @property
    def is_same(self) -> bool:
        return written(self.stored) == written(self.again)


def sheet_at(participation: Participation, clocks: Clocks, view: str = View.COUNCIL) -> Sheet:
    """The agency's sheet in its stored form. Seen with the highest eyes it is what the round was scored by at that moment, because
    a view that the round had not come to has no rulings of that time.

    Raises ProblemsFound when the edition of that time is not at hand, or a fact of that time does not fit it.
    """
    edition = edition_at(participation.round, clocks.moment)
    taking_part = _taking_part(participation.round) if compares(edition) else [participation]
    return _sheets(participation.round, edition, taking_part, clocks, view)[participation.agency.code]


def sheets_at(round: Round, clocks: Clocks, view: str = View.COUNCIL) -> dict[str, Sheet]:
    """The same of every agency of the round, by its code; as few queries as for one."""
    return _sheets(round, edition_at(round, clocks.moment), _taking_part(round), clocks, view)


def replay(round: Round, batch: int) -> list[Replayed]:
    """Every stored run of the batch beside the same scored again as of the moment it was scored at."""
    runs = list(ScoringRun.objects.filter(round=round, batch=batch).select_related("agency").order_by("agency__code"))
    again = sheets_at(round, Clocks(runs[0].created_at)) if runs else {}
    return [Replayed(run.agency.code, run.sheet, again.get(run.agency.code, {})) for run in runs]


def written(sheet: Sheet) -> bytes:
    """The one way to write a sheet: equal sheets are equal to the last digit."""
    return json.dumps(sheet, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sheets(round: Round, edition: Edition, taking_part: Sequence[Participation], clocks: Clocks, view: str) -> dict[str, Sheet]:
    agencies = agencies_as_of([one.agency for one in taking_part], clocks.known_at, clocks.moment, clocks.day)
    for one, agency in zip(taking_part, agencies, strict=True):
        one.agency = agency  # as it was then; these rows are for reading
    sets = sets_as_seen(round, taking_part, view, clocks.known_at, clocks.true_on, edition)
    return {sheet.agency.code: sheet_to_json(sheet) for sheet in score_group(edition, sets)}


def _taking_part(round: Round) -> list[Participation]:
    return list(round.participations.select_related("agency", "round").order_by("agency__code"))
