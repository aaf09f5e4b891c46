"""The national payment platform behind one interface: ask where the payer goes, and take the news that somebody paid."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import requests
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from parix.exchange_formats.payment_messages import Paid, PaymentAnswer, PaymentAsked, read_answer, read_paid, request_message
from parix.foundation.problems import Place, Problem, ProblemsFound
from parix.web.audit_trail.actions import record
from parix.web.onestop.payments.actions import subject_of
from parix.web.onestop.payments.actions.charging import settle
from parix.web.onestop.payments.choices import ChargeState, PaidBy
from parix.web.onestop.payments.models import Charge
from parix.web.onestop.payments.queries import account_of

TIMEOUT_SECONDS, MOST_BYTES = 10, 64 * 1024


class Gateway(Protocol):
    """What a payment platform must be able to do for us."""

    def ask(self, asked: PaymentAsked) -> PaymentAnswer | Problem: ...

    def read(self, message: object) -> Paid | Problem: ...


class NationalPlatform:
    """By HTTPS with the partner's key; another platform is another class with the same two methods."""

    def __init__(self, url: str, partner: str, key: str) -> None:
        self._url, self._partner, self._key = url, partner, key

    def ask(self, asked: PaymentAsked) -> PaymentAnswer | Problem:
        try:
            answer = requests.post(self._url, json=request_message(asked, self._key), timeout=TIMEOUT_SECONDS, allow_redirects=False)
            answer.raise_for_status()
            if len(answer.content) > MOST_BYTES:
                return _problem("answer_form", "nền tảng thanh toán trả lời quá dài", "báo đơn vị vận hành nền tảng")
            return read_answer(answer.json())
        except (requests.RequestException, ValueError):
            return _problem("platform_silent", "nền tảng thanh toán không trả lời", "quét mã VietQR, hoặc thử lại sau")

    def read(self, message: object) -> Paid | Problem:
        return read_paid(message, self._partner, self._key)


def gateway() -> Gateway | None:
    """The installation's (settings PAYMENT_PLATFORM_*), or none."""
    if not settings.PAYMENT_PLATFORM_URL:
        return None
    return NationalPlatform(settings.PAYMENT_PLATFORM_URL, settings.PAYMENT_PLATFORM_PARTNER, settings.PAYMENT_PLATFORM_KEY)


def send_on(*, charge: Charge, through: Gateway, at: datetime) -> str:
    """Where the payer goes on. Raises ProblemsFound. Nobody's name leaves with it. Side effect: an entry in the journal."""
    account = account_of(charge.agency_id)
    if account is None or charge.state != ChargeState.ASKED:
        raise ProblemsFound([_problem("not_open", "khoản này không chờ nộp nữa", "tải lại trang")])
    procedure = charge.dossier.procedure.procedure
    asked = PaymentAsked(
        partner=settings.PAYMENT_PLATFORM_PARTNER, reference=charge.reference, at=timezone.localtime(at), amount=int(charge.amount), account=account.account,
        unit=account.unit, service=procedure.code or procedure.own_code,
    )
    answer = through.ask(asked)
    if isinstance(answer, Problem):
        raise ProblemsFound([answer])
    if not answer.is_ok or not answer.url.startswith(("https://", "http://127.0.0.1")):
        raise ProblemsFound(
            [_problem("platform_refused", f"nền tảng thanh toán từ chối: {answer.message[:200] or answer.code}", "quét mã VietQR, hoặc nộp tại quầy")],
        )
    with transaction.atomic():
        record(act="payments.sent_on", subject=subject_of(charge), by="public", after={"reference": charge.reference}, scope=charge.agency.code, at=at)
    return answer.url


@transaction.atomic
def take_news(*, message: object, through: Gateway, at: datetime) -> Charge:
    """A payment that the platform tells of; told twice, it counts once. Raises ProblemsFound."""
    paid = through.read(message)
    if isinstance(paid, Problem):
        raise ProblemsFound([paid])
    held = Charge.objects.select_for_update(of=("self",)).select_related("agency").filter(reference=paid.reference).first()
    if held is None:
        raise ProblemsFound([_problem("unknown_reference", "không có khoản phải nộp mang mã này", "kiểm tra mã tham chiếu")])
    if held.amount != paid.amount:
        raise ProblemsFound([_problem("other_sum", f"khoản {held.reference} là {held.amount} đồng, bản tin ghi {paid.amount}", "đối soát với nền tảng")])
    if held.state == ChargeState.PAID and held.paid_by == PaidBy.PLATFORM:
        return held
    return settle(held, PaidBy.PLATFORM, by="payment platform", at=at, receipt_url=paid.receipt_url[:500])


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(f"payments.{code}", message, remedy, Place(path=""))
