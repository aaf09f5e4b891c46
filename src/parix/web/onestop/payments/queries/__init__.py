"""Reads of fees: the account of an agency, charges of a dossier, lines that wait, the text of a payment code.

In: agencies, dossiers. Out: rows; the rows' types go to views from here. Must not: change anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet, Sum

from parix.exchange_formats.vietqr import BankCode, written
from parix.web.accounts.rules import Standing
from parix.web.onestop.payments.choices import WAITING, WORDS_SEAL, ChargeState, LineState
from parix.web.onestop.payments.models import Account as Account
from parix.web.onestop.payments.models import Charge as Charge
from parix.web.onestop.payments.models import Line as Line
from parix.web.onestop.payments.models import Statement as Statement
from parix.web.onestop.payments.rules import may_keep
from parix.web.organisations.choices import UnitKind
from parix.web.organisations.queries.units import units_of
from parix.web.personal_data.rules.sealing import NotOpened, opened

KEEPERS = (UnitKind.ONE_STOP, UnitKind.FINANCE)


def account_of(agency_id: int) -> Account | None:
    return Account.objects.filter(agency_id=agency_id).first()


def keeps(standing: Standing, agency_id: int, today: date) -> bool:
    units = units_of([agency_id], today).filter(kind__in=KEEPERS).values_list("pk", flat=True)
    return may_keep(standing, agency_id, frozenset(units))


def charges_of(dossier_id: int) -> list[Charge]:
    return list(Charge.objects.filter(dossier_id=dossier_id).select_related("dossier__procedure", "agency"))


def charge_by_reference(reference: str) -> Charge | None:
    return Charge.objects.select_related("dossier__procedure", "dossier__agency", "agency__parent").filter(reference=reference.upper()).first()


def open_charges(agency_id: int) -> QuerySet[Charge]:
    return Charge.objects.filter(agency_id=agency_id, state=ChargeState.ASKED).select_related("dossier")


def lines_found(agency_id: int, state: str) -> QuerySet[Line]:
    """Those that wait, unless another state is asked for."""
    found = Line.objects.filter(agency_id=agency_id).select_related("charge__dossier", "statement")
    return found.filter(state=state) if state in LineState.values else found.filter(state__in=WAITING)


def statements_of(agency_id: int) -> QuerySet[Statement]:
    return Statement.objects.filter(agency_id=agency_id).select_related("read_by")


def taken_in(agency_id: int, year: int) -> tuple[int, int]:
    """How many charges were paid in the year, and the sum in đồng."""
    paid = Charge.objects.filter(agency_id=agency_id, state=ChargeState.PAID, receipt_year=year)
    return paid.count(), int(paid.aggregate(total=Sum("amount"))["total"] or 0)


def code_text(account: Account, charge: Charge) -> str:
    """What the QR code holds."""
    return written(BankCode(account.bank, account.account, int(charge.amount), charge.reference))


def words_of(lines: Iterable[Line]) -> dict[int, str]:
    """Opened for who matches them; without the key the words stay away."""
    found = {}
    for one in lines:
        try:
            found[one.pk] = opened(one.words, WORDS_SEAL)
        except NotOpened:
            found[one.pk] = ""
    return found
