"""The followed department's documents: the report of the season that is over, issued and frozen, and the draft of the one to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from parix.criteria.editions import Edition
from parix.demo_data.made_up_agencies import FOLLOWED
from parix.demo_data.papers.offices import PLACE, PROVINCE_NAME, office_of
from parix.demo_data.province import DemoProvince
from parix.demo_data.seasons import season_set
from parix.foundation.facts import Share
from parix.foundation.measurements import MeasurementSet
from parix.official_documents.composing.outlines import Season, outlines
from parix.web.accounts.queries import User
from parix.web.demo_loading.choices import director_of, officer_of
from parix.web.measurements.measuring import record
from parix.web.organisations.queries import Agency
from parix.web.reports.actions.commenting import comment, settle_comment
from parix.web.reports.actions.drafting import draft_report
from parix.web.reports.actions.issuing import issue, submit
from parix.web.reports.actions.writing import change_head, save_section
from parix.web.reports.queries.drafts import Report

FORM, ONE_STOP, FAULTS, NEXT = "periodic_report", "II.2", "III.2", "IV.1"
_CHANGED = "onestop.dossiers_on_time"


@dataclass(frozen=True, slots=True)
class Writers:
    officer: User
    director: User
    one_stop: User


def reports_written(agency: Agency, demo: DemoProvince, edition: Edition, people: Mapping[str, User], at: datetime) -> list[Report]:
    """The newest season that is over, and the next one; days that are still to come do not occur."""
    short = FOLLOWED.short.lower()
    writers = Writers(people[officer_of(FOLLOWED)], people[director_of(FOLLOWED)], people[f"motcua.{short}"])
    today = timezone.localdate(at)
    years = [(season, year) for year in (today.year - 1, today.year, today.year + 1) for season in outlines().seasons]
    over, year_over = max((pair for pair in years if pair[0].due(pair[1]) < today), key=lambda pair: pair[0].due(pair[1]))
    coming, year_coming = min((pair for pair in years if pair[0].due(pair[1]) >= today), key=lambda pair: pair[0].due(pair[1]))
    for season, year in ((over, year_over), (coming, year_coming)):
        _measured(agency, demo, edition, season, year, writers, at)
    issued = _issued(agency, over, year_over, writers)
    return [issued, _drafted(agency, demo, edition, coming, year_coming, writers, at)]


def _measured(agency: Agency, demo: DemoProvince, edition: Edition, season: Season, year: int, writers: Writers, at: datetime) -> None:
    period = season.period(year)
    for one in (period.a_year_before(), period):
        moment = min(_morning(one.end + timedelta(days=1)), at - timedelta(days=4))
        record(agency=agency, given=season_set(demo, edition, agency.code, one), by=writers.officer, at=moment)


def _issued(agency: Agency, season: Season, year: int, writers: Writers) -> Report:
    first = _morning(season.period(year).end + timedelta(days=1))
    report = _headed(draft_report(agency=agency, form=FORM, season=season.key, year=year, by=writers.officer, at=first), writers, first)
    _say(report, FAULTS, "- Việc số hóa hồ sơ ở một số lĩnh vực còn chậm; nguyên nhân là thiếu thiết bị tại Bộ phận một cửa.", writers.officer, first)
    remark = comment(report=report, key=FAULTS, text="Nêu rõ nguyên nhân khách quan, chủ quan.", by=writers.director, at=first + timedelta(hours=3))
    settle_comment(report=report, comment_id=remark.pk, by=writers.officer, at=first + timedelta(hours=5))
    submit(report=report, by=writers.officer, at=first + timedelta(days=1))
    return issue(report=report, by=writers.director, at=first + timedelta(days=2))


def _drafted(agency: Agency, demo: DemoProvince, edition: Edition, season: Season, year: int, writers: Writers, at: datetime) -> Report:
    """Under way: a unit has written, the director has commented, and a figure was corrected since."""
    first = at - timedelta(days=3)
    report = _headed(draft_report(agency=agency, form=FORM, season=season.key, year=year, by=writers.officer, at=first), writers, first)
    said = "- Bộ phận một cửa đã bố trí đủ thiết bị quét; hướng dẫn tổ chức, cá nhân nộp {ho_so_truc_tuyen} hồ sơ trực tuyến."
    _say(report, ONE_STOP, said, writers.one_stop, at - timedelta(days=2))
    comment(report=report, key=NEXT, text="Bổ sung nhiệm vụ chuyển đổi số của năm sau.", by=writers.director, at=at - timedelta(days=1))
    _corrected(agency, season_set(demo, edition, agency.code, season.period(year)), writers, at - timedelta(hours=6))
    return report


def _headed(report: Report, writers: Writers, at: datetime) -> Report:
    signing = office_of(FOLLOWED).signing("head", "report")
    given = {"parent": f"UBND {PROVINCE_NAME}", "place": PLACE, "signer_position": signing.position, "signer_name": signing.name}
    return change_head(report=report, given=given, by=writers.officer, at=at)


def _say(report: Report, key: str, line: str, by: User, at: datetime) -> None:
    section = report.sections.get(key=key)
    save_section(report=report, key=key, text=f"{section.text}\n{line}", based_on=section.version, by=by, at=at)


def _corrected(agency: Agency, given: MeasurementSet, writers: Writers, at: datetime) -> None:
    """One dossier turns out to have been in time, or late."""
    rows = []
    for one in given.measurements:
        if one.code == _CHANGED and isinstance(one.fact, Share):
            step = 1 if one.fact.numerator < one.fact.denominator else -1
            rows.append(replace(one, fact=Share(one.fact.numerator + step, one.fact.denominator)))
    record(agency=agency, given=replace(given, measurements=tuple(rows)), by=writers.officer, at=at)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(2), UTC)
