"""Rows to the engine's measurement sets and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

from django.utils import timezone
from pydantic import TypeAdapter

from parix.foundation.measurement_files import FactShape, fact_from, fact_to_json
from parix.foundation.measurements import Measurement as Fact
from parix.foundation.measurements import MeasurementSet, Source
from parix.foundation.periods import Period
from parix.foundation.problems import Place, refuse_errors
from parix.web.accounts.queries import User
from parix.web.measurements import actions, queries
from parix.web.measurements.models import Measurement
from parix.web.organisations.queries import Agency, engine_agency

_SOURCE_FIELDS = ("key", "title", "kind", "reference", "issuer", "date", "file")


def measurement_sets(
    agencies: Iterable[Agency], period: Period, known_at: datetime | None = None, true_on: date | None = None,
) -> tuple[MeasurementSet, ...]:
    """One set per agency, in the order given, holding the period and the same stretch of the year before; one query.

    With `known_at` what counted at that moment, whatever was corrected since; with `true_on` besides, what was true on that day.
    """
    agencies = list(agencies)
    rows: dict[int, list[Measurement]] = defaultdict(list)
    for row in rows_as_of([agency.pk for agency in agencies], period, known_at, true_on):
        rows[row.agency_id].append(row)
    return tuple(MeasurementSet(engine_agency(agency), period, tuple(map(_fact, rows[agency.pk]))) for agency in agencies)


def rows_as_of(agency_ids: Iterable[int], period: Period, known_at: datetime | None, true_on: date | None = None) -> Iterable[Measurement]:
    """The rows that such sets are made of. A day without a moment is asked as of the day's end."""
    ids, periods = list(agency_ids), (period, period.a_year_before())
    if true_on is not None:
        return queries.measurements_true_on(ids, periods, true_on, known_at or end_of(true_on))
    return queries.current_measurements(ids, periods) if known_at is None else queries.measurements_known_at(ids, periods, known_at)


def end_of(day: date) -> datetime:
    """The last moment of the day in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.max))


def held_set(agency: Agency, period: Period) -> tuple[MeasurementSet, list[Measurement]]:
    """The agency's set as it is inside the caller's transaction, and its rows, which are the caller's to change; one query."""
    rows = queries.hold_measurements(agency.pk, (period, period.a_year_before()))
    return MeasurementSet(engine_agency(agency), period, tuple(map(_fact, rows))), rows


def record(
    *, agency: Agency, given: MeasurementSet, by: User | None, at: datetime, rows: list[Measurement] | None = None, is_told: bool = False,
) -> int:
    """Store the set's measurements; returns how many were new or changed. `rows` as `held_set` gave them; `is_told` as in the action."""
    return actions.record_facts(agency=agency, facts=[_new_fact(one) for one in given.measurements], by=by, at=at, rows=rows, is_told=is_told)


def record_for_all(*, given: Iterable[tuple[Agency, Period, Iterable[Fact]]], by: User | None, at: datetime) -> int:
    """The same for many agencies, in as many queries for one as for three hundred; each fact must be of the period beside it."""
    given = [(agency, period, tuple(facts)) for agency, period, facts in given]
    if not given:
        return 0
    rows = queries.hold_measurements_of([agency.pk for agency, _period, _facts in given], {period for _agency, period, _facts in given})
    facts = [(agency, _new_fact(fact)) for agency, _period, several in given for fact in several]
    return actions.record_facts_of_many(facts=facts, by=by, at=at, rows=rows)


def _new_fact(one: Fact) -> actions.NewFact:
    source = {name: getattr(one.source, name) for name in _SOURCE_FIELDS}
    return actions.NewFact(one.code, one.period.start, one.period.end, fact_to_json(one.fact), source, one.quote, one.place_in_source)


def _fact(row: Measurement) -> Fact:
    place = Place(path=f"measurement {row.pk}")
    fact, problems = fact_from(_shape().validate_python(row.fact), place)
    refuse_errors(problems)
    assert fact is not None
    source = Source(**{name: getattr(row, f"source_{name}") for name in _SOURCE_FIELDS})
    return Fact(row.code, Period(row.period_start, row.period_end), fact, source, row.quote, row.place, place)


@cache
def _shape() -> TypeAdapter[FactShape]:
    return TypeAdapter(FactShape)
