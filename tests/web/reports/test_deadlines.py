"""When agencies are reminded of the periodic reports, and what stands on the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parix.web.accounts.queries import standing_of
from parix.web.notices.queries.kinds import Deadline, own_deadlines
from parix.web.reports.choices import LATE_FOR_DAYS, ReportState
from parix.web.reports.models import Report
from parix.web.reports.queries.deadlines import deadlines
from tests.web.reports.report_world import ReportWorld, build_report_world
from tests.web.worlds import OTHER

DUE = date(2026, 3, 20)


@pytest.fixture
def reported(db: None) -> Iterator[ReportWorld]:
    yield build_report_world()


def asked(world: ReportWorld, today: date, agency: int | None = None) -> list[tuple[str, date, set[str]]]:
    names = {person.pk: name for name, person in world.people.items()}
    found = deadlines(today, [agency or world.agency.pk])
    return [(one.what.vi, one.due, {names[pk] for pk in one.recipients}) for one in found]


def test_the_officers_write_and_the_directors_issue(reported: ReportWorld) -> None:
    name = "báo cáo cải cách hành chính quý I/2026"
    assert asked(reported, DUE - timedelta(days=8)) == []
    assert asked(reported, DUE - timedelta(days=7)) == [(f"gửi {name}", DUE, {"officer"})]
    Report.objects.update(state=ReportState.SUBMITTED)
    assert asked(reported, DUE + timedelta(days=1)) == [(f"duyệt, ban hành {name}", DUE, {"director"})]
    assert asked(reported, DUE + timedelta(days=LATE_FOR_DAYS + 1)) == []
    other = reported.world.agencies[OTHER].pk
    assert [one[:2] for one in asked(reported, DUE, other)] == [(f"gửi {name}", DUE)]  # has not begun any


def test_one_season_at_a_time_and_each_address_leads_somewhere(reported: ReportWorld) -> None:
    found: list[Deadline] = [one for month in range(1, 13) for one in deadlines(date(2026, month, 16), [reported.agency.pk])]
    assert [(one.due, one.what.en) for one in found] == [
        (date(2025, 12, 20), "send the reform report, năm 2025"), (DUE, "send the reform report, quý I/2026"), (DUE, "send the reform report, quý I/2026"),
        (date(2026, 6, 20), "send the reform report, 6 tháng đầu năm 2026"), (date(2026, 6, 20), "send the reform report, 6 tháng đầu năm 2026"),
        (date(2026, 9, 20), "send the reform report, quý III/2026"), (date(2026, 9, 20), "send the reform report, quý III/2026"),
        (date(2026, 12, 20), "send the reform report, năm 2026"),
    ]
    assert {reported.client("officer").get(one.url).status_code for one in found} == {200}


def test_the_start_page_names_it_to_whom_it_concerns(reported: ReportWorld) -> None:
    def own(who: str) -> list[str]:
        person = reported.people[who]
        return [one.what.en for one in own_deadlines(person.pk, standing_of(person).member_of, DUE)]

    assert {who: own(who) for who in ("officer", "staff", "director", "coordinator")} == {
        "officer": ["send the reform report, quý I/2026"], "staff": [], "director": [], "coordinator": [],
    }


def test_as_many_queries_for_all_agencies_as_for_one(reported: ReportWorld) -> None:
    with CaptureQueriesContext(connection) as one:
        list(deadlines(DUE, [reported.agency.pk]))
    with CaptureQueriesContext(connection) as everywhere:
        found = list(deadlines(DUE))
    assert (len(one), len(everywhere), len(found) > 1) == (2, 2, True)
