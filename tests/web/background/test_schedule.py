"""Jobs that start by themselves: when, and exactly once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import IntegrityError, connections

from parix.web.background.actions.performing import JobUnknown, function_of
from parix.web.background.actions.scheduling import lay_out, start_due, switch
from parix.web.background.models import Run, Schedule
from tests.web.databases import Database

NOTE, WALK = "tests.web.background.sample.jobs.note", "tests.web.background.sample.jobs.walk"
NOW = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # 06:30 on 2 March in the site's time zone


@pytest.mark.parametrize(("rule", "after", "following"), [
    ({"every_minutes": 10}, NOW, NOW + timedelta(minutes=10)),
    ({"daily_at": time(6, 31)}, NOW, NOW + timedelta(minutes=1)),
    ({"daily_at": time(6, 30)}, NOW, NOW + timedelta(days=1)),
    ({"daily_at": time(6, 29)}, NOW, NOW + timedelta(days=1, minutes=-1)),
    ({"daily_at": time(0, 0)}, NOW, NOW + timedelta(hours=17, minutes=30)),
])
def test_the_next_time(rule: dict[str, Any], after: datetime, following: datetime) -> None:
    assert Schedule(job=NOTE, **rule).following(after) == following


@pytest.mark.django_db
def test_the_table_follows_the_settings() -> None:
    lay_out(given={NOTE: {"every_minutes": 10}, WALK: {"daily_at": "06:30"}}, now=NOW)
    switch(job=WALK, on=False, now=NOW)
    lay_out(given={NOTE: {"every_minutes": 10}, WALK: {"daily_at": "06:30"}}, now=NOW + timedelta(hours=1))
    rows = list(Schedule.objects.values_list("job", "every_minutes", "daily_at", "is_on", "next_run_at"))
    assert rows == [(NOTE, 10, None, True, NOW + timedelta(minutes=10)), (WALK, None, time(6, 30), False, NOW + timedelta(days=1))]
    lay_out(given={NOTE: {"daily_at": "06:40"}}, now=NOW)
    assert list(Schedule.objects.values_list("job", "daily_at", "next_run_at")) == [(NOTE, time(6, 40), NOW + timedelta(minutes=10))]


@pytest.mark.django_db
def test_a_rule_for_what_is_no_job_is_refused() -> None:
    with pytest.raises(JobUnknown):
        lay_out(given={"os.system": {"every_minutes": 1}}, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("rule", [{}, {"every_minutes": 5, "daily_at": time(1, 0)}, {"every_minutes": 0}])
def test_a_rule_is_one_or_the_other(rule: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Schedule.objects.create(job=NOTE, next_run_at=NOW, **rule)


@pytest.mark.django_db
def test_what_was_missed_is_caught_up_once() -> None:
    lay_out(given={NOTE: {"every_minutes": 10}}, now=NOW)
    assert start_due(now=NOW + timedelta(minutes=9)) == []
    late = NOW + timedelta(hours=5)
    assert len(start_due(now=late)) == 1
    assert start_due(now=late) == []
    assert Schedule.objects.values_list("last_run_at", "next_run_at").get() == (late, late + timedelta(minutes=10))


@pytest.mark.django_db
def test_what_is_switched_off_does_not_start() -> None:
    lay_out(given={NOTE: {"every_minutes": 10}}, now=NOW)
    assert (switch(job=NOTE, on=False, now=NOW), switch(job=NOTE, on=False, now=NOW)) == (True, False)
    assert start_due(now=NOW + timedelta(days=1)) == []


def test_every_job_of_the_settings_is_one() -> None:
    assert {job: callable(function_of(job)) for job in site.BACKGROUND_SCHEDULE} == dict.fromkeys(site.BACKGROUND_SCHEDULE, True)


def test_two_schedulers_at_once_start_a_job_once(each_database: Database) -> None:
    lay_out(given={NOTE: {"every_minutes": 10}}, now=NOW)
    begin, failures = threading.Barrier(4), []

    def look() -> None:
        try:
            begin.wait()
            for minutes in range(10, 110, 10):
                start_due(now=NOW + timedelta(minutes=minutes))
        except Exception as failure:  # shown below
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    started = list(Run.objects.values_list("queued_at", flat=True))
    assert len(started) == len(set(started))
    assert Schedule.objects.values_list("next_run_at", flat=True).get() == NOW + timedelta(minutes=110)
