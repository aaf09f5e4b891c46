"""Tables that triggers protect can still be emptied between tests: flushing lifts the triggers and lays them back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without triggers in the block. For tests alone: a program that did this in earnest would be found by the hash chain."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            undo = ["SET session_replication_role = DEFAULT"]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            undo = [sql for _name, sql in triggers]
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in undo:
                cursor.execute(statement)


def let_tests_flush() -> None:
    """Django empties all tables after a test with real transactions; called once, before the first test."""
    flush = TransactionTestCase._fixture_teardown

    def flush_with_triggers_lifted(case: Any) -> None:
        with ExitStack() as stack:
            for alias in case._databases_names(include_mirrors=False):
                stack.enter_context(lifted(connections[alias]))
            flush(case)

    TransactionTestCase._fixture_teardown = flush_with_triggers_lifted  # type: ignore[method-assign]
