"""The registry's counts as measurements, recorded with every act that changes them.

They stand beside what an agency declares, under the declared code and one more word (`initiatives.recognised.registry`): a
registry holds claims against itself and never takes their place.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from parix.foundation.facts import Fact, Number, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.measurements.measuring import record
from parix.web.organisations.queries import Agency, engine_agency
from parix.web.registries.initiatives import actions
from parix.web.registries.initiatives.actions import InitiativeGiven, StepGiven
from parix.web.registries.initiatives.choices import Verb
from parix.web.registries.initiatives.queries import Initiative, counts_of, is_kept

RECOGNISED = "initiatives.recognised.registry"
UNITS_WITH_ONE = "initiatives.units_with_one.registry"
RECOGNISED_OF_REGISTERED = "initiatives.recognised_of_registered.registry"


@transaction.atomic
def register_initiative(*, agency: Agency, given: InitiativeGiven, by: User, at: datetime) -> Initiative:
    one = actions.register_initiative(agency=agency, given=given, by=by, at=at)
    record_counts(agency=agency, year=one.year, by=by, at=at)
    return one


@transaction.atomic
def change_initiative(*, initiative: Initiative, given: InitiativeGiven, by: User, at: datetime, seen: int | None = None) -> Initiative:
    one = actions.change_initiative(initiative=initiative, given=given, by=by, at=at, seen=seen)
    for year in sorted({initiative.year, one.year}):
        record_counts(agency=one.agency, year=year, by=by, at=at)
    return one


@transaction.atomic
def take_step(*, initiative: Initiative, verb: Verb, given: StepGiven, by: User, at: datetime) -> Initiative:
    one = actions.take_step(initiative=initiative, verb=verb, given=given, by=by, at=at)
    record_counts(agency=one.agency, year=one.year, by=by, at=at)
    return one


def record_counts(*, agency: Agency, year: int, by: User | None, at: datetime) -> int:
    """Returns how many were new or changed. An agency that keeps no registry here is not counted as having none."""
    if not is_kept(agency.pk, year):
        return 0
    today = timezone.localdate(at)
    period, counts = Period.of_year(year), counts_of(agency.pk, year, today)
    title = f"Sổ sáng kiến năm {year}"
    source = Source(f"initiatives.{year}", title, "register", issuer=agency.name, date=today.isoformat())
    facts: dict[str, Fact] = {RECOGNISED: Number(Fraction(counts.recognised))}
    if counts.units:
        facts[UNITS_WITH_ONE] = Share(Fraction(counts.units_with_one), Fraction(counts.units))
    if counts.registered:
        facts[RECOGNISED_OF_REGISTERED] = Share(Fraction(counts.recognised), Fraction(counts.registered))
    rows = tuple(Measurement(code, period, fact, source) for code, fact in facts.items())
    return record(agency=agency, given=MeasurementSet(engine_agency(agency), period, rows), by=by, at=at)
