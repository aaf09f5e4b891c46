"""The page of the two clocks: an agency's sheet as of a day beside the sheet of now, leaf by leaf, with what made the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from parix.foundation.fact_words import fact_words
from parix.foundation.measurement_files import fact_from_json
from parix.foundation.phrases import Phrase, Text, phrase
from parix.foundation.problems import Problem, ProblemsFound
from parix.web.accounts.queries.concerned import names_of
from parix.web.assessment.choices import RULED_BY, Outcome, View
from parix.web.assessment.models import Participation, Ruling, ScoringRun, Submission
from parix.web.assessment.queries.editions import edition_at
from parix.web.assessment.queries.rounds import period_of, title_of
from parix.web.assessment.queries.rulings import rulings_by_participation
from parix.web.assessment.queries.sheets import LeafRow, Totals, leaves_in, totals_in
from parix.web.assessment.scoring_runs.two_clocks import Clocks, Sheet, sheet_at, written
from parix.web.audit_trail.queries.entries import numbers_at
from parix.web.measurements.measuring import end_of, rows_as_of
from parix.web.measurements.queries import Measurement, stated_on

Key = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that people ask for by its name."""

    name: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was recorded and counts on one side alone: a figure or a ruling. `number` is its entry in the journal."""

    is_now: bool
    what: Text
    value: Phrase
    source: str
    true_from: date
    at: datetime
    by: str
    number: int | None


@dataclass(frozen=True, slots=True)
class LeafDifference:
    key: str
    then: LeafRow | None
    now: LeafRow | None
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> LeafRow:
        leaf = self.now or self.then
        assert leaf is not None
        return leaf

    @property
    def change(self) -> Fraction | None:
        """Points gained since; unknown while either side is not scored."""
        if self.then is None or self.now is None or self.then.points is None or self.now.points is None:
            return None
        return self.now.points - self.then.points


@dataclass(frozen=True, slots=True)
class ClockPage:
    """`problems` say why there is no sheet of that time; `is_as_published` is None unless the moment of the published run is asked for."""

    participation: Participation
    title: Text
    clocks: Clocks
    view: View
    then: Totals | None
    now: Totals | None
    edition_then: str
    edition_now: str
    agency_then: str
    differences: tuple[LeafDifference, ...]
    is_as_published: bool | None
    problems: tuple[Problem, ...] = ()


def clock_page(participation: Participation, clocks: Clocks, view: View, at: datetime) -> ClockPage:
    """About a dozen queries; the agency is scored twice."""
    round, run = participation.round, _published_run(participation)
    try:
        then, now = sheet_at(_afresh(participation), clocks, view), sheet_at(_afresh(participation), Clocks(at), view)
    except ProblemsFound as found:
        return ClockPage(participation, title_of(round), clocks, view, None, None, "", "", "", (), None, tuple(found.problems))
    as_published = None
    if run is not None and clocks == Clocks(run.created_at):
        as_published = written(run.sheet) == written(then)
    return ClockPage(
        participation, title_of(round), clocks, view, totals_in(then), totals_in(now), then["edition"]["name"], now["edition"]["name"],
        then["agency"]["name"], _differences(participation, clocks, view, then, now, at), as_published,
    )


def _afresh(participation: Participation) -> Participation:
    """A row of its own, because the agency in it is put back to what it was."""
    return Participation.objects.select_related("agency", "round__province").get(pk=participation.pk)


def _published_run(participation: Participation) -> ScoringRun | None:
    round = participation.round
    if round.published_batch is None:
        return None
    return ScoringRun.objects.filter(round=round, batch=round.published_batch, agency_id=participation.agency_id).first()


def moments_of(participation: Participation) -> tuple[Moment, ...]:
    """Submissions in their order, then the published run."""
    submitted = Submission.objects.filter(participation=participation).order_by("number").values_list("number", "submitted_at")
    run = _published_run(participation)
    found = [Moment("submitted", number, at) for number, at in submitted]
    return (*found, *([Moment("published", run.batch, run.created_at)] if run else []))


def _differences(participation: Participation, clocks: Clocks, view: View, then: Sheet, now: Sheet, at: datetime) -> tuple[LeafDifference, ...]:
    before, after = ({leaf.key: leaf for leaf in leaves_in(sheet)} for sheet in (then, now))
    keys = [key for key in dict.fromkeys([*after, *before]) if _says(before.get(key)) != _says(after.get(key))]
    if not keys:
        return ()
    entries = _entries(participation, clocks, view, at)
    return tuple(LeafDifference(key, before.get(key), after.get(key), entries.get(key, ())) for key in keys)


def _says(leaf: LeafRow | None) -> object:
    """What makes two rows of a leaf differ for a reader: state, points, and the facts behind them with their sources."""
    facts = [(one.code, one.period, one.fact, one.source) for one in leaf.measurements] if leaf else None
    return leaf and (leaf.state, leaf.points, leaf.applicable_max, leaf.max_points, facts)


def _entries(participation: Participation, clocks: Clocks, view: View, at: datetime) -> Mapping[str, tuple[Entry, ...]]:
    """By leaf: the rows and rulings that count on one side alone, those of then first."""
    agency, period = participation.agency, period_of(participation.round)
    then = {_key(row): row for row in rows_as_of([agency.pk], period, clocks.known_at, clocks.true_on)}
    now = {_key(row): row for row in rows_as_of([agency.pk], period, at)}
    rows = [(False, row) for key, row in then.items() if key not in now or now[key].pk != row.pk]
    rows += [(True, row) for key, row in now.items() if key not in then or then[key].pk != row.pk]
    ruled_by = clocks.known_at if clocks.true_on is None else min(clocks.known_at, end_of(clocks.true_on))
    ruled_then, ruled_now = ({one.pk: one for one in rulings_by_participation([participation.pk], view, day)[participation.pk]} for day in (ruled_by, at))
    rulings = [(False, one) for pk, one in ruled_then.items() if pk not in ruled_now]
    rulings += [(True, one) for pk, one in ruled_now.items() if pk not in ruled_then]
    numbers = numbers_at({row.recorded_at for _is_now, row in rows} | {one.ruled_at for _is_now, one in rulings}, agency.code)
    people = names_of({row.recorded_by_id for _is_now, row in rows if row.recorded_by_id} | {one.ruled_by_id for _is_now, one in rulings})
    found: dict[str, list[Entry]] = {}
    leaves = {**edition_at(participation.round, at).leaves, **edition_at(participation.round, clocks.moment).leaves}
    for key, leaf in leaves.items():
        codes = {use.code for use in leaf.measures.values()}
        own = [_measured(is_now, row, people, numbers) for is_now, row in rows if row.code in codes]
        own += [_ruled(is_now, one, people, numbers) for is_now, one in rulings if one.leaf_key == key]
        if own:
            found[key] = sorted(own, key=lambda one: (one.is_now, one.at))
    return {key: tuple(own) for key, own in found.items()}


def _key(row: Measurement) -> Key:
    return (row.code, row.period_start, row.period_end)


def _measured(is_now: bool, row: Measurement, people: Mapping[int, str], numbers: Mapping[datetime, int]) -> Entry:
    source = ", ".join(part for part in (row.source_title, row.source_reference) if part)
    by = people.get(row.recorded_by_id, "") if row.recorded_by_id else ""
    said = fact_words(fact_from_json(row.fact))
    return Entry(is_now, Text(row.code, row.code), said, source, stated_on(row), row.recorded_at, by, numbers.get(row.recorded_at))


def _ruled(is_now: bool, one: Ruling, people: Mapping[int, str], numbers: Mapping[datetime, int]) -> Entry:
    facts = tuple(fact_words(fact_from_json(fact)) for fact in one.facts.values())
    outcome = str(Outcome(one.outcome).label)
    said = phrase("{outcome}: {facts}", "{outcome}: {facts}", outcome=outcome, facts=facts) if facts else phrase("{outcome}", "{outcome}", outcome=outcome)
    by, view = people.get(one.ruled_by_id, ""), RULED_BY[View(one.view)]
    return Entry(is_now, Text(view, view), said, one.reason, timezone.localdate(one.ruled_at), one.ruled_at, by, numbers.get(one.ruled_at))
