"""The next number of an agency's series of outgoing documents, given in the transaction of whoever needs it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from parix.web.accounts.queries import User
from parix.web.organisations.queries import Agency
from parix.web.reports.models import OutgoingNumber, OutgoingSeries


class NumberOutsideTransaction(Exception):
    """Asked for outside of a transaction: a number could be given and its document lost."""


def give_number(*, agency: Agency, kind: str, symbol: str, abstract: str, on: date, by: User, at: datetime) -> OutgoingNumber:
    """One series for each agency and year, from one on the first of January. Whoever else wants a number of the series waits until the
    caller's transaction ends; when that is undone, so is the number."""
    if not connection.in_atomic_block:
        raise NumberOutsideTransaction("cấp số văn bản phải ở trong giao dịch của việc ban hành: transaction.atomic")
    OutgoingSeries.objects.bulk_create([OutgoingSeries(agency=agency, year=on.year)], ignore_conflicts=True)
    series = OutgoingSeries.objects.select_for_update(of=("self",)).get(agency=agency, year=on.year)
    series.last += 1
    series.save(update_fields=["last"])
    return OutgoingNumber.objects.create(
        series=series, number=series.last, symbol=symbol, kind=kind, abstract=abstract[:500], given_on=on, given_by=by, given_at=at,
    )
