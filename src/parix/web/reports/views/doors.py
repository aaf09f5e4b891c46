"""What every page of the room asks first: the person, the document, the section."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import standing_for
from parix.web.organisations.queries import Agency, agency_by_code
from parix.web.reports import rules
from parix.web.reports.queries.drafts import Report, Section, report_by_id

ROOM = "reports"


def seen(request: HttpRequest, report_id: int) -> Report:
    report = report_by_id(report_id)
    if report is None:
        raise Http404("no such document")
    if not rules.may_see(standing_for(request), report):
        raise PermissionDenied
    return report


def section_of(report: Report, key: str) -> Section:
    found = report.sections.select_related("unit").filter(key=key).first()
    if found is None:
        raise Http404("no such section")
    return found


def agency_of(code: str) -> Agency:
    agency = agency_by_code(code)
    if agency is None:
        raise Http404("no such agency")
    return agency


def may_or_leave(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def say_problems(request: HttpRequest, refused: ProblemsFound) -> None:
    for problem in refused.problems:
        place = f"{problem.place.path}: " if problem.place.path else ""
        messages.error(request, f"{place}{problem.message}. {problem.remedy}.")


def back_to(report_id: int, section_id: int | None = None) -> HttpResponse:
    response = redirect("reports:report", report_id)
    if section_id is not None:
        response["Location"] += f"#phan-{section_id}"
    return response
