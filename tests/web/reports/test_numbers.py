"""One series of outgoing numbers for each agency and year: no gap, no double, also when many issue at the same moment and some fail."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import close_old_connections, connection, transaction

from parix.foundation import agencies as engine
from parix.web.accounts.queries import User
from parix.web.organisations.actions import register_agency
from parix.web.reports.actions.numbering import NumberOutsideTransaction, give_number
from parix.web.reports.models import OutgoingNumber, OutgoingSeries
from tests.web.databases import Database

AT = datetime(2026, 3, 16, 2, tzinfo=UTC)
WRITERS, TIMES = 4, 10


class UndoneAsked(Exception):
    pass


def given(agency_id: int, user_id: int, year: int, *, undone: bool) -> int:
    from parix.web.organisations.models import Agency

    close_old_connections()
    try:
        with transaction.atomic():
            number = give_number(
                agency=Agency.objects.get(pk=agency_id), kind="report", symbol="BC-MẪU", abstract="x", on=date(year, 3, 16),
                by=User.objects.get(pk=user_id), at=AT,
            )
            if undone:
                raise UndoneAsked
            return number.number
    finally:
        connection.close()


def work(agency_id: int, user_id: int, writer: int) -> list[int]:
    """Every third one is undone after its number was given."""
    found = []
    for turn in range(TIMES):
        try:
            found.append(given(agency_id, user_id, 2026, undone=(writer + turn) % 3 == 0))
        except UndoneAsked:
            continue
    return found


def test_no_gap_and_no_double_under_concurrent_use(each_database: Database) -> None:
    agency = register_agency(given=engine.Agency("SO", "Sở Mẫu", "department"))
    user = User.objects.create_user("a", "a@example.com", "x", full_name="A")
    with ThreadPoolExecutor(WRITERS) as pool:
        lists = list(pool.map(lambda writer: work(agency.pk, user.pk, writer), range(WRITERS)))
    numbers = sorted(number for one in lists for number in one)
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) == sum((writer + turn) % 3 != 0 for writer in range(WRITERS) for turn in range(TIMES))
    assert list(OutgoingNumber.objects.order_by("number").values_list("number", flat=True)) == numbers
    assert OutgoingSeries.objects.get().last == len(numbers)
    assert all(one == sorted(one) for one in lists)


def test_each_year_and_agency_counts_from_one(db: None) -> None:
    agencies = [register_agency(given=engine.Agency(code, code, "department")) for code in ("A", "B")]
    user = User.objects.create_user("a", "a@example.com", "x", full_name="A")
    found = []
    for agency in agencies:
        for year in (2026, 2026, 2027):
            with transaction.atomic():
                number = give_number(agency=agency, kind="report", symbol="BC", abstract="x", on=date(year, 1, 5), by=user, at=AT)
            found.append((agency.code, year, number.written))
    assert found == [("A", 2026, "01"), ("A", 2026, "02"), ("A", 2027, "01"), ("B", 2026, "01"), ("B", 2026, "02"), ("B", 2027, "01")]


@pytest.mark.django_db(transaction=True)
def test_a_number_is_given_in_a_transaction_alone() -> None:
    agency = register_agency(given=engine.Agency("A", "A", "department"))
    user = User.objects.create_user("a", "a@example.com", "x", full_name="A")
    with pytest.raises(NumberOutsideTransaction):
        give_number(agency=agency, kind="report", symbol="BC", abstract="x", on=date(2026, 1, 5), by=user, at=AT)
