"""The page of contradictions, and asking for figures to be counted anew."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parix.foundation.facts import Share
from parix.foundation.measurements import Measurement, MeasurementSet, Source
from parix.foundation.periods import Period
from parix.web.background.models import Run
from parix.web.measurements.measuring import record
from parix.web.onestop.indicators.actions import JOB
from parix.web.organisations.queries import engine_agency
from tests.web.onestop.onestop_world import OnestopWorld

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)


def contradict(world: OnestopWorld, many: int) -> None:
    period = Period.parse("2026")
    facts = [
        Measurement(f"inspection.made_up_{number}{suffix}", period, Share(Fraction(28), Fraction(whole)), Source("s", title, "register"))
        for number in range(many) for suffix, whole, title in (("", 28, "Báo cáo năm"), (".registry", 56, "Sổ đếm"))
    ]
    record(agency=world.own, given=MeasurementSet(engine_agency(world.own), period, tuple(facts)), by=world.people["officer"], at=AT)


def test_every_contradiction_is_listed_with_both_sources_in_as_many_queries_for_one_as_for_many(
    onestop_world: OnestopWorld,
) -> None:
    client, counts = onestop_world.client("officer"), []
    for many in (1, 1, 39):
        contradict(onestop_world, many)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("indicators:compared"), {"nam": "2026"}).content.decode()
        counts.append(len(captured))
    assert counts[1] == counts[2]
    assert page.count("28/56") == 39 and page.count("Báo cáo năm") == 39 and page.count("Sổ đếm</th>") == 1


def test_counting_anew_is_asked_for_once_and_noted(onestop_world: OnestopWorld) -> None:
    client = onestop_world.client("officer")
    assert client.get(reverse("indicators:refresh")).status_code == 405
    assert client.post(reverse("indicators:refresh"), {"co_quan": "KHCN"}).status_code == 302
    run = Run.objects.get(job=JOB)
    assert run.asked_by == onestop_world.people["officer"].username
    assert onestop_world.client("staff").post(reverse("indicators:refresh"), {"co_quan": "KHCN"}).status_code == 403
    assert onestop_world.client("officer").post(reverse("indicators:refresh"), {"co_quan": "NV"}).status_code == 404
