"""Pages of the calendar: a year with its special days, adding or swapping days after seeing what they touch, what changes touched."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.whose import agency_chosen
from parix.web.accounts.rules import Standing
from parix.web.design.refusals import add_problems
from parix.web.organisations.queries import Agency, ids_above, tops_within
from parix.web.working_calendar.actions import remove_day, set_day, what_would_change
from parix.web.working_calendar.forms import DayForm
from parix.web.working_calendar.queries import CalendarDay, calendar_for, change_by_id, changes_listed, days_of_year, rows_of_year
from parix.web.working_calendar.rules import may_keep, may_see

PAGE_SIZE, SHOWN_FIRST = 100, 50


@login_required
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    province, today = _province(request), timezone.localdate()
    calendar = calendar_for(province.pk, today)
    years = list(range(calendar.first.year, calendar.last.year + 1))
    asked = request.GET.get("nam", "")
    shown = int(asked) if asked.isdecimal() and len(asked) < 5 and int(asked) in years else today.year
    written = rows_of_year(shown, province.pk)
    about = {
        "province": province, "agency": province, "agencies": _provinces(request), "year": shown, "years": years[::-1],
        "hours": calendar.hours, "keeps": may_keep(standing_for(request), province.pk),
        "days": [(one, written.get(one.day)) for one in days_of_year(calendar, shown)], "today": today,
        "changes": changes_listed(province.pk)[:10], "form": DayForm(),
    }
    return render(request, "working_calendar/year.html", about)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_a_day(request: HttpRequest) -> HttpResponse:
    """First what it would touch, then, by a second button, the change itself."""
    province = _province(request, to_keep=True)
    form = DayForm(request.POST if request.method == "POST" else None)
    touched, asked = None, False
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                change = set_day(province=province, given=form.given(), by=person_of(request), at=timezone.now())
                messages.success(request, _("Đã ghi vào lịch làm việc."))
                return _to_change(change.pk, province)
            touched, asked = what_would_change(province=province, given=form.given(), at=timezone.now()), True
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
    about = {"province": province, "form": form, "asked": asked, "touched": (touched or [])[:SHOWN_FIRST], "many": len(touched or [])}
    return render(request, "working_calendar/set.html", about, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, day: int) -> HttpResponse:
    province = _province(request, to_keep=True)
    held = CalendarDay.objects.select_related("province").filter(pk=day).first()
    if held is None or held.province_id not in (None, province.pk):
        raise Http404("no such day")
    change = remove_day(province=province, day=held, by=person_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ ngày này; lịch trở lại như trước."))
    return _to_change(change.pk, province)


@login_required
@require_safe
def change(request: HttpRequest, change: int) -> HttpResponse:
    """One change with every promised deadline that it touched, which all stay."""
    province, held = _province(request), change_by_id(change)
    if held is None or held.province_id not in (None, province.pk):
        raise Http404("no such change")
    page = Paginator(held.deadlines.all(), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "working_calendar/change.html", {"province": province, "change": held, "page": page, "rows": list(page)})


def _to_change(change: int, province: Agency) -> HttpResponse:
    return redirect(f"{reverse('working_calendar:change', args=[change])}?{urlencode({'co_quan': province.code})}")


def _province(request: HttpRequest, *, to_keep: bool = False) -> Agency:
    """The top of the tree that the address names, else the first of those whose calendar the person keeps or sees. Raises PermissionDenied,
    Http404."""
    standing = standing_for(request)
    found = agency_chosen([one for one in _provinces(request) if not to_keep or may_keep(standing, one.pk)], request.GET.get("co_quan", ""))
    if found is None:
        raise Http404("no such province") if request.GET.get("co_quan") and not to_keep else PermissionDenied
    return found


def _provinces(request: HttpRequest) -> list[Agency]:
    """Those that the person keeps first, the tree in which it has most to do before others. Raises PermissionDenied for whoever may see none."""
    standing = standing_for(request)
    if not may_see(standing):
        raise PermissionDenied
    reached = _reached(standing)
    return sorted(tops_within(reached), key=lambda one: (not may_keep(standing, one.pk), -reached[one.pk]))


def _reached(standing: Standing) -> Counter[int]:
    """How many of the person's agencies lie in the tree of each, itself with them."""
    wide = standing.administers | standing.coordinates | standing.audits | standing.council_over
    own = standing.member_of | wide | frozenset(one for appraising in standing.appraises for one in appraising.agencies)
    return Counter(top for chain in ids_above(own).values() for top in chain)
