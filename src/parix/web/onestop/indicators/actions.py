"""Taking a snapshot of the registers, and asking for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from parix.foundation.lazy_modules import lazy_module
from parix.indicators.register_tables import DOSSIERS, PROCEDURES, PROMULGATIONS, TABLES
from parix.web.accounts.queries import User
from parix.web.audit_trail.actions import record
from parix.web.background.actions.asking import enqueue
from parix.web.onestop.dossiers.queries.snapshots import newest_change, rows_changed
from parix.web.onestop.feedback.queries import clocks as feedback
from parix.web.onestop.indicators.choices import KEPT
from parix.web.onestop.indicators.models import TakenSnapshot
from parix.web.onestop.indicators.queries import newest_snapshot, snapshot_names, snapshots_after, store
from parix.web.onestop.procedures.queries.snapshots import procedure_of_version, procedure_rows, promulgation_rows
from parix.web.onestop.ratings import queries as ratings
from parix.web.working_calendar.queries import working_calendar

pyarrow = lazy_module("pyarrow")

JOB = "parix.web.onestop.indicators.jobs.refresh"
PIECE = 100_000


# Registers beside the dossiers whose rows say when they changed: where the newest change lies, and the rows between two moments.
_CHANGING: Mapping[str, tuple[Callable[[], datetime | None], Callable[..., Iterator[tuple[Any, ...]]]]] = {
    "feedback": (feedback.newest_change, feedback.rows_changed), "ratings": (ratings.newest_change, ratings.rows_changed),
}


def take_snapshot(*, at: datetime, by: User | None = None) -> TakenSnapshot:
    """What changed since the newest snapshot, and the catalogue as it is now; everything where an earlier version took that one. Writes
    files beside the database, a row and an entry in the audit trail; forgets snapshots beyond those kept. An act that fails half-way
    leaves files that the next one clears away."""
    today, newest, until = timezone.localdate(at), newest_snapshot(), newest_change()
    untils = {table: moment for table, (newest_of, _rows) in _CHANGING.items() if (moment := newest_of()) is not None}
    name = f"{timezone.localtime(at):%Y-%m-%d.%H%M%S}"
    calendar = working_calendar(today)
    with store() as opened:
        held = opened.named(newest.name) if newest else None
        before = newest if held is not None and opened.is_current(held) else None
        taken = opened.take(
            name, as_of=today, taken_at=at.isoformat(), before=held if before else None, dossiers=_dossiers(before.changed_until if before else None, until),
            changed={table: _changed(table, before, moment) for table, moment in untils.items()},
            others={"procedures": _table(PROCEDURES, procedure_rows()), "promulgations": _table(PROMULGATIONS, promulgation_rows(calendar))},
        )
    row = _write(name=name, at=at, until=until, untils=untils, rows=taken.rows, by=by)
    with store() as opened:
        opened.forget(snapshot_names())
    return row


@transaction.atomic
def ask_for_refresh(*, by: User, at: datetime) -> int:
    """Returns the number of the run in the ledger."""
    record(act="indicators.refresh_asked", subject="indicators", by=by, at=at)
    return enqueue(JOB, by=by.username, now=at)


@transaction.atomic
def _write(*, name: str, at: datetime, until: datetime | None, untils: Mapping[str, datetime], rows: dict[str, int], by: User | None) -> TakenSnapshot:
    row = TakenSnapshot.objects.create(
        name=name, as_of=timezone.localdate(at), taken_at=at, changed_until=until, rows=rows, asked_by=by,
        tables_until={table: moment.isoformat() for table, moment in untils.items()},
    )
    TakenSnapshot.objects.filter(pk__in=[one.pk for one in snapshots_after(KEPT)]).delete()
    record(act="indicators.snapshot_taken", subject=f"indicators.TakenSnapshot:{row.pk}", by=by or "system", at=at, after={"name": name, "rows": rows})
    return row


def _dossiers(after: datetime | None, until: datetime | None) -> Iterator[Any]:
    """In pieces by number, so that new ones begin parts of their own; a first snapshot is read in the order of change and sorted here."""
    if until is None:
        return
    procedures, place = procedure_of_version(), 1 + list(DOSSIERS.columns).index("procedure")
    rows = sorted((_renumbered(row, procedures, place) for row in rows_changed(after=after, until=until)), key=lambda row: row[0])
    given = iter(rows)
    while piece := list(islice(given, PIECE)):
        columns = list(zip(*piece, strict=True))
        yield pyarrow.table(dict(zip(DOSSIERS.columns, columns, strict=True)), schema=DOSSIERS.schema().to_pyarrow())


def _changed(table: str, before: TakenSnapshot | None, until: datetime) -> Any:
    """The register's rows that changed since the snapshot before, without the moment of change."""
    written = before.tables_until.get(table) if before else None
    rows = list(_CHANGING[table][1](after=datetime.fromisoformat(written) if written else None, until=until))
    contract = TABLES[table]
    columns = list(zip(*rows, strict=True))[1:] if rows else [()] * len(contract.columns)
    return pyarrow.table(dict(zip(contract.columns, columns, strict=True)), schema=contract.schema().to_pyarrow())


def _renumbered(row: tuple[Any, ...], procedures: dict[int, int], place: int) -> tuple[Any, ...]:
    """Without the moment of change, and by the catalogue's number of the procedure instead of that of a version."""
    return (*row[1:place], procedures[row[place]], *row[place + 1 :])


def _table(contract: Any, rows: Iterable[dict[str, Any]]) -> Any:
    return pyarrow.Table.from_pylist(list(rows), schema=contract.schema().to_pyarrow())
