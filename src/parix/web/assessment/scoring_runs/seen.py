"""The measurements as one party sees them: those of the agency, with the facts of the rulings in force laid over them, view by view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from parix.criteria.editions import Edition, Leaf
from parix.foundation.facts import NotApplicable
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.web.assessment.choices import RULED_BY, Outcome, View
from parix.web.assessment.models import Participation, Round, Ruling
from parix.web.assessment.queries.editions import edition_of
from parix.web.assessment.queries.rounds import period_of
from parix.web.assessment.queries.rulings import rulings_by_participation, views_up_to
from parix.web.measurements.measuring import end_of, measurement_sets

APPRAISED = "appraised"


def set_as_seen(participation: Participation, view: str, known_at: datetime | None = None) -> MeasurementSet:
    """What the participation is scored by in the view, now or as it was known at a moment; two queries."""
    return sets_as_seen(participation.round, [participation], view, known_at)[0]


def sets_as_seen(
    round: Round, taking_part: Sequence[Participation], view: str, known_at: datetime | None = None, true_on: date | None = None,
    edition: Edition | None = None,
) -> list[MeasurementSet]:
    """One set for each participation, in the order given; two queries for however many. A ruling is true from the day it was made;
    `edition` is the round's of that time where it is not today's."""
    edition = edition or edition_of(round)
    given = measurement_sets([one.agency for one in taking_part], period_of(round), known_at, true_on)
    ruled_by = known_at if true_on is None else min(known_at or end_of(true_on), end_of(true_on))
    rulings = rulings_by_participation([one.pk for one in taking_part], view, ruled_by)
    return [seen_over(edition, one, rulings.get(participation.pk, ()), view) for participation, one in zip(taking_part, given, strict=True)]


def seen_over(edition: Edition, given: MeasurementSet, rulings: Sequence[Ruling], view: str) -> MeasurementSet:
    """The agency's own set with these rulings laid over it, those of a lower view first."""
    given = used_by(edition, given)
    for layer in views_up_to(view)[1:]:
        given = laid_over(edition, given, [one for one in rulings if one.view == layer])
    return in_order(given)


def used_by(edition: Edition, given: MeasurementSet) -> MeasurementSet:
    """Without what the edition does not ask: figures for other sets, and for leaves that another edition of the set has."""
    return replace(given, measurements=tuple(one for one in given.measurements if one.code in edition.measure_uses))


def laid_over(edition: Edition, given: MeasurementSet, rulings: Iterable[Ruling]) -> MeasurementSet:
    """One layer. A fact that is as it was before keeps its source; a decision that the leaf applies takes the contrary decision away."""
    held = {one.code: one for one in given.measurements if one.period == given.period}
    others = tuple(one for one in given.measurements if one.period != given.period)
    for ruling in rulings:
        leaf = edition.leaves.get(ruling.leaf_key)
        if leaf is None:
            continue
        if ruling.outcome == Outcome.APPLICABLE:
            _take_away(held, leaf)
        source = source_of(ruling)
        for role, written in ruling.facts.items():
            if role in leaf.measures:
                code, fact = leaf.measures[role].code, fact_from_json(written)
                if code not in held or held[code].fact != fact:
                    held[code] = Measurement(code, given.period, fact, source)
    return replace(given, measurements=(*others, *held.values()))


def source_of(ruling: Ruling) -> Source:
    title = RULED_BY[View(ruling.view)] + (f": {ruling.reason}" if ruling.reason else "")
    return Source(
        f"ruling:{ruling.leaf_key}", title[:500], APPRAISED, reference=ruling.legal_basis[:500], date=timezone.localtime(ruling.ruled_at).date().isoformat(),
    )


def in_order(given: MeasurementSet) -> MeasurementSet:
    """In an order that does not hang on the database."""
    return replace(given, measurements=tuple(sorted(given.measurements, key=lambda one: (one.code, one.period))))


def _take_away(held: dict[str, Measurement], leaf: Leaf) -> None:
    for use in leaf.measures.values():
        if use.code in held and isinstance(held[use.code].fact, NotApplicable):
            del held[use.code]
