"""Accounts, charges, and what happens when one is paid: the receipt takes its number and the dossier's clock goes on."""

from __future__ import annotations

import secrets
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from parix.exchange_formats.vietqr import BankCode, problems_of
from parix.foundation.problems import Place, Problem, refuse_errors
from parix.web.accounts.queries import User, standing_of
from parix.web.audit_trail.actions import record
from parix.web.onestop.dossiers.actions.marking import mark_fee, mark_paid
from parix.web.onestop.dossiers.queries import Dossier
from parix.web.onestop.dossiers.rules import is_own
from parix.web.onestop.payments.actions import subject_of
from parix.web.onestop.payments.choices import ChargeState, PaidBy
from parix.web.onestop.payments.models import Account, Charge
from parix.web.onestop.payments.queries import keeps
from parix.web.onestop.payments.rules import may_set_account
from parix.web.organisations.queries import Agency

# Begins alike for whoever reads a statement; without letters that people mix up.
_BEGINS, _LENGTH, _LETTERS = "PX", 8, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def set_account(*, agency: Agency, bank: str, account: str, holder: str, unit: str, by: User, at: datetime) -> Account:
    """Raises PermissionDenied, ProblemsFound."""
    if not may_set_account(standing_of(by), agency.pk):
        raise PermissionDenied("chỉ lãnh đạo và cán bộ cải cách hành chính của cơ quan ghi được tài khoản thu phí")
    found = list(problems_of(BankCode(bank.strip(), account.strip())))
    if not holder.strip():
        found.append(_problem("holder_missing", "chưa ghi tên chủ tài khoản", "ghi như ngân hàng đăng ký", "holder"))
    refuse_errors(found)
    values = {"bank": bank.strip(), "account": account.strip(), "holder": holder.strip(), "unit": unit.strip()}
    held, _made = Account.objects.update_or_create(agency=agency, defaults=values)
    record(act="payments.account_set", subject=subject_of(held), by=by, after={"account": str(held)}, scope=agency.code, at=at)
    return held


@transaction.atomic
def ask_payment(*, dossier: Dossier, name: str, amount: Decimal, by: User, at: datetime) -> Charge:
    """One open charge for a dossier. Raises PermissionDenied, ProblemsFound."""
    _refuse_unless_kept(by, dossier.agency_id, at)
    found = []
    if not is_own(dossier):
        found.append(_problem("other_owner", f"hồ sơ này do {dossier.source} quản lý", "thu phí ở hệ thống đó", "amount"))
    if amount <= 0 or amount != int(amount) or amount >= 10**13:
        found.append(_problem("amount", "số tiền phải là số đồng dương", "ghi lại số tiền", "amount"))
    if not name.strip():
        found.append(_problem("name_missing", "chưa ghi tên phí, lệ phí", "ghi tên, ví dụ «Lệ phí cấp giấy phép»", "name"))
    if not Account.objects.filter(agency_id=dossier.agency_id).exists():
        found.append(_problem("no_account", "cơ quan chưa có tài khoản thu phí", "ghi tài khoản trước", "amount"))
    if Charge.objects.filter(dossier=dossier, state=ChargeState.ASKED).exists():
        found.append(_problem("already_asked", "hồ sơ đang có một khoản chưa nộp", "thu hoặc bỏ khoản đó trước", "amount"))
    refuse_errors(found)
    reference = _BEGINS + "".join(secrets.choice(_LETTERS) for _letter in range(_LENGTH))
    one = Charge.objects.create(agency_id=dossier.agency_id, dossier=dossier, reference=reference, name=name.strip(), amount=amount, asked_at=at, asked_by=by)
    mark_fee(dossier_id=dossier.pk, is_owed=True, amount=amount, at=at)
    after = {"reference": reference, "amount": amount}
    record(act="payments.asked", subject=subject_of(one), by=by, after=after, scope=dossier.agency.code, at=at)
    return one


@transaction.atomic
def drop_charge(*, charge: Charge, reason: str, by: User, at: datetime) -> Charge:
    """Raises PermissionDenied, ProblemsFound."""
    held = held_charge(charge)
    _refuse_unless_kept(by, held.agency_id, at)
    if not reason.strip():
        refuse_errors([_problem("reason_missing", "chưa ghi lý do", "ghi lý do không thu nữa", "reason")])
    refuse_unless_open(held)
    held.state = ChargeState.DROPPED
    held.save(update_fields=["state"])
    mark_fee(dossier_id=held.dossier_id, is_owed=False, amount=None, at=at)
    record(act="payments.dropped", subject=subject_of(held), by=by, after={"reference": held.reference}, reason=reason[:300], scope=held.agency.code, at=at)
    return held


@transaction.atomic
def pay_at_counter(*, charge: Charge, by: User, at: datetime) -> Charge:
    """Raises PermissionDenied, ProblemsFound."""
    held = held_charge(charge)
    _refuse_unless_kept(by, held.agency_id, at)
    return settle(held, PaidBy.COUNTER, by=by, at=at)


def settle(held: Charge, how: PaidBy, *, by: User | str, at: datetime, receipt_url: str = "") -> Charge:
    """Inside a transaction, with the charge held. Raises ProblemsFound where it was paid or dropped meanwhile."""
    refuse_unless_open(held)
    account = Account.objects.select_for_update().get(agency_id=held.agency_id)
    year = timezone.localdate(at).year
    account.last = account.last + 1 if account.year == year else 1
    account.year = year
    account.save(update_fields=["year", "last"])
    held.state, held.paid_at, held.paid_by, held.receipt_url = ChargeState.PAID, at, how, receipt_url
    held.receipt_year, held.receipt_number = year, account.last
    held.save()
    mark_paid(dossier_id=held.dossier_id, is_online=how != PaidBy.COUNTER, amount=held.amount, at=at)
    after = {"reference": held.reference, "amount": held.amount}
    record(act="payments.paid", subject=subject_of(held), by=by, after=after, scope=held.agency.code, at=at)
    return held


def held_charge(charge: Charge) -> Charge:
    return Charge.objects.select_for_update(of=("self",)).select_related("agency").get(pk=charge.pk)


def refuse_unless_open(held: Charge) -> None:
    if held.state != ChargeState.ASKED:
        refuse_errors([_problem("not_open", f"khoản {held.reference} {held.get_state_display()}", "tải lại trang", "")])


def _refuse_unless_kept(by: User, agency_id: int, at: datetime) -> None:
    if not keeps(standing_of(by), agency_id, timezone.localdate(at)):
        raise PermissionDenied("chỉ bộ phận Một cửa, tài chính, cán bộ cải cách hành chính và lãnh đạo cơ quan thu phí được")


def _problem(code: str, message: str, remedy: str, path: str) -> Problem:
    return Problem(f"payments.{code}", message, remedy, Place(path=path))
