"""What both databases promise by themselves: entries are final, the chain has one order under many writers."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from parix.web.audit_trail.actions import Change, record, record_many
from parix.web.audit_trail.models import Entry, EntryIsFinal, Head
from parix.web.audit_trail.queries.verification import verify
from tests.web.databases import Database

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
WRITERS, EACH = 6, 15


def add(subject: str = "x.Y:1") -> None:
    with transaction.atomic():
        record(act="x.saved", subject=subject, by="system", scope="cac-so", at=AT)


REFUSED = {
    "UPDATE audit_trail_entry SET reason = 'x'": "an audit entry is final",
    "DELETE FROM audit_trail_entry": "an audit entry is final",
    "UPDATE audit_trail_scopeword SET word = 'x'": "an audit entry is final",
    "DELETE FROM audit_trail_scopeword": "an audit entry is final",
    "UPDATE audit_trail_head SET sequence = 1": "the head of the audit trail moves only with a new entry",
    "UPDATE audit_trail_head SET sequence = 3": "the head of the audit trail moves only with a new entry",
    "DELETE FROM audit_trail_head": "the head of the audit trail moves only with a new entry",
    "INSERT INTO audit_trail_entry SELECT 4, at, actor, actor_name, act, subject, scope, before, after, reason, hash, hash"
    " FROM audit_trail_entry WHERE sequence = 2": "an audit entry must continue the chain",
    "INSERT INTO audit_trail_entry SELECT 3, at, actor, actor_name, act, subject, scope, before, after, reason, previous_hash, hash"
    " FROM audit_trail_entry WHERE sequence = 2": "an audit entry must continue the chain",
}


def test_the_database_refuses_to_rewrite_the_journal(each_database: Database) -> None:
    add()
    add()
    only_there = ["TRUNCATE audit_trail_entry", "TRUNCATE audit_trail_head", "TRUNCATE audit_trail_scopeword"]
    extra = dict.fromkeys(only_there, "audit") if each_database.vendor == "postgresql" else {
        "INSERT OR REPLACE INTO audit_trail_entry SELECT * FROM audit_trail_entry WHERE sequence = 1": "an audit entry must continue the chain",
    }
    for statement, message in {**REFUSED, **extra}.items():
        with pytest.raises(IntegrityError, match=message), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert (verify().entries, verify().broken) == (2, None)


def test_one_act_on_many_subjects_is_one_stretch_of_the_chain(each_database: Database) -> None:
    add()
    with transaction.atomic():
        assert record_many(act="x.saved", changes=[Change(f"x.Y:{n}") for n in range(200)], by="system", at=AT) == list(range(2, 202))
    assert (verify().entries, verify().broken) == (201, None)


def test_the_rows_refuse_before_the_database_does(each_database: Database) -> None:
    add()
    entry = Entry.objects.get()
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(reason="x")):
        with pytest.raises(EntryIsFinal):
            attempt()


def test_many_writers_at_once_make_one_chain(each_database: Database) -> None:
    begin, failures = threading.Barrier(WRITERS), []

    def write(writer: int) -> None:
        try:
            begin.wait()
            for number in range(EACH):
                with transaction.atomic():
                    record(act="x.saved", subject=f"x.Y:{writer}-{number}", by="system", at=AT)
                    if number % 5 == 4:
                        transaction.set_rollback(True)
        except Exception as failure:  # shown below, in the thread that asserts
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = WRITERS * EACH * 4 // 5
    assert failures == []
    verdict = verify()
    assert (verdict.entries, verdict.last, verdict.broken) == (kept, kept, None)
    subjects = list(Entry.objects.order_by("sequence").values_list("subject", flat=True))
    assert sorted(subjects) == sorted(f"x.Y:{writer}-{number}" for writer in range(WRITERS) for number in range(EACH) if number % 5 != 4)
    assert Head.objects.values_list("sequence", "hash").get() == (kept, verdict.hash)


def test_the_migration_can_be_taken_back_and_made_again(each_database: Database) -> None:
    call_command("migrate", "audit_trail", "zero", verbosity=0)
    call_command("migrate", "audit_trail", verbosity=0)
    add()
    assert verify().entries == 1
