"""The walk names the first broken entry and what happened to it, whatever somebody did behind the triggers' back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from parix.foundation.problems import ProblemsFound
from parix.web.audit_trail.actions import Change, record_many
from parix.web.audit_trail.jobs import verify_chain
from parix.web.audit_trail.models import Entry
from parix.web.audit_trail.queries.verification import Anchor, Break, Verdict, verify
from tests.protected_tables import lifted

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LENGTH = 9

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def journal() -> list[Entry]:
    with transaction.atomic():
        record_many(act="x.saved", changes=[Change(f"x.Y:{n}", {"n": n}, {"n": n + 1}, "cac-so") for n in range(LENGTH)], by="system", at=AT)
    return list(Entry.objects.order_by("sequence"))


def run(*statements: str, given: Any = ()) -> None:
    with lifted(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)


def move(one: int, to: int) -> str:
    return f"UPDATE audit_trail_entry SET sequence = {to} WHERE sequence = {one}"


def forge(place: int, previous: str, at_end: bool = False) -> Entry:
    """An entry that is right in itself, put into the table at this number."""
    entry = Entry(sequence=place, at=AT, actor="kẻ gian", act="x.saved", subject="x.Y:99", previous_hash=previous)
    entry.hash = entry.right_hash()
    with lifted(connection):
        Entry.objects.bulk_create([entry])
    return entry


def changed(_journal: list[Entry]) -> None:
    run("UPDATE audit_trail_entry SET reason = 'đã sửa' WHERE sequence = 4")


def changed_in_a_date(_journal: list[Entry]) -> None:
    run("UPDATE audit_trail_entry SET at = '2026-03-01 09:00:00' WHERE sequence = 4")


def changed_with_a_new_hash(journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence = 4")
    forge(4, journal[2].hash)


def changed_link(journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence = 4")
    forge(4, "f" * 64)


def last_changed_with_a_new_hash(journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence = 9")
    forge(9, journal[7].hash)


def missing(_journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence IN (4, 5)")


def missing_and_renumbered(_journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence = 4", *(move(n, n - 1) for n in range(5, LENGTH + 1)))


def end_cut_off(_journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry WHERE sequence > 7")


def everything_gone(_journal: list[Entry]) -> None:
    run("DELETE FROM audit_trail_entry")


def inserted(journal: list[Entry]) -> None:
    run(*(move(n, n + 1) for n in range(LENGTH, 3, -1)))
    forge(4, journal[2].hash)


def inserted_at_the_end(journal: list[Entry]) -> None:
    forge(LENGTH + 1, journal[-1].hash)


def reordered(_journal: list[Entry]) -> None:
    run(move(4, 100), move(7, 4), move(100, 7))


def neighbours_reordered(_journal: list[Entry]) -> None:
    run(move(4, 100), move(5, 4), move(100, 5))


CASES: dict[Callable[[list[Entry]], None], Break] = {
    changed: Break(4, "changed"), changed_in_a_date: Break(4, "changed"), changed_with_a_new_hash: Break(4, "changed"), changed_link: Break(4, "changed"),
    last_changed_with_a_new_hash: Break(9, "changed"), missing: Break(4, "missing"), missing_and_renumbered: Break(4, "missing"),
    end_cut_off: Break(8, "missing"), everything_gone: Break(1, "missing"), inserted: Break(4, "inserted"), inserted_at_the_end: Break(10, "inserted"),
    reordered: Break(4, "reordered"), neighbours_reordered: Break(4, "reordered"),
}


@pytest.mark.parametrize(("tamper", "broken"), CASES.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_the_first_broken_entry_is_named(journal: list[Entry], tamper: Callable[[list[Entry]], None], broken: Break) -> None:
    tamper(journal)
    assert verify().broken == broken


def test_a_whole_chain_is_whole(journal: list[Entry]) -> None:
    assert verify() == Verdict(LENGTH, LENGTH, journal[-1].hash)


def test_an_empty_journal_is_whole() -> None:
    assert verify() == Verdict(0, 0, "0" * 64)


def test_a_wholly_rewritten_journal_is_found_by_what_was_written_down(journal: list[Entry]) -> None:
    written_down = Anchor(5, journal[4].hash)
    assert verify(written_down).broken is None
    run("DELETE FROM audit_trail_entry", "DELETE FROM audit_trail_head")
    with transaction.atomic():
        record_many(act="x.saved", changes=[Change(f"x.Y:{n}") for n in range(LENGTH)], by="system", at=AT)
    assert verify().broken is None
    assert verify(written_down).broken == Break(5, "changed")
    assert verify(Anchor(LENGTH + 1, "a" * 64)).broken == Break(LENGTH + 1, "missing")


def test_the_command_says_that_all_is_well_and_what_to_write_down(journal: list[Entry]) -> None:
    out = StringIO()
    call_command("verify_audit_trail", stdout=out)
    assert out.getvalue().splitlines() == ["nhật ký nguyên vẹn: 9 mục", f"9:{journal[-1].hash}"]
    call_command("verify_audit_trail", anchor=out.getvalue().splitlines()[1], stdout=StringIO())


def test_the_command_fails_with_the_first_broken_entry(journal: list[Entry]) -> None:
    reordered(journal)
    with pytest.raises(CommandError) as failed:
        call_command("verify_audit_trail")
    assert str(failed.value) == (
        "nhật ký hỏng: mục số 4 đã bị đổi chỗ [audit.reordered]; các mục 1..3 còn nguyên. Giữ nguyên cơ sở dữ liệu và đối chiếu với bản sao lưu."
    )


def test_an_unreadable_anchor_is_refused() -> None:
    with pytest.raises(CommandError, match=r"\[audit.anchor_unreadable\]"):
        call_command("verify_audit_trail", anchor="9:zz")


def test_the_nightly_walk_fails_in_the_ledger(journal: list[Entry]) -> None:
    seen: list[tuple[int, int]] = []
    verify_chain(now=AT, progress=lambda count, of: seen.append((count, of)))
    assert seen == [(LENGTH, LENGTH)]
    missing(journal)
    with pytest.raises(ProblemsFound) as found:
        verify_chain(now=AT, progress=lambda count, of: None)
    assert [(one.code, one.place.path) for one in found.value.problems] == [("audit.missing", "audit_trail.Entry:4")]
