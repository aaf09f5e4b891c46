"""Every indicator of an agency and period with what it counted, and the rows behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from parix.foundation.periods import Period
from parix.foundation.problems import Problem, ProblemsFound
from parix.indicators.described import shipped
from parix.indicators.formulas import INDICATORS
from parix.web.accounts.queries import standing_for
from parix.web.onestop.indicators import tables
from parix.web.onestop.indicators.choices import Side
from parix.web.onestop.indicators.forms import page_wanted, period_choices, period_wanted, side_wanted
from parix.web.onestop.indicators.queries import TakenSnapshot, newest_snapshot
from parix.web.onestop.indicators.queries.behind import NOTHING, Behind, rows_behind_figure
from parix.web.onestop.indicators.queries.lines import Section, sections_of
from parix.web.onestop.indicators.rules import may_refresh
from parix.web.onestop.indicators.views import asked

PAGE_SIZE = 40


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    agency, agencies = asked(request)
    today, snapshot = timezone.localdate(), newest_snapshot()
    period = period_wanted(request.GET.get("ky", ""), today)
    sections, problems = _sections(snapshot, agency.pk, period)
    about = {
        "agency": agency, "agencies": agencies, "period": period.key, "periods": period_choices(today, period), "sections": sections, "problems": problems,
        "snapshot": snapshot, "counted": sum(line.count is not None and not line.count.is_not_measured for one in sections for line in one.lines),
        "all": sum(len(one.lines) for one in sections), "refreshes": may_refresh(standing_for(request), agency.pk),
    }
    return render(request, "indicators/figures.html", about)


@login_required
@require_safe
def rows(request: HttpRequest, indicator: str) -> HttpResponse:
    """The rows behind one figure, those that missed it first."""
    agency, agencies = asked(request)
    today, snapshot = timezone.localdate(), newest_snapshot()
    if indicator not in INDICATORS:
        raise Http404("no such indicator")
    period, side = period_wanted(request.GET.get("ky", ""), today), side_wanted(request.GET.get("phia", ""))
    number, one = page_wanted(request.GET.get("trang", "")), INDICATORS[indicator]
    behind, problems = _behind(snapshot, indicator, agency.pk, period, side, first=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    page = Paginator(range(behind.many(side)), PAGE_SIZE).get_page(number)
    if page.number != number:  # asked for a page behind the last
        behind, problems = _behind(snapshot, indicator, agency.pk, period, side, first=(page.number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    about = {
        "agency": agency, "agencies": agencies, "period": period.key, "periods": period_choices(today, period), "words": shipped()[indicator], "one": one,
        "snapshot": snapshot, "behind": behind, "side": side, "problems": problems, "page": page, "many": page.paginator.count,
        "sides": [(value, label, behind.many(value)) for value, label in Side.choices if value != Side.UNKNOWN or one.marks] if one.kind != "mean" else [],
        "most": tables.MOST_ROWS,
    }
    return render(request, "indicators/rows.html", about)


@login_required
@require_safe
def rows_file(request: HttpRequest, indicator: str) -> HttpResponse:
    """The same rows as a file, applicants masked as on the page."""
    agency, _agencies = asked(request)
    if indicator not in INDICATORS:
        raise Http404("no such indicator")
    period, side = period_wanted(request.GET.get("ky", ""), timezone.localdate()), side_wanted(request.GET.get("phia", ""))
    behind, problems = _behind(newest_snapshot(), indicator, agency.pk, period, side, first=0, most=tables.MOST_ROWS)
    if problems:
        raise Http404(problems[0].message)
    return tables.rows_csv(behind.rows, name=f"{indicator}-{agency.code}-{period.key}-{side}")


def _sections(snapshot: TakenSnapshot | None, agency_id: int, period: Period) -> tuple[list[Section], Sequence[Problem]]:
    try:
        return sections_of(snapshot, agency_id, period), ()
    except ProblemsFound as refused:
        return [], refused.problems


def _behind(snapshot: TakenSnapshot | None, *asked_for: Any, **where: int) -> tuple[Behind, Sequence[Problem]]:
    if snapshot is None:
        return NOTHING, ()
    try:
        return rows_behind_figure(snapshot, *asked_for, **where), ()  # type: ignore[arg-type]
    except ProblemsFound as refused:
        return NOTHING, refused.problems
