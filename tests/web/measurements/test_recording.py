"""The narrow waist keeps what was known before: equal facts change nothing, changed ones supersede, every form survives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction as F

import pytest
from django.db import IntegrityError, transaction

from parix.foundation.facts import Answers, Conditions, Fact, Level, NotApplicable, NothingArose, NotKnown, Number, Rate, Share, YesNo
from parix.foundation.measurements import Measurement as Fact_
from parix.foundation.measurements import MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.measurements.measuring import measurement_sets, record
from parix.web.measurements.models import Measurement
from tests.web.worlds import AT, OTHER, OWN, YEAR, World, made_up_sets

FORMS: tuple[Fact, ...] = (
    Share(F(28), F(30)), Rate(F(2, 3)), Number(F(7, 2)), YesNo(True), YesNo(False), Level("late"), Conditions({"a": True, "b": False}),
    Answers({"A": 30, "B": 0}), NothingArose("không có hồ sơ"), NotApplicable("Sở Nội vụ", "không có nhiệm vụ"), NotKnown("chưa có báo cáo"),
)
SOURCE = Source("bc", "Báo cáo", "report", "12/BC", "Sở Mẫu", "2026-03-01", "bc.pdf")


def made_of(world: World, *facts: Fact, period: Period | None = None) -> MeasurementSet:
    own = made_up_sets(YEAR)[OWN]
    period = period or Period.of_year(YEAR + 3)
    return MeasurementSet(own.agency, period, tuple(Fact_(f"x.m{number:02}", period, fact, SOURCE, "trích", "trang 3") for number, fact in enumerate(facts)))


def test_every_form_of_fact_survives(world: World) -> None:
    given = made_of(world, *FORMS)
    assert record(agency=world.agencies[OWN], given=given, by=None, at=AT) == len(FORMS)
    assert measurement_sets([world.agencies[OWN]], given.period)[0].measurements == given.measurements


def test_an_equal_fact_changes_nothing(world: World) -> None:
    given = made_of(world, *FORMS)
    record(agency=world.agencies[OWN], given=given, by=None, at=AT)
    before = Measurement.objects.count()
    assert record(agency=world.agencies[OWN], given=given, by=world.people["officer"], at=AT + timedelta(days=1)) == 0
    assert Measurement.objects.count() == before


def test_a_changed_fact_supersedes_and_keeps_the_old_one(world: World) -> None:
    given = made_of(world, Number(F(1)))
    record(agency=world.agencies[OWN], given=given, by=None, at=AT)
    later = AT + timedelta(days=1)
    changed = replace(given, measurements=(replace(given.measurements[0], fact=Number(F(2))),))
    record(agency=world.agencies[OWN], given=changed, by=world.people["officer"], at=later)
    rows = list(Measurement.objects.filter(code="x.m00").order_by("pk").values_list("fact", "recorded_at", "superseded_at"))
    assert rows == [({"number": "1"}, AT, later), ({"number": "2"}, later, None)]


def test_the_same_code_of_another_agency_or_period_is_another_fact(world: World) -> None:
    given, earlier = made_of(world, Number(F(1))), made_of(world, Number(F(2)), period=Period.of_year(YEAR + 2))
    for agency in (OWN, OTHER):
        record(agency=world.agencies[agency], given=given, by=None, at=AT)
    record(agency=world.agencies[OWN], given=earlier, by=None, at=AT)
    assert Measurement.objects.filter(code="x.m00", superseded_at=None).count() == 3


def test_a_set_holds_its_period_and_the_one_a_year_before(world: World) -> None:
    for years in (1, 2, 3):
        period = Period.of_year(YEAR + years)
        record(agency=world.agencies[OWN], given=made_of(world, Number(F(years)), period=period), by=None, at=AT)
    held = measurement_sets([world.agencies[OWN]], Period.of_year(YEAR + 3))[0]
    assert [one.fact for one in held.measurements] == [Number(F(2)), Number(F(3))]


def test_the_database_refuses_two_current_values(world: World) -> None:
    record(agency=world.agencies[OWN], given=made_of(world, Number(F(1))), by=None, at=AT)
    row = Measurement.objects.get(code="x.m00")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
