"""Pages of the lost-point ledger: the whole, the split of one leaf, and the account of every unit head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import User, standing_for
from parix.web.assessment import tables
from parix.web.assessment.actions.lost_points import MOST_ENTRIES, SplitConflict, divide_loss
from parix.web.assessment.choices import Cause, Ground
from parix.web.assessment.forms import LossForm, shared_out
from parix.web.assessment.queries.lost_points import Entry, Line
from parix.web.assessment.queries.lost_points.pages import Asked, LossPage, accountability_page, ledger_page, loss_page
from parix.web.assessment.queries.lost_points.province import province_page
from parix.web.assessment.queries.rounds import Round, round_by_slug
from parix.web.assessment.queries.sheets import ScoringRun, shown_run
from parix.web.assessment.rules import may_see_all_ledgers, may_see_ledger

ROOM = "assessment"


@require_safe
@login_required
def ledger(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    page = ledger_page(run_seen(request, slug, agency), standing_for(request), _asked(request), timezone.localdate())
    return render(request, "assessment/lost_points/ledger.html", {"page": page, "causes": Cause, "room": ROOM, **_ways(request, page.round)})


@require_safe
@login_required
def ledger_file(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    page = ledger_page(run_seen(request, slug, agency), standing_for(request), _asked(request), timezone.localdate())
    return tables.ledger_file(page)


@require_safe
@login_required
def accountability(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    page = accountability_page(run_seen(request, slug, agency))
    shown = {"page": page, "today": timezone.localdate(), "room": ROOM, **_ways(request, page.round)}
    return render(request, "assessment/lost_points/accountability.html", shown)


@require_safe
@login_required
def accountability_file(request: HttpRequest, slug: str, agency: str) -> HttpResponse:
    return tables.accountability_file(accountability_page(run_seen(request, slug, agency)))


@require_safe
@login_required
def province(request: HttpRequest, slug: str) -> HttpResponse:
    """What every agency lost, side by side."""
    page = province_page(_round_seen(request, slug), request.GET.get("linh_vuc", ""), timezone.localdate())
    return render(request, "assessment/lost_points/province.html", {"page": page, "room": ROOM})


@require_safe
@login_required
def province_file(request: HttpRequest, slug: str) -> HttpResponse:
    return tables.province_losses_file(province_page(_round_seen(request, slug), "", timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def loss(request: HttpRequest, slug: str, agency: str, leaf: str) -> HttpResponse:
    page = loss_page(run_seen(request, slug, agency), standing_for(request), leaf)
    if page is None:
        raise Http404("no points were lost there")
    if request.method != "POST":
        return _show(request, page, _forms_of(page, page.line.entries))
    count = min(max(_whole(request.POST.get("count", "")), 1), MOST_ENTRIES)
    if "more" in request.POST:
        return _show(request, page, _forms_typed(page, request.POST, min(count + 1, MOST_ENTRIES)))
    kept = [number for number in range(count) if not request.POST.get(f"{number}-drop")]
    forms = [LossForm(request.POST, prefix=str(number), **_choices(page)) for number in kept]
    valid = [form.is_valid() for form in forms]  # every one, so that all problems show at once
    if not all(valid) or not _shared_out(page.line, forms):
        return _show(request, page, forms, 422)
    return _divide(request, page, forms)


def _divide(request: HttpRequest, page: LossPage, forms: Sequence[LossForm]) -> HttpResponse:
    by = request.user
    assert isinstance(by, User)
    try:
        divide_loss(
            run=page.ledger.run, leaf_key=page.line.loss.key, entries=[_entry(page, form) for form in forms],
            based_on=_whole(request.POST.get("version", "")), by=by, at=timezone.now(),
        )
    except ProblemsFound as refused:
        for problem in refused.problems:
            number, _dot, name = problem.place.path.partition(".")
            form = forms[int(number)] if number.isdecimal() else forms[0]
            form.add_error(name if name in form.fields else None, f"{problem.message}: {problem.remedy}")
        return _show(request, page, forms, 422)
    except SplitConflict as conflict:
        return _show(request, replace(page, line=conflict.held), forms, 409, conflict)
    messages.success(request, _("Đã lưu phân tích điểm mất."))
    return redirect("assessment:lost_points", page.round.slug, page.ledger.sheet.agency_code)


def _shared_out(line: Line, forms: Sequence[LossForm]) -> bool:
    """The part that was left empty takes what is left; a second one is refused."""
    empty = [form for form in forms if form.cleaned_data["points"] is None]
    for form in empty[1:]:
        form.add_error("points", _("chỉ một phần được để trống số điểm"))
    if len(empty) == 1:
        empty[0].cleaned_data["points"] = line.loss.points - sum((form.cleaned_data["points"] for form in forms if form not in empty), Fraction(0))
    return len(empty) < 2


def _show(request: HttpRequest, page: LossPage, forms: Sequence[LossForm], status: int = 200, conflict: SplitConflict | None = None) -> HttpResponse:
    shown = {"page": page, "line": page.line, "forms": forms, "conflict": conflict, "full": len(forms) >= MOST_ENTRIES, "wrong": status == 422}
    return render(request, "assessment/lost_points/loss.html", {**shown, "today": timezone.localdate(), "room": ROOM}, status=status)


def _forms_of(page: LossPage, entries: Sequence[Entry]) -> list[LossForm]:
    initials = [
        {
            "points": shared_out(one.points), "ground": one.ground, "explanation": one.explanation, "unit": one.unit.pk if one.unit else "",
            "person": one.person.pk if one.person else "", "is_recoverable": {True: "yes", False: "no", None: ""}[one.is_recoverable],
            "remedy": one.remedy, "remedy_unit": one.remedy_unit.pk if one.remedy_unit else "",
            "remedy_person": one.remedy_person.pk if one.remedy_person else "", "recover_by": one.recover_by, "done_on": one.done_on,
        }
        for one in entries
    ]
    return [LossForm(prefix=str(number), initial=initial, **_choices(page)) for number, initial in enumerate(initials)]


def _forms_typed(page: LossPage, data: QueryDict, count: int) -> list[LossForm]:
    """What was typed, unchecked, with room for more."""
    names = LossForm.base_fields
    return [
        LossForm(prefix=str(number), initial={name: data.get(f"{number}-{name}", "") for name in names}, **_choices(page)) for number in range(count)
    ]


def _choices(page: LossPage) -> dict[str, Any]:
    return {"units": page.ledger.units, "people": [one.user for one in page.ledger.people]}


def _entry(page: LossPage, form: LossForm) -> Entry:
    given = form.cleaned_data
    units, people = {unit.pk: unit for unit in page.ledger.units}, {one.user.pk: one.user for one in page.ledger.people}
    return Entry(
        given["points"], Ground(given["ground"]), given["explanation"], units.get(given["unit"]), people.get(given["person"]), given["is_recoverable"],
        given["recover_by"], given["remedy"], units.get(given["remedy_unit"]), people.get(given["remedy_person"]), given["done_on"],
    )


def _whole(text: str) -> int:
    """A small whole number of a hidden field; nought for whatever else was posted."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _asked(request: HttpRequest) -> Asked:
    asked = request.GET
    return Asked(asked.get("don_vi", ""), asked.get("linh_vuc", ""), asked.get("nguyen_nhan", ""), asked.get("xem", ""))


def _ways(request: HttpRequest, round: Round) -> dict[str, Any]:
    return {"may_see_losses": may_see_all_ledgers(standing_for(request), round)}


def _round_seen(request: HttpRequest, slug: str) -> Round:
    round = round_by_slug(slug)
    if round is None or not round.is_published:
        raise Http404("no such published round")
    if not may_see_all_ledgers(standing_for(request), round):
        raise PermissionDenied
    return round


def run_seen(request: HttpRequest, slug: str, agency: str) -> ScoringRun:
    """The published run; before publication there is no ledger, for nobody."""
    round = round_by_slug(slug)
    run = shown_run(round, agency) if round is not None and round.is_published else None
    if run is None:
        raise Http404("no such published sheet")
    if not may_see_ledger(standing_for(request), run.round, run.agency_id):
        raise PermissionDenied
    return run
