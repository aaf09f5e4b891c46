"""Statements of the bank: what came in and waits for its charge, reading a file, deciding on one line."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.onestop.payments.actions.statements import match_by_hand, read_in, set_aside
from parix.web.onestop.payments.choices import WAITING, LineState
from parix.web.onestop.payments.forms import LineForm, StatementForm, add_problems
from parix.web.onestop.payments.queries import Line, account_of, keeps, lines_found, open_charges, statements_of, taken_in, words_of
from parix.web.onestop.payments.rules import may_set_account
from parix.web.onestop.payments.views import kept_agency
from parix.web.organisations.queries import Agency

PAGE_SIZE, MOST_SHOWN = 40, 20


@never_cache
@login_required
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    agencies, agency = kept_agency(request)
    return _shown(request, agencies, agency, StatementForm())


@login_required
@require_POST
def read_file(request: HttpRequest) -> HttpResponse:
    agencies, agency = kept_agency(request)
    form = StatementForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = read_in(agency=agency, content=file.read(), file_name=file.name, by=person_of(request), at=timezone.now())
        except ProblemsFound as refused:
            add_problems(form, refused.problems[:MOST_SHOWN])
        else:
            said = _("Đọc %(new)s dòng mới: %(matched)s khớp, %(other)s khác số tiền, %(unmatched)s chưa khớp; %(doubled)s dòng đã có.")
            messages.success(request, said % {
                "new": read.new, "matched": read.matched, "other": read.other_sum, "unmatched": read.unmatched, "doubled": read.doubled,
            })
            return redirect("payments:lines")
    return _shown(request, agencies, agency, form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, statement_line: int) -> HttpResponse:
    held = Line.objects.select_related("agency", "charge", "statement").filter(pk=statement_line).first()
    if held is None or not keeps(standing_for(request), held.agency_id, timezone.localdate()):
        raise Http404("no such line")
    charges = list(open_charges(held.agency_id).filter(amount=held.amount)[:100])
    form = LineForm(request.POST if request.method == "POST" else None, charges=charges)
    if form.is_valid():
        chosen, by, at = form.chosen(), person_of(request), timezone.now()
        try:
            if chosen is not None:
                match_by_hand(line=held, charge=chosen, by=by, at=at)
            else:
                set_aside(line=held, reason=form.cleaned_data["reason"], by=by, at=at)
        except ProblemsFound as refused:
            add_problems(form, refused.problems)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("payments:lines")
    about = {"line": held, "words": words_of([held])[held.pk], "form": form if held.state in WAITING else None}
    return render(request, "payments/line.html", about, status=422 if form.errors else 200)


def _shown(request: HttpRequest, agencies: list[Agency], agency: Agency, form: StatementForm) -> HttpResponse:
    state, year = request.GET.get("trang_thai", ""), timezone.localdate().year
    page = Paginator(lines_found(agency.pk, state), PAGE_SIZE).get_page(request.GET.get("trang"))
    held = list(page)
    words, (many, total) = words_of(held), taken_in(agency.pk, year)
    about = {
        "agency": agency, "agencies": agencies, "form": form, "page": page, "rows": [(one, words[one.pk]) for one in held], "state": state,
        "states": LineState.choices, "account": account_of(agency.pk), "statements": statements_of(agency.pk)[:10], "open": open_charges(agency.pk).count(),
        "many": many, "total": total, "year": year, "sets_account": may_set_account(standing_for(request), agency.pk),
    }
    return render(request, "payments/lines.html", about, status=422 if form.errors else 200)
