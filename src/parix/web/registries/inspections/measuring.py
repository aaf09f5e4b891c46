"""The registry's counts as measurements, recorded with every act that changes them; beside what is declared, never in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from parix.foundation.facts import Fact, NothingArose, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.files.actions.citing import Cited
from parix.web.measurements.measuring import record
from parix.web.organisations.queries import Agency, Unit, engine_agency
from parix.web.registries.inspections import actions
from parix.web.registries.inspections.actions import FindingGiven, StepGiven
from parix.web.registries.inspections.choices import Verb
from parix.web.registries.inspections.queries import Counts, Finding, Inspection, counts_of, is_kept


@transaction.atomic
def plan_inspections(
    *, agency: Agency, whom: Sequence[Unit | Agency], content: str, planned_on: date, decision: Cited, by: User, at: datetime,
) -> list[Inspection]:
    made = actions.plan_inspections(agency=agency, whom=whom, content=content, planned_on=planned_on, decision=decision, by=by, at=at)
    record_counts(agency=agency, year=planned_on.year, by=by, at=at)
    return made


@transaction.atomic
def conclude_inspection(
    *, inspection: Inspection, inspected_on: date, conclusion: Cited, findings: Sequence[FindingGiven], by: User, at: datetime,
) -> Inspection:
    one = actions.conclude_inspection(inspection=inspection, inspected_on=inspected_on, conclusion=conclusion, findings=findings, by=by, at=at)
    record_counts(agency=one.agency, year=one.year, by=by, at=at)
    return one


@transaction.atomic
def add_finding(*, inspection: Inspection, given: FindingGiven, by: User, at: datetime) -> Finding:
    one = actions.add_finding(inspection=inspection, given=given, by=by, at=at)
    record_counts(agency=inspection.agency, year=inspection.year, by=by, at=at)
    return one


@transaction.atomic
def drop_inspection(*, inspection: Inspection, reason: str, by: User, at: datetime) -> Inspection:
    one = actions.drop_inspection(inspection=inspection, reason=reason, by=by, at=at)
    record_counts(agency=one.agency, year=one.year, by=by, at=at)
    return one


@transaction.atomic
def take_step(*, finding: Finding, verb: Verb, given: StepGiven, by: User, at: datetime) -> Finding:
    one = actions.take_step(finding=finding, verb=verb, given=given, by=by, at=at)
    record_counts(agency=one.inspection.agency, year=one.inspection.year, by=by, at=at)
    return one


def record_counts(*, agency: Agency, year: int, by: User | None, at: datetime) -> int:
    """Returns how many were new or changed; an agency that keeps no registry here has none."""
    if not is_kept(agency.pk, year):
        return 0
    today = timezone.localdate(at)
    period, facts = Period.of_year(year), _facts(counts_of(agency, year, today))
    source = Source(f"inspections.{year}", f"Sổ kiểm tra năm {year}", "register", issuer=agency.name, date=today.isoformat())
    rows = tuple(Measurement(code, period, fact, source) for code, fact in facts.items())
    return record(agency=agency, given=MeasurementSet(engine_agency(agency), period, rows), by=by, at=at)


def _facts(counts: Counts) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    if counts.units:
        facts["inspection.units_inspected.registry"] = Share(Fraction(counts.units_inspected), Fraction(counts.units))
    if counts.below:
        facts["inspection.agencies_inspected.registry"] = Share(Fraction(counts.below_inspected), Fraction(counts.below))
    if counts.findings:
        facts["inspection.findings_remedied.registry"] = Share(Fraction(counts.remedied), Fraction(counts.findings))
        facts["inspection.findings_remedied_on_time.registry"] = Share(Fraction(counts.on_time), Fraction(counts.findings))
    elif counts.inspections:
        facts["inspection.findings_remedied.registry"] = NothingArose("kiểm tra không phát hiện tồn tại")
    return facts
