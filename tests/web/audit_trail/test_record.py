"""What an entry holds, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from parix.web.audit_trail.actions import Change, NotRecorded, record, record_many
from parix.web.audit_trail.models import Entry, Head, ScopeWord

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Clerk:
    def get_username(self) -> str:
        return "canbo"

    def get_full_name(self) -> str:
        return "Nguyễn Thị Ánh"


def save(**given: Any) -> Entry:
    number = record(**{"act": "assessment.claim_saved", "subject": "assessment.Claim:17", "by": Clerk(), "at": AT, **given})
    return Entry.objects.get(pk=number)


@pytest.mark.django_db
def test_an_entry_says_who_what_before_after_and_why() -> None:
    entry = save(before={"points": Fraction(9, 4)}, after={"points": Fraction(5, 2)}, reason=" bổ sung văn bản ", scope="cac-so/TINH.KHCN")
    stored = {name: getattr(entry, name) for name in ("sequence", "at", "actor", "actor_name", "act", "subject", "scope", "before", "after", "reason")}
    assert stored == {
        "sequence": 1, "at": AT, "actor": "canbo", "actor_name": "Nguyễn Thị Ánh", "act": "assessment.claim_saved", "subject": "assessment.Claim:17",
        "scope": "cac-so/TINH.KHCN", "before": {"points": "9/4"}, "after": {"points": "5/2"}, "reason": "bổ sung văn bản",
    }
    assert list(ScopeWord.objects.order_by("word").values_list("entry_id", "word")) == [(1, "TINH.KHCN"), (1, "cac-so")]


@pytest.mark.django_db
def test_a_machines_own_act_has_no_name() -> None:
    entry = save(by="system")
    assert (entry.actor, entry.actor_name) == ("system", "")


@pytest.mark.django_db
def test_each_entry_is_chained_to_the_one_before_and_the_head_follows() -> None:
    first, second = save(), save(subject="assessment.Claim:18")
    assert first.previous_hash == "0" * 64
    assert second.previous_hash == first.hash
    assert first.hash != second.hash
    assert list(Head.objects.values_list("sequence", "hash")) == [(2, second.hash)]


@pytest.mark.django_db
def test_many_changes_take_the_queries_of_one() -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as made, transaction.atomic():
            record_many(act="a.b", changes=[Change(f"x.Y:{number}", scope="cac-so") for number in range(count)], by="system", at=AT)
        return len([one for one in made.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    save()  # the chain has its head: a table that was emptied makes it anew with the first entry
    assert queries(1) == queries(80) == 3
    assert list(Entry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 83))


@pytest.mark.django_db
def test_values_are_written_so_that_they_read_back_the_same() -> None:
    entry = save(after={
        "due": date(2026, 3, 1), "at": AT, "share": Decimal("0.10"), "label": gettext_lazy("đã chấm"), "many": {"b", "a"}, "rows": ({"n": 1},),
        "flag": True, "none": None, "big": 10**25, "zero": "a\x00b", "half": "\ud800",
    })
    assert entry.after == {
        "due": "2026-03-01", "at": "2026-03-01T08:00:00+00:00", "share": "0.10", "label": "đã chấm", "many": ["a", "b"], "rows": [{"n": 1}],
        "flag": True, "none": None, "big": 10**25, "zero": "ab", "half": "?",
    }
    assert entry.hash == entry.right_hash()


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "message"), [
    ({"after": {"share": 0.5}}, "số thực 0.5: ghi số đúng (Fraction, Decimal) hoặc chữ"),
    ({"after": {"file": b"x"}}, "không ghi được giá trị kiểu bytes"),
    ({"after": {"person": {"email": "a@example.com"}}}, "«email» là dữ liệu cá nhân: chỉ ghi rằng đã đổi (True)"),
    ({"before": {"Phone": ""}}, "«Phone» là dữ liệu cá nhân: chỉ ghi rằng đã đổi (True)"),
    ({"subject": "x" * 201}, "«subject» dài quá 200 ký tự"),
    ({"scope": "x" * 101}, "một mã trong «scope» dài quá 100 ký tự"),
])
def test_what_does_not_belong_in_the_journal_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(NotRecorded) as refused:
        save(**given)
    assert str(refused.value) == message
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_that_personal_data_changed_may_be_said() -> None:
    assert save(after={"email": True}).after == {"email": True}


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(NotRecorded):
        save()
    with pytest.raises(RuntimeError), transaction.atomic():
        save()
        raise RuntimeError("the action failed after its entry")
    assert (Entry.objects.count(), Head.objects.filter(sequence__gt=0).count()) == (0, 0)
    with transaction.atomic():
        save()
    assert Entry.objects.count() == 1
