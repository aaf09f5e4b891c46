"""Lists: documents by agency with what waits, numbers given, templates in use, and which season is due next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from parix.official_documents.composing.outlines import Outline, Season, outlines
from parix.web.accounts.rules import Standing
from parix.web.organisations.queries import Agency, agencies_by_id
from parix.web.organisations.queries.ordering import vietnamese
from parix.web.reports.choices import ReportState
from parix.web.reports.models import OfficeTemplate as OfficeTemplate
from parix.web.reports.models import OutgoingNumber, OutgoingSeries, Report
from parix.web.reports.queries.composing import filled_in

PAGE = 40


@dataclass(frozen=True, slots=True)
class ReportRow:
    report: Report
    outline: Outline
    season: Season | None
    comments: int
    unwritten: int


@dataclass(frozen=True, slots=True)
class DueReport:
    """A season of the agency for which there is no document yet."""

    agency: Agency
    season: Season
    year: int
    due: date

    def days_left(self, today: date) -> int:
        return (self.due - today).days


def reports_seen(standing: Standing, agency_id: int | None = None) -> QuerySet[Report]:
    """Own agencies' and those that the auditor looks over at any time; below a coordinator those that are issued."""
    wide = Q(agency_id__in=standing.member_of | standing.audits)
    found = Report.objects.filter(wide | Q(agency_id__in=standing.coordinates, state=ReportState.ISSUED))
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    return found.select_related("agency", "number", "number__series").order_by("-period_end", vietnamese("agency__name"), "-drafted_at", "-pk")


def rows_of(reports: Iterable[Report]) -> list[ReportRow]:
    """Two queries more than the reports' own."""
    reports = list(reports)
    ids = [one.pk for one in reports]
    counted = {
        one["pk"]: one for one in Report.objects.filter(pk__in=ids).values("pk").annotate(
            comments=Count("sections__comments", filter=Q(sections__comments__settled_at__isnull=True), distinct=True),
            unwritten=Count("sections", filter=Q(sections__text="", sections__unit__isnull=False), distinct=True),
        )
    }
    known = outlines()
    found = []
    for one in reports:
        outline = known.document(one.form)
        if outline is not None:
            found.append(ReportRow(one, outline, known.season(one.season), counted[one.pk]["comments"], counted[one.pk]["unwritten"]))
    return found


def due_reports(agency_ids: Collection[int], today: date) -> list[DueReport]:
    """For agencies whose documents one drafts: the season that is open for writing now and has none yet; the nearest day first."""
    agencies = agencies_by_id(agency_ids)
    held = set(
        Report.objects.filter(agency_id__in=agencies, year__in=(today.year - 1, today.year)).exclude(season="").values_list("agency_id", "season", "year")
    )
    seasons = [(season, year) for season in outlines().seasons for year in (today.year, today.year + 1) if season.due(year) >= today]
    if not seasons:
        return []
    season, year = min(seasons, key=lambda pair: pair[0].due(pair[1]))
    found = [DueReport(agency, season, year, season.due(year)) for agency in agencies.values() if (agency.pk, season.key, year) not in held]
    return sorted(found, key=lambda one: (one.due, one.agency.folded_name))


def numbers_of(agency_id: int, year: int) -> list[OutgoingNumber]:
    found = OutgoingNumber.objects.filter(series__agency_id=agency_id, series__year=year)
    return list(found.select_related("series", "report", "given_by").order_by("-number"))


def years_numbered(agency_id: int) -> list[int]:
    return list(OutgoingSeries.objects.filter(agency_id=agency_id).order_by("-year").values_list("year", flat=True))


def templates_in_use(agency_id: int) -> dict[str, OfficeTemplate]:
    found = OfficeTemplate.objects.filter(agency_id=agency_id, dropped_at__isnull=True).select_related("kept_by").defer("data")
    return {one.form: one for one in found}


def template_in_use(agency_id: int, form: str) -> OfficeTemplate | None:
    return OfficeTemplate.objects.filter(agency_id=agency_id, form=form, dropped_at__isnull=True).first()


def heading_of(report: Report) -> str:
    outline = outlines().document(report.form)
    return report.abstract or (filled_in(outline.abstract, report) if outline else "")
