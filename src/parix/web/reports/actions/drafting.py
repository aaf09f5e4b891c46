"""A new draft: its head from the agency, its sections from the outline, with the sentences whose figures somebody has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.official_documents.composing.outlines import Outline, outlines
from parix.official_documents.composing.sentences import seen_after, without_unknown
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.organisations.queries import Agency, Unit
from parix.web.organisations.queries.units import units_serving
from parix.web.reports.actions.holding import held_draft, subject_of
from parix.web.reports.models import Report, Section
from parix.web.reports.queries.composing import filled_in, symbol_of
from parix.web.reports.queries.figures import figures_of
from parix.web.reports.queries.figures.indexed import YearResult, year_result
from parix.web.reports.queries.listings import listed_lines

DIRECTOR = "GIÁM ĐỐC"


def draft_report(*, agency: Agency, form: str, season: str, year: int, by: User, at: datetime) -> Report:
    """Raises ProblemsFound for a form or season that is not known, and when the agency has that season's document already."""
    outline = outlines().document(form)
    known = outlines().season(season)
    if outline is None or (outline.is_periodic and known is None):
        raise ProblemsFound([Problem("reports.form_unknown", "không có loại văn bản hoặc kỳ báo cáo này", "chọn trong danh sách")])
    period = known.period(year) if known is not None and outline.is_periodic else Period.of_year(year)
    try:
        with transaction.atomic():
            return _drafted(agency, outline, season if outline.is_periodic else "", year, period, by, at)
    except IntegrityError:
        raise ProblemsFound([_twice(agency, form, season, year)]) from None


def _drafted(agency: Agency, outline: Outline, season: str, year: int, period: Period, by: User, at: datetime) -> Report:
    report = Report(
        agency=agency, form=outline.key, season=season, year=year, period_start=period.start, period_end=period.end, symbol=symbol_of(outline, agency.name),
        parent=f"UBND {agency.parent.name}" if agency.parent else "", place=agency.parent.name if agency.parent else agency.name,
        signer_position=DIRECTOR, drafted_by=by, drafted_at=at,
    )
    report.abstract = filled_in(outline.abstract, report)
    report.recipients = [filled_in(one, report) for one in outline.recipients]
    report.addressees = [filled_in(one, report) for one in outline.addressees]
    _remember_head(report)
    report.save(force_insert=True)
    Section.objects.bulk_create(_sections(report, outline))
    record(act="reports.drafted", subject=subject_of(report), by=by, after={"form": outline.key, "season": season, "year": year}, scope=agency.code, at=at)
    return report


def _remember_head(report: Report) -> None:
    """Who signs and where, as in the agency's newest document."""
    before = Report.objects.filter(agency=report.agency).order_by("-drafted_at", "-pk").first()
    for name in ("parent", "place", "signing_mark", "signer_position", "signer_name") if before is not None else ():
        setattr(report, name, getattr(before, name))


def _sections(report: Report, outline: Outline) -> list[Section]:
    given = [filled_in(one.text, report) for one in outline.sections]
    values = figures_of(report, given).by_name
    units = units_serving([report.agency_id], [one.lead for one in outline.sections if one.lead], report.period_end)
    result = year_result(report.agency, report.year) if any(one.listing for one in outline.sections) else YearResult()
    made = []
    for place, (section, text) in enumerate(zip(outline.sections, given, strict=True)):
        lines = [without_unknown(text, values), *(listed_lines(section.listing, result) if section.listing else ())]
        whole = "\n".join(line for line in lines if line)
        unit: Unit | None = units.get((report.agency_id, section.lead)) if section.lead else None
        made.append(Section(report=report, place=place, key=section.key, title=section.title, unit=unit, text=whole, seen=seen_after(whole, values, {})))
    return made


def _twice(agency: Agency, form: str, season: str, year: int) -> Problem:
    held = Report.objects.filter(agency=agency, form=form, season=season, year=year).first()
    where = f" (bản {held.pk})" if held is not None else ""
    return Problem("reports.twice", f"kỳ này đã có một bản{where}", "mở bản đã có trong danh sách")


@transaction.atomic
def discard_draft(*, report: Report, by: User, at: datetime) -> None:
    """Sections, comments and typed figures go with it; the journal keeps that it was there. Raises StepRefused."""
    held = held_draft(report)
    before: dict[str, Any] = {"form": held.form, "season": held.season, "year": held.year}
    subject, code = subject_of(held), held.agency.code
    held.delete()
    record(act="reports.discarded", subject=subject, by=by, before=before, scope=code, at=at)
