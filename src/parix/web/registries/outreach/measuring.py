"""The registry's counts as measurements, recorded with every act that changes them; beside what is declared, never in its place."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from parix.foundation.facts import Conditions, Fact, Level, Number, Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.accounts.queries import User
from parix.web.files.actions.citing import Cited
from parix.web.measurements.measuring import record
from parix.web.organisations.queries import Agency, engine_agency
from parix.web.registries.outreach.actions import items
from parix.web.registries.outreach.actions.items import ItemGiven, StepGiven
from parix.web.registries.outreach.choices import Verb
from parix.web.registries.outreach.queries import Counts, Item, OutreachPlan, counts_of, plan_of

SEVERAL = 2


@transaction.atomic
def save_plan(*, agency: Agency, year: int, cited: Cited | None, by: User, at: datetime) -> OutreachPlan:
    plan = items.save_plan(agency=agency, year=year, cited=cited, by=by, at=at)
    record_counts(agency=agency, year=year, by=by, at=at)
    return plan


@transaction.atomic
def add_item(*, agency: Agency, year: int, given: ItemGiven, by: User, at: datetime) -> Item:
    one = items.add_item(agency=agency, year=year, given=given, by=by, at=at)
    record_counts(agency=agency, year=year, by=by, at=at)
    return one


@transaction.atomic
def take_step(*, item: Item, verb: Verb, given: StepGiven, by: User, at: datetime) -> Item:
    one = items.take_step(item=item, verb=verb, given=given, by=by, at=at)
    record_counts(agency=one.plan.agency, year=one.plan.year, by=by, at=at)
    return one


def record_counts(*, agency: Agency, year: int, by: User | None, at: datetime) -> int:
    """Returns how many were new or changed; an agency without a plan here has none."""
    plan = plan_of(agency.pk, year)
    if plan is None:
        return 0
    period, counts = Period.of_year(year), counts_of(agency.pk, year)
    reference = plan.document.number_and_symbol if plan.document else ""
    today = timezone.localdate(at).isoformat()
    source = Source(f"outreach.{year}", f"Sổ tuyên truyền năm {year}", "register", reference=reference, issuer=agency.name, date=today)
    rows = tuple(Measurement(code, period, fact, source) for code, fact in _facts(counts).items())
    return record(agency=agency, given=MeasurementSet(engine_agency(agency), period, rows), by=by, at=at)


def _facts(counts: Counts) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "outreach.plan.registry": Level("completed" if counts.is_completed else "unfinished"),
        "outreach.plan_and_forms.registry": Conditions({"plan_completed": counts.is_completed, "several_forms": counts.channels >= SEVERAL}),
        "outreach.times.registry": Number(Fraction(counts.times)), "outreach.people.registry": Number(Fraction(counts.people)),
    }
    if counts.planned:
        facts["outreach.items_done.registry"] = Share(Fraction(counts.done), Fraction(counts.planned))
    return facts
