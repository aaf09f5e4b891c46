"""The desk: the fees of one dossier, paying at the counter, receipts, the account."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parix.foundation.problems import ProblemsFound
from parix.web.accounts.queries import person_of, standing_for
from parix.web.accounts.queries.whose import agencies_seen, agency_chosen
from parix.web.onestop.dossiers.actions.disclosing import disclose_applicant
from parix.web.onestop.dossiers.queries import Dossier, dossier_by_code
from parix.web.onestop.payments import tables
from parix.web.onestop.payments.actions.charging import ask_payment, drop_charge, pay_at_counter, set_account
from parix.web.onestop.payments.choices import ChargeState
from parix.web.onestop.payments.forms import AccountForm, ChargeForm, ReasonForm, add_problems
from parix.web.onestop.payments.queries import account_of, charges_of, keeps
from parix.web.onestop.payments.rules import may_see, may_set_account
from parix.web.onestop.payments.views import kept_charge


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, dossier_code: str) -> HttpResponse:
    one = dossier_by_code(dossier_code)
    if one is None or not may_see(standing_for(request), one.agency_id):
        raise Http404("no such dossier")
    may = keeps(standing_for(request), one.agency_id, timezone.localdate())
    start = {"name": _("Phí, lệ phí %(name)s") % {"name": one.procedure.name[:150]}, "amount": one.fee_amount}
    form = ChargeForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _done(request, form, lambda: ask_payment(dossier=one, **form.cleaned_data, by=person_of(request), at=timezone.now())):
            return redirect("payments:dossier", one.code)
    charges = charges_of(one.pk)
    about = {
        "one": one, "charges": charges, "keeps": may, "account": account_of(one.agency_id), "form": form, "drop": ReasonForm(),
        "has_open": any(each.state == ChargeState.ASKED for each in charges), "sets_account": may_set_account(standing_for(request), one.agency_id),
    }
    return render(request, "payments/dossier.html", about, status=422 if form.errors else 200)


@login_required
@require_POST
def at_counter(request: HttpRequest, charge_reference: str) -> HttpResponse:
    one = kept_charge(request, charge_reference)
    _done(request, None, lambda: pay_at_counter(charge=one, by=person_of(request), at=timezone.now()))
    return redirect("payments:dossier", one.dossier.code)


@login_required
@require_POST
def drop(request: HttpRequest, charge_reference: str) -> HttpResponse:
    one = kept_charge(request, charge_reference)
    _done(request, None, lambda: drop_charge(charge=one, reason=request.POST.get("reason", ""), by=person_of(request), at=timezone.now()))
    return redirect("payments:dossier", one.dossier.code)


@never_cache
@login_required
@require_safe
def receipt(request: HttpRequest, charge_reference: str) -> HttpResponse:
    """With the payer's name, as a receipt asks: noted in the journal."""
    one = kept_charge(request, charge_reference)
    if one.state != ChargeState.PAID:
        raise Http404("no receipt yet")
    payer = disclose_applicant(dossier=one.dossier, why="in biên lai", by=person_of(request), at=timezone.now())
    return tables.receipt_file(one, payer.name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    agency = agency_chosen(agencies_seen(standing_for(request)), request.POST.get("co_quan") or request.GET.get("co_quan", ""))
    if agency is None or not may_set_account(standing_for(request), agency.pk):
        raise PermissionDenied
    held = account_of(agency.pk)
    start = {name: getattr(held, name) for name in ("bank", "account", "holder", "unit")} if held else {}
    form = AccountForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid() and _done(request, form, lambda: set_account(agency=agency, **form.cleaned_data, by=person_of(request), at=timezone.now())):
        return redirect("payments:lines")
    return render(request, "payments/account.html", {"agency": agency, "form": form}, status=422 if form.errors else 200)


def dossier_panel(request: HttpRequest, one: Dossier) -> str:
    """On the page of a dossier (setting DOSSIER_PANELS): its charges and the way to them."""
    may = keeps(standing_for(request), one.agency_id, timezone.localdate())
    charges = charges_of(one.pk)
    return render_to_string("payments/panel.html", {"one": one, "charges": charges}, request) if (may or charges) and not one.source else ""


def _done(request: HttpRequest, form: forms.Form | None, act: Callable[[], object]) -> bool:
    try:
        act()
    except ProblemsFound as refused:
        if form is None:
            messages.error(request, "; ".join(f"{one.message}: {one.remedy}" for one in refused.problems))
        else:
            add_problems(form, refused.problems)
        return False
    messages.success(request, _("Đã ghi."))
    return True
