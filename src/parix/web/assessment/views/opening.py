"""Opening a round in the browser: edition and year first, then its name, its agencies by group and the calendar of its stages."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parix.foundation.phrases import Text
from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.assessment.forms import RoundForm, TimesForm, add_problems
from parix.web.assessment.queries.opening_rounds import OpeningPage, opening_page
from parix.web.assessment.queries.rounds import Round
from parix.web.assessment.scoring_runs.opening import open_whole_round
from parix.web.assessment.views.self_assessment import ROOM, language
from parix.web.organisations.choices import Kind

YEAR_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def opening(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    page = opening_page(
        standing_for(request), province=asked.get("tinh", ""), edition=asked.get("bo", ""), kind=asked.get("loai", ""),
        year=_year(asked.get("nam", "")),
    )
    if not page.provinces:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, groups=page.groups, initial={"title_vi": _title(page)})
    timing = TimesForm(data, windows={}, language=language())
    if data is not None and form.is_valid() & timing.is_valid() and (made := _open(request, page, form, timing)) is not None:
        messages.success(request, _("Đã mở đợt chấm."))
        return redirect("assessment:stages", made.slug)
    shown = {"page": page, "form": form, "timing": timing, "kinds": [(kind, Kind(kind).label) for kind in page.kinds], "room": ROOM}
    return render(request, "assessment/opening/page.html", shown, status=422 if data is not None else 200)


def _open(request: HttpRequest, page: OpeningPage, form: RoundForm, timing: TimesForm) -> Round | None:
    by, given = request.user, form.cleaned_data
    assert isinstance(by, User)
    if page.province is None or page.chosen is None or page.period is None:
        form.add_error(None, _("Chọn phiên bản bộ chỉ số và năm trước."))
        return None
    taking_part = [one.agency for one in page.agencies if one.agency.code not in given["left_out"]]
    try:
        return open_whole_round(
            province=page.province, edition_name=page.chosen.name, agency_kind=page.kind, period=page.period, title=Text(given["title_vi"], given["title_en"]),
            agencies=taking_part, times=timing.times(), by=by, at=timezone.now(),
        )
    except ProblemsFound as refused:
        add_problems(timing, [one for one in refused.problems if one.place.path in timing.fields])
        add_problems(form, [one for one in refused.problems if one.place.path not in timing.fields])
    return None


def _title(page: OpeningPage) -> str:
    if not page.kind:
        return ""
    return _("Chỉ số cải cách hành chính %(kind)s năm %(year)s") % {"kind": Kind(page.kind).label, "year": page.year}


def _year(asked: str) -> int:
    year = int(asked) if asked.isdecimal() and len(asked) <= YEAR_DIGITS else 0
    return year if date.min.year < year < date.max.year else timezone.localdate().year
