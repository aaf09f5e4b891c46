"""Periodic reports that are to be sent: those nobody has begun, those being written, those that wait for approval (settings NOTICE_DEADLINES
and START_PAGE_DEADLINES)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.urls import reverse

from parix.foundation.phrases import Text
from parix.official_documents.composing.outlines import Season, outlines
from parix.web.accounts.choices import Role
from parix.web.accounts.queries.concerned import people_at
from parix.web.notices.queries.kinds import Deadline
from parix.web.notices.rules import DAYS_BEFORE
from parix.web.reports.choices import LATE_FOR_DAYS, ReportState
from parix.web.reports.models import Report


def deadlines(today: date, agencies: Collection[int] | None = None) -> Iterator[Deadline]:
    """For each agency that has a reform officer. The officers write; once it is submitted, the directors are the ones to act. What was
    never sent is given up when the next season is near."""
    open_now = [(season, year) for season in outlines().seasons for year in (today.year - 1, today.year, today.year + 1) if _is_near(season.due(year), today)]
    if not open_now:
        return
    officers = people_at([Role.REFORM_OFFICER], agencies, today)
    held = {
        (one.agency_id, one.season, one.year): one
        for one in Report.objects.filter(agency_id__in=list(officers), year__in={year for _season, year in open_now}).exclude(season="")
    }
    directors = people_at([Role.DIRECTOR], {one.agency_id for one in held.values() if one.state == ReportState.SUBMITTED}, today)
    for season, year in open_now:
        for agency_id, people in officers.items():
            report = held.get((agency_id, season.key, year))
            if report is None or report.state == ReportState.DRAFTED:
                yield _due(season, year, agency_id, report, people)
            elif report.state == ReportState.SUBMITTED:
                yield _due(season, year, agency_id, report, directors.get(agency_id, ()))


def _is_near(due: date, today: date) -> bool:
    return today - timedelta(days=LATE_FOR_DAYS) <= due <= today + timedelta(days=max(DAYS_BEFORE))


def _due(season: Season, year: int, agency_id: int, report: Report | None, people: tuple[int, ...]) -> Deadline:
    name = f"{season.name}/{year}" if season.name.startswith("quý") else f"{season.name} {year}"
    doing, do = ("duyệt, ban hành", "approve and issue") if report is not None and report.state == ReportState.SUBMITTED else ("gửi", "send")
    what = Text(f"{doing} báo cáo cải cách hành chính {name}", f"{do} the reform report, {name}")
    url = reverse("reports:report", args=[report.pk]) if report is not None else reverse("reports:reports")
    return Deadline(f"reports.Season:{agency_id}/{year}/{season.key}", what, season.due(year), url, people)
